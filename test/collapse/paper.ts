import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the paper answers one request: it waits for whatever the test wants it to wait for. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => unknown

/** A paper on this machine that counts what it is asked, and answers as a test says. */
export async function openPaper() {
  const answers = new Map<string, Answer>()
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://paper.example')
    asked.push(pathname)
    const answer = answers.get(pathname)
    if (answer) return answer(response, request)
    response.statusCode = 404
    response.end('<p>Nothing here')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (path: string, answer: Answer) => void answers.set(path, answer),
    asked: (path: string) => asked.filter(seen => seen === path).length,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `<p>Line ${from + n} of the page.</p>\n`).join('')

export const BEGIN = `<!doctype html><html><head><meta charset="utf-8"><title>t</title></head><body>\n${lines(0, 400)}`
export const REST = `${lines(400, 800)}<p id="end">The end.</p></body></html>\n`

/** Half of a page, and the rest when the test says so. */
export function inHalves(until: Promise<unknown>, fields: Record<string, string> = {}): Answer {
  return async response => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...fields })
    response.write(BEGIN)
    await until
    response.end(REST)
  }
}

/** Half of a page, and then the connection is gone. */
export const dying =
  (until: Promise<unknown>): Answer =>
  async response => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.write(BEGIN)
    await until
    response.destroy()
  }

export const whole = (fields: Record<string, string> = {}): Answer => inHalves(Promise.resolve(), fields)

import { Agent, request } from 'node:http'
import { URL } from 'node:url'

/** What a Worker is asked for, over and over. */
export interface Target {
  readonly url: URL
  /** Keeps its connections, and has as many of them as there are requests at a time. */
  readonly agent: Agent
}

/** An answer, as far as it is looked at. */
export interface Answer {
  readonly status: number
  readonly cacheStatus: string
  /** Of the body. */
  readonly bytes: number
}

/** @param connections requests at a time */
export const target = (url: string, connections: number): Target => ({
  url: new URL(url),
  agent: new Agent({ keepAlive: true, maxSockets: connections }),
})

/** Asks so many times, as many at a time as there are connections. @returns what it took, in ms. Throws on a wrong answer. */
export async function load(
  { url, agent }: Target,
  requests: number,
  isRight: (answer: Answer) => boolean,
): Promise<number> {
  const begun = performance.now()
  let left = requests
  const one = async () => {
    while (left-- > 0) {
      const answer = await ask(url, agent)
      if (!isRight(answer)) throw new Error(`${url}: ${JSON.stringify(answer)}`)
    }
  }
  await Promise.all(Array.from({ length: agent.maxSockets }, one))
  return performance.now() - begun
}

/** `fetch` would cost the machine as much as the Worker that it measures. */
export const ask = (url: URL, agent: Agent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { agent }, response => {
      let bytes = 0
      response.on('data', (piece: Buffer) => {
        bytes += piece.length
      })
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response
        resolve({ status, cacheStatus: String(headers['cache-status'] ?? ''), bytes })
      })
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })

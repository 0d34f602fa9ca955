import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { after, before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { newWorkerd, peakMemory } from '../../scripts/bench/cpu.ts'
import { type RunningMirror, runMirror } from '../../scripts/local/run.ts'
import { openPaper } from '../collapse/paper.ts'

const MB = 1_000_000
/** A kilobyte, with a link that is to be the mirror's. */
const line = (origin: string) =>
  `<p><a href="${origin}/next">next</a> ${'word '.repeat(190)}</p>\n`.padEnd(1000, ' ')
const LINES = 25_000
/**
 * How much more memory workerd may take for a page of 100 MB than for four of 25 MB, in bytes: less than the page has.
 * What the mirror keeps of one is bounded by `max_page_bytes`; what JavaScript has let go of is there until it is
 * collected, and that is tens of megabytes in an isolate.
 */
const BOUND = 100 * MB

/** How a large page is sent: as fast as it is taken. */
interface Sending {
  sent: number
  /** When the last piece went out, in ms. */
  at: number
}

let paper: Awaited<ReturnType<typeof openPaper>>

before(async () => {
  paper = await openPaper()
})
after(() => paper.close())

/**
 * A page of so many lines of a kilobyte.
 * @param until waited for before its second half
 * @returns how far its last answer has come
 */
function large(path: string, lines = LINES, until: Promise<unknown> = Promise.resolve()): Sending {
  const sending: Sending = { sent: 0, at: 0 }
  const piece = Buffer.from(line(paper.origin).repeat(100))
  async function* page() {
    for (let n = 0; n < lines / 100; n++) {
      if (n === lines / 200) await until
      yield piece
      sending.sent += piece.length
      sending.at = performance.now()
    }
    yield Buffer.from('<p>The end.</p>')
  }
  paper.set(path, async response => {
    Object.assign(sending, { sent: 0, at: performance.now() })
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'max-age=600' })
    await pipeline(Readable.from(page(), { highWaterMark: 1 }), response).catch(() => {})
  })
  return sending
}

async function open(url: string): Promise<IncomingMessage> {
  const asked: ClientRequest = request(url, { agent: false })
  asked.end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  return response
}

/** All that comes, and how many of its links are the mirror's and the paper's. */
async function readAll(response: IncomingMessage, onFirst = () => {}) {
  const found = { bytes: 0, relinked: 0, left: 0, last: '' }
  let rest = ''
  for await (const piece of response as AsyncIterable<Buffer>) {
    if (found.bytes === 0) onFirst()
    found.bytes += piece.length
    const text = rest + piece.toString('latin1')
    const end = text.lastIndexOf('\n') + 1
    rest = text.slice(end)
    found.relinked += text.slice(0, end).split('<a href="/next">').length - 1
    found.left += text.slice(0, end).split(`href="${paper.origin}`).length - 1
  }
  return { ...found, last: rest }
}

/** Waits until nobody reads, and nothing more is sent, because all that lies between is full. */
async function stopped(response: IncomingMessage, sending: Sending): Promise<void> {
  await once(response, 'readable')
  while (performance.now() - sending.at < 700) await setTimeout(50)
}

const small = (path: string) =>
  paper.set(path, response => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(line(paper.origin).repeat(20))
  })

for (const [how, rules] of [
  ['without selectors of the site', {}],
  ['with a selector of the site, so that it goes through the parser', { remove: ['.banner'] }],
] as const) {
  for (const collapse of [true, false]) {
    describe(`a page of 25 MB ${how}, ${collapse ? 'through the object' : 'without the object'}`, () => {
      let mirror: RunningMirror
      let pid: string

      before(async () => {
        const site = { name: 'Paper', origin: paper.origin, ...rules }
        mirror = await runMirror({ settings: { SITE_FILE: JSON.stringify(site) }, collapse, onLog: () => {} })
        pid = newWorkerd()
        small('/small')
        await readAll(await open(`${mirror.url}/small`))
      })
      after(() => mirror?.dispose())

      test('streams: its reader has the beginning before its second half is sent, and then all of it, relinked', async () => {
        const rest = Promise.withResolvers<void>()
        const sending = large('/large', LINES, rest.promise)
        const response = await open(`${mirror.url}/large`)
        let sentBefore = Number.NaN
        const page = await readAll(response, () => {
          sentBefore = sending.sent
          rest.resolve()
        })
        assert.ok(sentBefore <= (LINES / 2) * 1000, `${sentBefore} bytes had been sent`)
        assert.deepEqual([page.relinked, page.left], [LINES, 0])
        assert.match(page.last, /The end\./)
      })

      test('is not stored: whoever asks again has the paper asked', async () => {
        const before = paper.asked('/large')
        const again = await open(`${mirror.url}/large`)
        assert.match(String(again.headers['cache-status']), /fwd=uri-miss/)
        assert.equal((await readAll(again)).relinked, LINES)
        assert.equal(paper.asked('/large'), before + 1)
      })

      test('but a small one is, as a control', async () => {
        const again = await open(`${mirror.url}/small`)
        assert.match(String(again.headers['cache-status']), /heliograph;hit/)
        await readAll(again)
      })

      test('is held no more than one of 100 MB, which waits for a slow reader', async () => {
        // As many bytes in smaller pages: what has been let go of, and is not collected yet, comes to the same.
        for (let n = 0; n < 4; n++) await readAll(await open(`${mirror.url}/large`))
        const before = peakMemory(pid)
        large('/larger', 4 * LINES)
        assert.equal((await readAll(await open(`${mirror.url}/larger`))).relinked, 4 * LINES)
        const sending = large('/slow', 4 * LINES)
        const slow = await open(`${mirror.url}/slow`)
        await stopped(slow, sending)
        // The connections between the paper and the reader have room for some of it.
        assert.ok(sending.sent < 2 * LINES * 1000, `${sending.sent} bytes were taken`)
        assert.equal((await readAll(slow)).relinked, 4 * LINES)
        const more = peakMemory(pid) - before
        assert.ok(more < BOUND, `${more / MB} MB more`)
      })
    })
  }
}

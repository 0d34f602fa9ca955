import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { type RunningMirror, runMirror } from '../../scripts/local/run.ts'
import { BEGIN, dying, inHalves, openPaper, REST, whole } from './paper.ts'
import { outcomes, reader, readers } from './readers.ts'

const CROWD = 500

let paper: Awaited<ReturnType<typeof openPaper>>
let mirror: RunningMirror
let alone: RunningMirror

before(async () => {
  paper = await openPaper()
  const site = (more: object) => JSON.stringify({ name: 'Paper', origin: paper.origin, ...more })
  const run = (settings: object, more: object) => runMirror({ settings, onLog: () => {}, ...more })
  const file = site({ max_page_bytes: 1_000_000, forward: ['accept-language'] })
  mirror = await run({ SITE_FILE: file }, { isolates: 2 })
  alone = await run({ SITE_FILE: site({}) }, { collapse: false })
})
after(async () => {
  await Promise.all([mirror?.dispose(), alone?.dispose()])
  paper.close()
})

/** Waits until a page is served from the store. */
async function untilHit(path: string): Promise<string> {
  for (;;) {
    const one = await reader(mirror.url + path)
    const page = await one.rest()
    if (one.status.includes(';hit')) return page
    await setTimeout(20)
  }
}

describe(`${CROWD} readers who ask for a new page at once, over two isolates`, () => {
  test('cause one fetch: all of them have its beginning before its end is sent, and then the whole page', async () => {
    const end = Promise.withResolvers<void>()
    paper.set('/new', inHalves(end.promise))
    const all = await readers(CROWD, mirror.isolates, '/new')
    end.resolve()
    const { whole, broken, pages } = await outcomes(all)
    assert.deepEqual([whole, broken, pages.size, paper.asked('/new')], [CROWD, 0, 1, 1])
    assert.match([...pages][0] ?? '', /^<!doctype html>[\s\S]*Line 799 [\s\S]*The end\.<\/p><\/body><\/html>/)
    const first = all.filter(({ status }) => !status.includes('collapsed'))
    assert.equal(first.length, 1)
    assert.equal(await untilHit('/new'), [...pages][0])
    assert.equal(paper.asked('/new'), 1)
  })

  test('are not harmed by the first of them leaving after the first bytes', async () => {
    const end = Promise.withResolvers<void>()
    paper.set('/left', inHalves(end.promise))
    const first = await reader(`${mirror.isolates[0]}/left`)
    await first.leave()
    const all = await readers(CROWD - 1, mirror.isolates, '/left')
    end.resolve()
    const { whole, pages } = await outcomes(all)
    assert.deepEqual([whole, pages.size, paper.asked('/left')], [CROWD - 1, 1, 1])
    await untilHit('/left')
    assert.equal(paper.asked('/left'), 1)
  })

  test('are not harmed by the first of them leaving before anything has come', async () => {
    const [asked, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    paper.set('/left-early', async (...given) => {
      asked.resolve()
      await end.promise
      return whole()(...given)
    })
    const gone = new AbortController()
    const first = fetch(`${mirror.isolates[0]}/left-early`, { signal: gone.signal })
    await asked.promise
    gone.abort()
    await assert.rejects(first)
    const all = readers(CROWD - 1, mirror.isolates, '/left-early')
    end.resolve()
    const { whole: got, pages } = await outcomes(await all)
    assert.deepEqual([got, pages.size, paper.asked('/left-early')], [CROWD - 1, 1, 1])
  })

  test('get the whole page from one fetch more where the paper dies half-way and comes back', async () => {
    const end = Promise.withResolvers<void>()
    paper.set('/dies-once', (...asked) => {
      paper.set('/dies-once', whole())
      return dying(end.promise)(...asked)
    })
    const all = await readers(CROWD, mirror.isolates, '/dies-once')
    end.resolve()
    const { whole: got, pages } = await outcomes(all)
    assert.deepEqual([got, pages.size, paper.asked('/dies-once')], [CROWD, 1, 2])
    assert.equal(await untilHit('/dies-once'), [...pages][0])
    assert.equal(paper.asked('/dies-once'), 2)
  })

  test('get no page that looks whole where the paper goes on dying, and nothing is stored until it is back', async () => {
    const end = Promise.withResolvers<void>()
    paper.set('/dies', dying(end.promise))
    const all = await readers(CROWD, mirror.isolates, '/dies')
    end.resolve()
    assert.deepEqual(await outcomes(all), { whole: 0, broken: CROWD, pages: new Set() })
    assert.equal(paper.asked('/dies'), 2)
    const next = await reader(`${mirror.url}/dies`)
    await assert.rejects(next.rest())
    assert.match(next.status, /fwd=uri-miss/)
    paper.set('/dies', whole())
    assert.match(await (await reader(`${mirror.url}/dies`)).rest(), /The end\./)
    await untilHit('/dies')
  })
})

describe('readers of one page', () => {
  test('do not wait for those of another', async () => {
    const end = Promise.withResolvers<void>()
    paper.set('/stuck', inHalves(end.promise))
    paper.set('/other', whole())
    const stuck = await readers(10, mirror.isolates, '/stuck')
    const other = await outcomes(await readers(10, mirror.isolates, '/other'))
    assert.deepEqual([other.whole, paper.asked('/other')], [10, 1])
    end.resolve()
    assert.equal((await outcomes(stuck)).whole, 10)
  })

  test('do not wait for one who does not read on, nor for one whose connection breaks', async () => {
    const end = Promise.withResolvers<void>()
    paper.set('/slow', async response => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.write(BEGIN)
      await end.promise
      response.end(`${'<p>word word word</p>'.repeat(40_000)}<p>The end.`)
    })
    const slow = await reader(`${mirror.url}/slow`)
    const gone = await reader(`${mirror.url}/slow`)
    const all = await readers(20, mirror.isolates, '/slow')
    end.resolve()
    await gone.leave()
    const { whole, pages } = await outcomes(all)
    assert.deepEqual([whole, pages.size, paper.asked('/slow')], [20, 1, 1])
    assert.equal(await slow.rest(), [...pages][0])
  })

  test('get their own where they send different fields that reach the paper, and share where they send the same', async () => {
    const end = Promise.withResolvers<void>()
    paper.set('/words', async (response, { headers }) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.write(`${BEGIN}<p>For ${headers['accept-language']}.</p>`)
      await end.promise
      response.end('<p>The end.')
    })
    const languages = ['de', 'fr', 'de', 'fr', 'de', 'fr']
    const all = await Promise.all(
      languages.map((language, n) =>
        reader(`${mirror.isolates[n % 2]}/words`, { 'accept-language': language }),
      ),
    )
    end.resolve()
    const pages = await Promise.all(all.map(one => one.rest()))
    assert.deepEqual(
      pages.map(page => /For (\w+)\./.exec(page)?.[1]),
      languages,
    )
    assert.equal(paper.asked('/words'), 2)
  })

  for (const said of ['private', 'no-store']) {
    test(`each fetch for themselves where the paper says ${said}`, async () => {
      let number = 0
      const path = `/${said}`
      paper.set(path, response => {
        response.writeHead(200, { 'content-type': 'text/html', 'cache-control': said })
        response.end(`<p>Reader ${++number}</p>`)
      })
      const { whole, pages } = await outcomes(await readers(8, mirror.isolates, path))
      assert.deepEqual([whole, pages.size, paper.asked(path)], [8, 8, 8])
    })
  }
})

describe('a copy that must be asked for again', () => {
  test('is renewed by way of the object, and replaced when the page has changed', async () => {
    const fields = { etag: '"1"', 'cache-control': 'max-age=0' }
    paper.set('/often', whole(fields))
    const page = await (await reader(`${mirror.url}/often`)).rest()
    paper.set('/often', (response, { headers }) => {
      response.writeHead(headers['if-none-match'] === '"1"' ? 304 : 500, fields)
      response.end()
    })
    const until = async (said: RegExp) => {
      for (;;) {
        const one = await reader(`${mirror.url}/often`)
        const text = await one.rest()
        if (said.test(one.status)) return text
        await setTimeout(20)
      }
    }
    assert.equal(await until(/fwd=stale;fwd-status=304/), page)
    paper.set('/often', response => {
      response.writeHead(200, { 'content-type': 'text/html', etag: '"2"', 'cache-control': 'max-age=300' })
      response.end(`${BEGIN}<p>Corrected${REST}`)
    })
    assert.match(await until(/fwd=stale;fwd-status=200;stored/), /Corrected/)
    assert.match(await until(/;hit/), /Corrected/)
  })
})

test(`${CROWD} readers who are served a stale copy, over two isolates, have it renewed once`, async () => {
  paper.set('/stale', whole({ 'cache-control': 'max-age=1, stale-while-revalidate=600' }))
  const page = await (await reader(`${mirror.url}/stale`)).rest()
  await untilHit('/stale')
  await setTimeout(2100)
  const [end, before] = [Promise.withResolvers<void>(), paper.asked('/stale')]
  paper.set('/stale', inHalves(end.promise, { 'cache-control': 'max-age=600', etag: '"new"' }))
  const all = await readers(CROWD, mirror.isolates, '/stale')
  const { whole: served, pages } = await outcomes(all)
  end.resolve()
  assert.deepEqual([served, [...pages]], [CROWD, [page]])
  assert.ok(all.every(({ status }) => /;hit;ttl=-\d/.test(status)))
  assert.equal(paper.asked('/stale') - before, 1)
})

describe('a page that is larger than may be kept', () => {
  const PIECE = '<p>word word word word word word word word word</p>'.repeat(2000)
  const MANY = 250 // 25 MB

  test('passes through whole, and is not stored', async () => {
    let got = 0
    paper.set('/huge', async response => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      for (let n = 0; n < MANY; n++) {
        if (!response.write(PIECE)) await new Promise(resolve => response.once('drain', resolve))
      }
      response.end()
    })
    const response = await fetch(`${mirror.url}/huge`, { headers: { 'accept-encoding': 'identity' } })
    for await (const chunk of response.body as ReadableStream<Uint8Array>) got += chunk.length
    assert.ok(got >= PIECE.length * MANY, `${got} bytes`)
    const again = await fetch(`${mirror.url}/huge`, { method: 'HEAD' })
    assert.match(again.headers.get('cache-status') ?? '', /fwd=uri-miss/)
  })
})

describe('without the object', () => {
  test('the mirror works, and each reader fetches', async () => {
    const end = Promise.withResolvers<void>()
    paper.set('/alone', inHalves(end.promise))
    const all = await readers(5, [alone.url], '/alone')
    end.resolve()
    const { whole, pages } = await outcomes(all)
    assert.deepEqual([whole, pages.size, paper.asked('/alone')], [5, 1, 5])
  })
})

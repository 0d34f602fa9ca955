import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { Circuits } from '../../src/store/circuits.ts'
import { mirrorAt } from './clocked.ts'
import { asked, read as readWorker, setFault, status, unseen } from './demo.ts'

const PAGE = '/b5/life.html'
const HOUR = 3_600_000

beforeEach(async () => {
  await setFault('*', 'none')
  await setFault(PAGE, 'none')
  await asked()
})

/** Everything that answers at once, with the word for it and the status that is told. */
const FAULTS = [
  ['reset', 'unreachable', undefined],
  ['refused', 'origin-broken', 521],
  ['tls', 'origin-broken', 525],
  ['500', 'origin-broken', 500],
  ['503', 'origin-broken', 503],
  ['403', 'origin-refused', 403],
  ['429', 'origin-refused', 429],
  ['challenge', 'challenge', 200],
  ['challenge-403', 'challenge', 403],
  ['challenge-503', 'challenge', 503],
  ['login', 'gate', 302],
  ['consent', 'gate', 302],
  ['redirect-loop', 'redirect-loop', undefined],
  ['redirect-away', 'leads-away', 302],
  ['wrong-type', 'not-carried', 200],
  ['json', 'wrong-type', 200],
  ['garbage', 'garbage', 200],
  ['empty', 'empty', 200],
  ['tiny', 'tiny', 200],
  ['cut', 'broken', 200],
  ['cut-length', 'broken', 200],
  ['huge', 'too-large', 200],
  ['hang', 'timeout', undefined],
] as const

describe('a page with a good copy, where the paper answers with', () => {
  it.each(FAULTS)(
    '%s: the copy is served, says when it was fetched, stays, and is renewed when the paper is back',
    async (fault, detail, forwarded) => {
      const { read, later, clock } = mirrorAt(Date.now())
      const path = unseen(PAGE)
      const good = await read(path)
      const at = new Date(clock.now).toISOString()
      later(301)
      await setFault(PAGE, fault)
      const told = forwarded === undefined ? '' : `;fwd-status=${forwarded}`
      for (const _ of ['served', 'still there']) {
        const stale = await read(path)
        expect(stale.status).toBe(`heliograph;fwd=stale${told};ttl=-1;detail=${detail}`)
        expect(stale.code).toBe(200)
        expect(stale.headers.get('age')).toBe('301')
        expect(stale.body.slice(0, good.body.length)).toBe(good.body)
        expect(stale.body.slice(good.body.length)).toContain(`<time datetime="${at}">`)
      }
      await setFault(PAGE, 'none')
      const back = await read(path)
      expect(back.status).toMatch(/^heliograph;fwd=stale;fwd-status=304/)
      expect(back.body).toBe(good.body)
      expect((await read(path)).status).toMatch(/^heliograph;hit/)
    },
  )

  it.each(['hang', 'slow', 'stall', 'drip'])('%s: the copy is served within the deadline', async fault => {
    const left: Promise<unknown>[] = []
    const path = unseen(PAGE)
    const good = await mirrorAt(Date.now() - HOUR).read(path)
    const { read } = mirrorAt(Date.now(), {}, { defer: work => void left.push(work) })
    await setFault(PAGE, fault)
    const begun = performance.now()
    const stale = await read(path)
    // The deadline is 300 ms; the fastest of these faults takes 2 s.
    expect(performance.now() - begun).toBeLessThan(1800)
    expect(stale.status).toMatch(/^heliograph;fwd=stale;ttl=-\d+;detail=timeout$/)
    expect(stale.body.startsWith(good.body)).toBe(true)
  })

  it('drip: what was too slow for its reader is there for the next', async () => {
    const path = unseen(PAGE)
    await mirrorAt(Date.now() - HOUR).read(path)
    const { read } = mirrorAt(Date.now(), {})
    await setFault(PAGE, 'drip')
    expect((await read(path)).status).toContain('detail=timeout')
    expect((await read(path)).status).toMatch(/^heliograph;hit/)
  })
})

describe('the Worker, on a page whose copy is an hour old', () => {
  it.each(['503', 'reset', 'challenge', 'tiny', 'cut', 'login', 'wrong-type'])(
    'serves it when the paper answers with %s, and the paper’s own when that is back',
    async fault => {
      const path = unseen(PAGE)
      const good = await mirrorAt(Date.now() - HOUR).read(path)
      await setFault(PAGE, fault)
      for (const _ of ['served', 'still there']) {
        const stale = await readWorker(path)
        expect(status(stale)).toContain('heliograph;fwd=stale')
        expect(Number(stale.headers.get('age'))).toBeGreaterThanOrEqual(HOUR / 1000)
        expect(await stale.text()).toContain('heliograph-fetched')
      }
      await setFault(PAGE, 'none')
      const back = await readWorker(path)
      expect(status(back)).toBe('heliograph;fwd=stale;fwd-status=200;stored')
      const body = await back.text()
      expect(body).not.toContain('heliograph-fetched')
      expect(body.length).toBeGreaterThan(good.body.length / 2)
    },
  )
})

describe('a page without a copy, where the paper answers with', () => {
  it.each([
    ['reset', 502],
    ['refused', 502],
    ['tls', 502],
    ['challenge', 502],
    ['challenge-403', 502],
    ['challenge-503', 502],
    ['login', 502],
    ['consent', 502],
    ['garbage', 502],
    ['tiny', 502],
  ])('%s: the reader is told so, with status %i, and nothing is stored', async (fault, code) => {
    const path = `${unseen(PAGE)}&fault=${fault}`
    const page = await readWorker(path, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(code)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(await page.text()).toMatch(/<h1>The paper .*Try /s)
    expect(await env.PAGES.get(`page:https://www.lantern.example${path}`)).toBeNull()
    await asked()
    expect(status(await readWorker(path))).toContain('fwd=uri-miss')
    expect(await asked()).not.toHaveLength(0)
  })

  it('hang: the reader is told so at the deadline', async () => {
    const { ask } = mirrorAt(Date.now())
    await setFault(PAGE, 'hang')
    expect(await ask(unseen(PAGE))).toMatchObject({ kind: 'refused', refusal: { kind: 'timeout' } })
  })

  it('429: the reader is told when to come again, as the paper said', async () => {
    const page = await readWorker(`${unseen(PAGE)}&fault=429`)
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '60'])
  })
})

describe('the line that says when a copy was fetched', () => {
  const lineOn = async (path: string) => {
    const { read, later } = mirrorAt(Date.UTC(2026, 10, 2, 14, 5))
    const own = unseen(path)
    const good = await read(own)
    later(86_500)
    await setFault(path, '500')
    const stale = await read(own)
    await setFault(path, 'none')
    expect(stale.body.startsWith(good.body)).toBe(true)
    return stale.body.slice(good.body.length)
  }
  const read = (line: string) => {
    let text = ''
    const add = (chunk: Text) => {
      text += chunk.text
    }
    const of = new HTMLRewriter().on('p', { text: add })
    return of
      .transform(new Response(line, { headers: { 'content-type': 'text/html' } }))
      .text()
      .then(() => text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))))
  }

  it.each([
    ['/gb/life.html', '原网站暂时无法提供本页，这是镜像在 2026-11-02 14:05 UTC 取得的副本。'],
    ['/b5/life.html', '原網站暫時無法提供本頁，這是鏡像在 2026-11-02 14:05 UTC 取得的副本。'],
    [
      '/en/life.html',
      'The paper cannot give this page at the moment. This copy was fetched on 2026-11-02 14:05 UTC.',
    ],
  ])('is in the language of the page %s, and ASCII for whatever encoding it has', async (path, said) => {
    const line = await lineOn(path)
    expect(line).toMatch(/^[\x20-\x7e]+$/)
    expect(await read(line)).toBe(said)
  })

  it('is on no style sheet and on no feed', async () => {
    for (const path of ['/css/main.css', '/b5/life.xml']) expect(await lineOn(path)).toBe('')
  })

  it('makes it another page to a browser: one tag with the line, one without, each for its own', async () => {
    const { ask, read, later } = mirrorAt(Date.now())
    const path = unseen(PAGE)
    await read(path)
    const fresh = (await read(path)).headers
    later(301)
    await setFault(PAGE, '500')
    const [get, head] = [await read(path), await read(path, { method: 'HEAD' })]
    const tag = get.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[\w-]+"$/)
    expect(tag).not.toBe(fresh.get('etag'))
    expect(head.headers.get('etag')).toBe(tag)
    expect([head.body, get.headers.get('last-modified')]).toEqual(['', null])
    const again = async (fields: Record<string, string>) => {
      const outcome = await ask(path, { headers: fields })
      return outcome.kind === 'response' ? outcome.response.status : outcome.kind
    }
    expect(await again({ 'if-none-match': tag })).toBe(304)
    expect(await again({ 'if-none-match': fresh.get('etag') ?? '' })).toBe(200)
    expect(await again({ 'if-modified-since': fresh.get('last-modified') ?? '' })).toBe(200)
    await setFault(PAGE, 'none')
    const back = await read(path, { headers: { 'if-none-match': tag } })
    expect([back.code, back.headers.get('etag')]).toEqual([200, fresh.get('etag')])
    expect(await again({ 'if-none-match': fresh.get('etag') ?? '' })).toBe(304)
  })
})

describe('a site that goes by the RFCs alone', () => {
  const stated = (field: string) => ({
    fetch: async (url: string, init: RequestInit) => {
      const answer = await env.DEMO_ORIGIN.fetch(url, init)
      const copy = new Response(answer.body, answer)
      copy.headers.set('cache-control', field)
      return copy
    },
  })
  const refusedBy = async (field: string, fault: string, seconds: number) => {
    const { ask, read, later } = mirrorAt(Date.now(), { staleIfError: 'rfc' }, stated(field))
    const path = unseen(PAGE)
    await read(path)
    later(seconds)
    await setFault(PAGE, fault)
    const outcome = await ask(path)
    return outcome.kind === 'refused' ? outcome.refusal.kind : status(outcome.response)
  }

  it.each([
    ['max-age=100', '500', 'heliograph;fwd=stale;fwd-status=500;ttl=-20;detail=origin-broken'],
    ['max-age=100', 'reset', 'heliograph;fwd=stale;ttl=-20;detail=unreachable'],
    [
      'max-age=100, stale-if-error=60',
      '503',
      'heliograph;fwd=stale;fwd-status=503;ttl=-20;detail=origin-broken',
    ],
    ['max-age=100, stale-if-error=10', '503', 'origin-broken'],
    ['max-age=100, must-revalidate', '500', 'origin-broken'],
    ['max-age=100, must-revalidate', 'reset', 'must-revalidate'],
    ['s-maxage=100', 'reset', 'must-revalidate'],
    ['max-age=100', '403', 'origin-refused'],
    ['max-age=100', '429', 'origin-refused'],
    ['max-age=100', 'challenge', 'challenge'],
  ])('under "%s" answers a %s with %s', async (field, fault, answer) => {
    expect(await refusedBy(field, fault, 120)).toBe(answer)
  })

  it('takes a page that has shrunk to nothing for the page, and a site with the policy does not', async () => {
    for (const [staleIfError, answer] of [
      ['rfc', /^heliograph;fwd=stale;fwd-status=200;stored$/],
      ['always', /;detail=tiny$/],
    ] as const) {
      const { read, later } = mirrorAt(Date.now(), { staleIfError })
      const path = unseen(PAGE)
      await read(path)
      later(301)
      await setFault(PAGE, 'tiny')
      expect((await read(path)).status).toMatch(answer)
      await setFault(PAGE, 'none')
    }
  })
})

describe('a page that is gone', () => {
  const inKv = (path: string) => env.PAGES.get(`page:https://www.lantern.example${path}`)

  it('with 410 goes from KV too, and is asked for again within ten minutes', async () => {
    const { read, later } = mirrorAt(Date.now())
    const path = unseen(PAGE)
    await read(path)
    expect(await inKv(path)).not.toBeNull()
    later(301)
    await setFault(PAGE, '410')
    expect((await read(path)).code).toBe(410)
    expect(await inKv(path)).toBeNull()
    await setFault(PAGE, 'none')
    later(601)
    expect((await read(path)).code).toBe(200)
  })

  it('with 404 is said to be at once, and goes from KV when the paper says so again', async () => {
    const { read, later } = mirrorAt(Date.now())
    const path = unseen(PAGE)
    await read(path)
    later(301)
    await setFault(PAGE, '404')
    expect((await read(path)).code).toBe(404)
    expect(await inKv(path)).not.toBeNull()
    await asked()
    expect((await read(path)).status).toMatch(/;hit;ttl=60/)
    expect(await asked()).toHaveLength(0)
    later(61)
    expect((await read(path)).code).toBe(404)
    expect(await inKv(path)).toBeNull()
  })

  it('with 404 said once comes back when the paper fails after that, and says when it was fetched', async () => {
    const { read, later } = mirrorAt(Date.now())
    const path = unseen(PAGE)
    const good = await read(path)
    later(301)
    await setFault(PAGE, '404')
    await read(path)
    later(61)
    await setFault(PAGE, '500')
    const copy = await read(path)
    expect([copy.code, copy.status]).toEqual([
      200,
      'heliograph;fwd=stale;fwd-status=500;ttl=-62;detail=origin-broken',
    ])
    expect(copy.body).toContain('heliograph-fetched')
    await setFault(PAGE, 'none')
    expect(await read(path)).toMatchObject({ code: 200, body: good.body })
  })

  it.each(['404', '410'] as const)(
    'with %s said for good does not come back: the paper’s failure is an error then',
    async gone => {
      const { read, ask, later } = mirrorAt(Date.now())
      const path = unseen(PAGE)
      await read(path)
      await setFault(PAGE, gone)
      for (let times = 0; times < 2; times++) {
        later(601)
        expect((await read(path)).code).toBe(Number(gone))
      }
      later(601)
      await setFault(PAGE, '500')
      expect(await ask(path)).toMatchObject({ kind: 'refused', refusal: { kind: 'origin-broken' } })
    },
  )
})

describe('an answer that is neither the page nor its end', () => {
  /** A page of a mirror whose paper says what the test says. */
  async function kept() {
    const says = { now: () => page('words') }
    const mirror = mirrorAt(Date.now(), {}, { fetch: async () => says.now() })
    const path = unseen('/x.html')
    await mirror.read(path)
    mirror.later(301)
    return { ...mirror, path, says }
  }
  const page = (text: string) =>
    new Response(`<html><body><p>${`${text} `.repeat(2000)}</p></body></html>`, {
      headers: { 'content-type': 'text/html', 'cache-control': 'max-age=300' },
    })
  const other = (status: number, headers: Record<string, string> = {}) =>
    new Response([204, 205].includes(status) ? null : '<p>Something else</p>', {
      status,
      headers: { 'content-type': 'text/html', 'cache-control': 'max-age=600', ...headers },
    })

  it.each([202, 203, 204, 300, 400, 405, 406, 408, 412, 414, 418, 421, 423])(
    'with status %i takes no good copy’s place, now or later',
    async status => {
      const { read, later, path, says } = await kept()
      says.now = () => other(status)
      expect(await read(path)).toMatchObject({
        code: 200,
        status: `heliograph;fwd=stale;fwd-status=${status};ttl=-1;detail=no-page`,
      })
      says.now = () => {
        throw new Error('no route')
      }
      later(86_400)
      expect(await read(path)).toMatchObject({ code: 200, body: expect.stringContaining('words') })
    },
  )

  it.each([302, 303, 307])('a %i is passed on, and the copy stays for when the paper fails', async status => {
    const { read, later, path, says } = await kept()
    says.now = () => other(status, { location: '/maintenance.html' })
    for (let times = 0; times < 2; times++) {
      const { code, status: told } = await read(path)
      expect([code, told]).toEqual([status, `heliograph;fwd=stale;fwd-status=${status}`])
    }
    says.now = () => other(500)
    later(86_400)
    expect(await read(path)).toMatchObject({ code: 200, body: expect.stringContaining('words') })
  })

  it.each([301, 308])('a %i is one, as a control, and outlives the paper', async status => {
    const { read, later, path, says } = await kept()
    says.now = () => other(status, { location: '/there.html' })
    expect((await read(path)).code).toBe(status)
    expect((await read(path)).status).toContain(';hit')
    // Without the page in KV it is all there is.
    await env.PAGES.delete(`page:https://www.lantern.example${path}`)
    says.now = () => other(500)
    later(601)
    expect((await read(path)).code).toBe(status)
  })

  it('does not hide from what is no better: after a 404 a page that says next to nothing is found out', async () => {
    const { read, later, path, says } = await kept()
    says.now = () => other(404)
    expect((await read(path)).code).toBe(404)
    says.now = () =>
      new Response('<html><body><a href="/">Back soon</a></body></html>', {
        headers: { 'content-type': 'text/html' },
      })
    later(61)
    expect(await read(path)).toMatchObject({ code: 200, status: expect.stringContaining('detail=tiny') })
  })

  describe('that was closed half-way, without a word of its length,', () => {
    const half = async () => {
      const whole = await page('words').text()
      return whole.slice(0, whole.length / 2)
    }
    const html = { 'content-type': 'text/html' }

    it('is a page cut off, however often it comes so', async () => {
      const { read, later, path, says } = await kept()
      const text = await half()
      says.now = () => new Response(text, { headers: html })
      for (let days = 0; days < 4; days++) {
        expect(await read(path)).toMatchObject({
          code: 200,
          status: expect.stringContaining('detail=broken'),
        })
        later(86_400)
      }
    })

    it('is told from a shorter page with its end, one that has lost little more than that, and one whose length was said', async () => {
      for (const answer of [
        () => page('word'),
        async () => new Response((await page('words').text()).replace(/<\/.*/s, ''), { headers: html }),
        (text: string) => new Response(text, { headers: { ...html, 'content-length': String(text.length) } }),
      ]) {
        const { read, path, says } = await kept()
        const made = await answer(await half())
        says.now = () => made
        expect((await read(path)).status).toContain('fwd-status=200;stored')
      }
    })
  })
})

describe('a page that comes back the same after a moment without it', () => {
  it.each([404, 301])('after %i is a hit again, once a 304 has said so', async status => {
    const fields = { 'content-type': 'text/html', 'cache-control': 'max-age=600', etag: '"1"' }
    const good = () => new Response(`<p>${'words '.repeat(300)}</p>`, { headers: fields })
    const says = { now: good }
    const asks: string[] = []
    const { read, later } = mirrorAt(
      Date.now(),
      {},
      {
        fetch: async (url, init) => {
          asks.push(url)
          const isAsked = new Headers(init?.headers).get('if-none-match') === '"1"'
          return isAsked && says.now === good
            ? new Response(null, { status: 304, headers: fields })
            : says.now()
        },
      },
    )
    const path = unseen('/x.html')
    await read(path)
    later(601)
    says.now = () =>
      new Response('', { status, headers: { location: '/there', 'cache-control': 'max-age=60' } })
    expect((await read(path)).code).toBe(status)
    later(61)
    says.now = good
    asks.length = 0
    expect((await read(path)).status).toContain('fwd-status=304')
    for (let views = 0; views < 3; views++) expect((await read(path)).status).toContain(';hit')
    expect(asks).toHaveLength(1)
  })
})

describe('a copy of a wrong type', () => {
  it.each([
    ['text/plain', 'text/css', true],
    ['text/css', 'text/plain', false],
    ['text/css', 'text/html', false],
  ])('%s gives way to %s: %s', async (before, now, gives) => {
    const says = { type: before }
    const { read, later } = mirrorAt(
      Date.now(),
      {},
      {
        fetch: async () =>
          new Response('p { color: red }', {
            headers: { 'content-type': says.type, 'cache-control': 'max-age=60' },
          }),
      },
    )
    const path = unseen('/x')
    await read(path)
    later(61)
    says.type = now
    expect((await read(path)).status?.includes('detail=wrong-type')).toBe(!gives)
  })
})

it('what is too large to be kept passes where there was no page before', async () => {
  const headers = { 'content-type': 'application/pdf', 'cache-control': 'max-age=60' }
  const says = { now: () => new Response('none', { status: 404, headers }) }
  const { read, later } = mirrorAt(Date.now(), { maxPageBytes: 1000 }, { fetch: async () => says.now() })
  const path = unseen('/x.pdf')
  expect((await read(path)).code).toBe(404)
  later(86_400)
  says.now = () => new Response('x'.repeat(5000), { headers })
  const large = await read(path)
  expect([large.code, large.body.length]).toEqual([200, 5000])
})

it('a reader who wants stored copies only has none asked for, also where other rules have made it', async () => {
  const path = unseen(PAGE)
  const before = mirrorAt(Date.now())
  await before.read(path)
  await asked()
  const now = mirrorAt(before.clock.now, { fingerprint: 'other' })
  const only = { headers: { 'cache-control': 'only-if-cached' } }
  expect(await now.ask(path, only)).toMatchObject({ kind: 'refused', refusal: { kind: 'not-stored' } })
  expect(await asked()).toHaveLength(0)
  expect(await before.ask(path, only)).toMatchObject({ kind: 'response' })
})

describe('a paper that keeps failing', () => {
  /** Circuits of this test only. */
  const circuits = () => new Circuits(caches.default, `https://${crypto.randomUUID()}.example`)
  /** A mirror whose addresses no other test has, and how often the paper was asked since. */
  const failing = (base = circuits()) => mirrorAt(Date.now(), {}, { circuits: base })

  it('is left alone after five failures of a page in a row: the copy answers at once', async () => {
    const { read, later } = failing()
    const path = unseen(PAGE)
    await read(path)
    later(301)
    await setFault(PAGE, '500')
    await asked()
    for (let n = 0; n < 5; n++) expect((await read(path)).status).toContain('detail=origin-broken')
    expect(await asked()).toHaveLength(5)
    for (let n = 0; n < 5; n++)
      expect((await read(path)).status).toBe('heliograph;fwd=stale;ttl=-1;detail=circuit-open')
    expect(await asked()).toHaveLength(0)
    later(2)
    expect((await read(path)).status).toContain('detail=origin-broken')
    expect((await read(path)).status).toContain('detail=circuit-open')
    expect(await asked()).toHaveLength(1)
    await setFault(PAGE, 'none')
    later(3)
    expect((await read(path)).status).toMatch(/fwd-status=304/)
    expect((await read(path)).status).toMatch(/;hit/)
  })

  it('is seen on a copy that is served while it is renewed: from the second reader on it says when it was fetched', async () => {
    const freshness = [{ path: '*', matches: () => true, fresh: 60, stale: 3600 }]
    const { read, later } = mirrorAt(Date.now(), { freshness }, { circuits: circuits() })
    const path = unseen(PAGE)
    const good = await read(path)
    later(100)
    await setFault(PAGE, '500')
    expect(await read(path)).toMatchObject({
      status: 'heliograph;hit;ttl=-40;detail=site-freshness',
      body: good.body,
    })
    const second = await read(path)
    expect(second.status).toBe('heliograph;hit;ttl=-40;detail=renewal-failed')
    expect(second.body).toContain('heliograph-fetched')
    await setFault(PAGE, 'none')
    await read(path)
    expect(await read(path)).toMatchObject({
      status: 'heliograph;hit;ttl=60;detail=site-freshness',
      body: good.body,
    })
  })

  const OTHER = '/en/world.html'
  const DOWN = [
    ['reset', 'unreachable', 1],
    ['hang', 'timeout', 1],
    ['503', 'origin-broken', 120],
    ['429', 'origin-refused', 60],
    ['challenge', 'challenge', 1],
  ] as const
  /** A mirror with good copies that are no longer fresh: of five pages, and of another one. */
  const withCopies = async () => {
    const mirror = failing()
    const five = Array.from({ length: 5 }, () => unseen(PAGE))
    const other = unseen(OTHER)
    for (const path of [...five, other]) await mirror.read(path)
    mirror.later(301)
    return { ...mirror, five, other }
  }

  it.each(DOWN)(
    'with %s on five pages that were good is asked for nothing, with or without a copy, and closed by a probe',
    async (fault, kind, retryAfter) => {
      const { read, ask, later, five, other } = await withCopies()
      await setFault('*', fault)
      for (const path of five) expect((await read(path)).status).toContain(`detail=${kind}`)
      await asked()
      expect((await read(other)).status).toBe('heliograph;fwd=stale;ttl=-1;detail=circuit-open')
      expect(await ask(unseen(PAGE))).toMatchObject({
        kind: 'refused',
        refusal: { kind: 'circuit-open', retryAfter },
        status: { fwd: 'uri-miss' },
      })
      expect(await asked()).toHaveLength(0)
      // Another host's circuit is no business of this one.
      expect(await ask('/-/m.lantern.example/b5/')).toMatchObject({ refusal: { kind } })
      later(retryAfter + 1)
      expect((await read(other)).status).toContain(`detail=${kind}`)
      for (const path of [other, ...five]) expect((await read(path)).status).toContain('detail=circuit-open')
      await setFault('*', 'none')
      later(3)
      expect((await read(other)).status).toMatch(/fwd-status=304/)
      for (const path of five) expect((await read(path)).status).toMatch(/fwd-status=304/)
    },
  )

  it.each(DOWN)(
    'with %s at addresses that were never good is asked for all others, however often readers ask for those',
    async (fault, kind) => {
      const { read, ask, five } = await withCopies()
      const bad = () => `${unseen(PAGE)}&fault=${fault}`
      const same = bad()
      for (let n = 0; n < 5; n++) expect(await ask(same)).toMatchObject({ refusal: { kind } })
      expect(await ask(same)).toMatchObject({ refusal: { kind: 'circuit-open' } })
      for (let n = 0; n < 5; n++) expect(await ask(bad())).toMatchObject({ refusal: { kind } })
      expect((await read(unseen(OTHER))).code).toBe(200)
      for (const path of five) expect((await read(path)).status).toMatch(/fwd-status=304/)
    },
  )

  it('with one page that was good is asked for all others, however often readers ask for that one', async () => {
    const { read, five, other } = await withCopies()
    const [one = '', ...others] = five
    await setFault(PAGE, '503')
    for (let n = 0; n < 5; n++) expect((await read(one)).status).toContain('detail=origin-broken')
    expect((await read(one)).status).toContain('detail=circuit-open')
    await setFault(PAGE, 'none')
    for (const path of [other, ...others]) expect((await read(path)).status).toMatch(/fwd-status=304/)
  })

  it('with one page that many wait for in vain is asked for all others', async () => {
    const { read, five, other } = await withCopies()
    const [one = '', ...others] = five
    await setFault(PAGE, 'hang')
    const waiting = await Promise.all(Array.from({ length: 6 }, () => read(one)))
    for (const { status } of waiting) expect(status).toContain('detail=timeout')
    expect((await read(one)).status).toContain('detail=circuit-open')
    await setFault(PAGE, 'none')
    for (const path of [other, ...others]) expect((await read(path)).status).toMatch(/fwd-status=304/)
  })

  it('goes on to be asked where a page comes between the failures', async () => {
    const { read, five, other } = await withCopies()
    const [last = '', ...four] = five
    await setFault(PAGE, '500')
    for (const path of four) await read(path)
    expect((await read(unseen(OTHER))).code).toBe(200)
    expect((await read(last)).status).toContain('detail=origin-broken')
    expect((await read(other)).status).toMatch(/fwd-status=304/)
  })

  describe('when it has been left alone for long enough', () => {
    /** The paper is back but for PAGE. */
    const leftAlone = async () => {
      const mirror = await withCopies()
      await setFault(PAGE, 'reset')
      for (const path of mirror.five) await mirror.read(path)
      expect((await mirror.read(mirror.other)).status).toContain('detail=circuit-open')
      mirror.later(2)
      return mirror
    }

    it('is not left alone for longer by who asks for an address that was never good', async () => {
      const { read, ask, other } = await leftAlone()
      for (let n = 0; n < 3; n++)
        expect(await ask(unseen(PAGE))).toMatchObject({ refusal: { kind: 'unreachable' } })
      expect((await read(other)).status).toMatch(/fwd-status=304/)
    })

    it('is left alone again after who asks for one that was good', async () => {
      const { read, five, other } = await leftAlone()
      expect((await read(five[0] ?? '')).status).toContain('detail=unreachable')
      expect((await read(other)).status).toContain('detail=circuit-open')
    })

    it('is back with whatever page it gives, also one without a copy', async () => {
      const { read, five, other } = await leftAlone()
      expect((await read(unseen(OTHER))).code).toBe(200)
      expect((await read(five[0] ?? '')).status).toContain('detail=unreachable')
      expect((await read(other)).status).toMatch(/fwd-status=304/)
    })
  })
})

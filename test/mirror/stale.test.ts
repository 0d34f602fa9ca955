import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Mirror } from '../../src/exchange.ts'
import { serve } from '../../src/mirror.ts'
import type { Site } from '../../src/site.ts'
import { resolveSite } from '../../src/sites/index.ts'
import { EdgeTier } from '../../src/store/edge.ts'
import { NO_EPOCHS } from '../../src/store/epochs.ts'
import { KvTier } from '../../src/store/kv.ts'
import { TieredStore } from '../../src/store/tiered.ts'
import { asked, setFault, status, unseen } from './demo.ts'

const PAGE = '/b5/life.html'
const parsed = resolveSite({ SITE: 'demo' })
if (!parsed.ok) throw new Error('the demo site is broken')
const demo = parsed.site

/** The paper's clock is the test's too: its answers carry the test's date. */
function dated(response: Response, now: number): Response {
  const copy = new Response(response.body, response)
  copy.headers.set('date', new Date(now).toUTCString())
  return copy
}

/** A mirror of the demo paper whose clock the test sets, and whose deferred work it can wait for. */
function mirrorAt(start: number, site: Partial<Site> = {}) {
  const clock = { now: start }
  const deferred: Promise<unknown>[] = []
  const defer = (work: Promise<unknown>) => void deferred.push(work)
  const mirror: Mirror = {
    site: { ...demo, deadlineMs: 300, ...site },
    store: new TieredStore(new EdgeTier(caches.default, 'https://mirror.test'), new KvTier(env.PAGES), defer),
    epochs: async () => NO_EPOCHS,
    fetch: async (url, init) => dated(await env.DEMO_ORIGIN.fetch(url, init), clock.now),
    now: () => clock.now,
    defer,
  }
  const settle = async () => {
    while (deferred.length > 0) await deferred.shift()
  }
  const read = async (path: string) => {
    const outcome = await serve(new Request(`https://mirror.test${path}`), mirror)
    if (outcome.kind === 'refused') throw new Error(`refused: ${outcome.refusal.kind}`)
    const body = await outcome.response.text()
    await settle()
    return {
      status: status(outcome.response),
      code: outcome.response.status,
      body,
      headers: outcome.response.headers,
    }
  }
  const later = (seconds: number) => {
    clock.now += seconds * 1000
  }
  return { read, later }
}

beforeEach(async () => {
  await setFault('*', 'none')
  await setFault(PAGE, 'none')
  await asked()
})

describe('a copy that is no longer fresh', () => {
  it('is renewed by a 304 to its validators, and its body is not fetched again', async () => {
    const { read, later } = mirrorAt(Date.now())
    const path = unseen(PAGE)
    const first = await read(path)
    later(299)
    expect((await read(path)).status).toBe('heliograph;hit;ttl=1')
    await asked()
    later(2)
    const renewed = await read(path)
    expect(renewed.status).toBe('heliograph;fwd=stale;fwd-status=304;ttl=300')
    expect(renewed.body).toBe(first.body)
    const [request] = await asked()
    expect(request?.headers['if-none-match']).toMatch(/^"/)
    later(100)
    expect((await read(path)).status).toBe('heliograph;hit;ttl=200')
  })

  it('is replaced by what the paper has corrected', async () => {
    const { read, later } = mirrorAt(Date.now())
    const path = unseen(PAGE)
    await read(path)
    later(301)
    await setFault(PAGE, 'corrected')
    expect(await read(path)).toMatchObject({
      status: 'heliograph;fwd=stale;fwd-status=200;stored',
      code: 200,
    })
    expect((await read(path)).status).toMatch(/^heliograph;hit/)
  })

  it.each([
    ['500', 'origin-broken'],
    ['503', 'origin-broken'],
    ['403', 'origin-refused'],
    ['429', 'origin-refused'],
    ['hang', 'timeout'],
    ['cut', 'broken'],
    ['cut-length', 'broken'],
    ['empty', 'empty'],
    ['huge', 'too-large'],
    ['redirect-loop', 'redirect-loop'],
    ['redirect-away', 'leads-away'],
    ['wrong-type', 'not-carried'],
  ])(
    'is served when the paper fails (%s), stays, and is renewed when the paper is back',
    async (fault, detail) => {
      const { read, later } = mirrorAt(Date.now())
      const path = unseen(PAGE)
      const good = await read(path)
      later(301)
      await setFault(PAGE, fault)
      for (const _ of ['served', 'still there']) {
        const stale = await read(path)
        expect([stale.code, stale.body]).toEqual([200, good.body])
        expect(stale.status).toMatch(/^heliograph;fwd=stale/)
        expect(stale.status).toContain(`;ttl=-1;detail=${detail}`)
        expect(stale.headers.get('age')).toBe('301')
      }
      await setFault(PAGE, 'none')
      const back = await read(path)
      expect(back.status).toMatch(/^heliograph;fwd=stale;fwd-status=(304|200)/)
      expect((await read(path)).status).toMatch(/^heliograph;hit/)
    },
  )

  it('gives way to a page that the paper says is gone', async () => {
    const { read, later } = mirrorAt(Date.now())
    const path = unseen(PAGE)
    await read(path)
    later(301)
    await setFault(PAGE, '410')
    expect((await read(path)).code).toBe(410)
  })
})

describe('a path that the site lets be served stale', () => {
  const freshness = [{ path: '*', matches: () => true, fresh: 60, stale: 3600 }]

  it('is served at once and renewed behind it', async () => {
    const { read, later } = mirrorAt(Date.now(), { freshness })
    const path = unseen(PAGE)
    await read(path)
    later(100)
    expect((await read(path)).status).toBe('heliograph;hit;ttl=-40;detail=site-freshness')
    expect((await read(path)).status).toBe('heliograph;hit;ttl=60;detail=site-freshness')
  })

  it('is not, once that time is over', async () => {
    const { read, later } = mirrorAt(Date.now(), { freshness })
    const path = unseen(PAGE)
    await read(path)
    later(3661)
    expect((await read(path)).status).toMatch(/^heliograph;fwd=stale;fwd-status=304/)
  })
})

it('a copy that other rules made is fetched anew, and served when that fails', async () => {
  const path = unseen(PAGE)
  const before = mirrorAt(Date.now())
  const good = await before.read(path)
  const after = mirrorAt(Date.now(), { fingerprint: 'other-rules' })
  await setFault(PAGE, '500')
  expect(await after.read(path)).toMatchObject({ code: 200, body: good.body })
  await setFault(PAGE, 'none')
  expect((await after.read(path)).status).toBe('heliograph;fwd=stale;fwd-status=200;stored')
  expect((await after.read(path)).status).toMatch(/^heliograph;hit/)
})

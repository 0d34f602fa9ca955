import { beforeEach, describe, expect, it } from 'vitest'
import { Circuits } from '../../src/store/circuits.ts'
import { NO_EPOCHS } from '../../src/store/epochs.ts'
import { mirrorAt } from './clocked.ts'
import { asked, setFault, unseen } from './demo.ts'

const PAGE = '/b5/life.html'
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

  it('is renewed once for all to whom it is served meanwhile, and again the next time', async () => {
    const { ask, settle, later } = mirrorAt(Date.now(), { freshness })
    const path = unseen(PAGE)
    const crowd = async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask(path)))
      for (const answer of answers) if (answer.kind === 'response') await answer.response.text()
      await settle()
      return (await asked()).length
    }
    await ask(path)
    await settle()
    await asked()
    later(100)
    expect(await crowd()).toBe(1)
    later(100)
    expect(await crowd()).toBe(1)
    // The control: what is another page is renewed by itself.
    await Promise.all([ask(unseen(PAGE)), ask(unseen(PAGE))])
    expect((await asked()).length).toBe(2)
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
  const stale = await after.read(path)
  expect(stale.code).toBe(200)
  expect(stale.body.startsWith(good.body)).toBe(true)
  await setFault(PAGE, 'none')
  expect((await after.read(path)).status).toBe('heliograph;fwd=stale;fwd-status=200;stored')
  expect((await after.read(path)).status).toMatch(/^heliograph;hit/)
})

/** A mirror of a paper that says what the test says. */
function telling(answer: () => Response, site: object = {}, more: object = {}) {
  const says = { now: answer }
  return {
    ...mirrorAt(Date.now(), site, { fetch: async () => says.now(), ...more }),
    says,
    path: unseen('/x'),
  }
}
const told = (text: string, fields: Record<string, string> = {}) =>
  new Response(`<p><a href="/">${text}</a></p>`, { headers: { 'content-type': 'text/html', ...fields } })

it('a copy without a validator is not renewed by a 304 that nobody asked for', async () => {
  const { read, later, says, path } = telling(() => told('words', { 'cache-control': 'max-age=60' }))
  await read(path)
  later(61)
  says.now = () => new Response(null, { status: 304 })
  expect((await read(path)).status).toBe('heliograph;fwd=stale;fwd-status=304;ttl=-1;detail=origin-broken')
})

it('an invalidated copy whose renewal fails says so, and when it was fetched, from the second reader on', async () => {
  let epochs = NO_EPOCHS
  const { read, later, clock, says, path } = telling(
    () => told('words', { 'cache-control': 'max-age=86400' }),
    {},
    {
      epochs: async () => epochs,
      circuits: new Circuits(caches.default, `https://${crypto.randomUUID()}.example`),
    },
  )
  await read(path)
  later(10)
  epochs = { ...NO_EPOCHS, invalidate: { ...NO_EPOCHS.invalidate, everything: clock.now - 5000 } }
  says.now = () => new Response('oh', { status: 503 })
  expect((await read(path)).status).toBe('heliograph;hit;ttl=-5;detail=invalidated')
  const second = await read(path)
  expect(second.status).toBe('heliograph;hit;ttl=-5;detail=renewal-failed')
  expect(second.body).toContain('heliograph-fetched')
})

it('a page that has grown too large to be kept reaches readers of a site that is a cache like any other', async () => {
  const exposed = { expose: '*', maxPageBytes: 5000 } as const
  const { read, later, says, path } = telling(() => told('small', { 'cache-control': 'max-age=60' }), exposed)
  await read(path)
  later(61)
  says.now = () => told('large '.repeat(5000))
  const large = await read(path)
  expect([large.code, large.status, large.body.length > 30_000]).toEqual([
    200,
    'heliograph;fwd=stale;fwd-status=200',
    true,
  ])
})

describe('what browsers are told of an old copy', () => {
  it('is how long they may keep it, beyond the age that they take off', async () => {
    const { read, later, path } = telling(() => told('words', { 'cache-control': 'max-age=86400' }))
    await read(path)
    later(7200)
    const { headers } = await read(path)
    expect([headers.get('age'), headers.get('cache-control')]).toEqual(['7200', 'public, max-age=7260'])
  })

  it('is never looser than what the paper said', async () => {
    const { read, path } = telling(() => told('words', { 'cache-control': 'no-store' }))
    expect((await read(path)).headers.get('cache-control')).toBe('no-store')
  })
})

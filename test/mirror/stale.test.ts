import { beforeEach, describe, expect, it } from 'vitest'
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

import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { parseSite } from '../../src/site.ts'
import { EPOCHS_AT_EDGE_S, EPOCHS_IN_KV_S } from '../../src/store/purges.ts'
import { dataCentre } from './data-centre.ts'

/** When a purge that was asked for elsewhere holds at the latest, in seconds. */
const DELAY = EPOCHS_AT_EDGE_S + EPOCHS_IN_KV_S

let day = Date.parse('2026-01-01T00:00:00Z')

/** A paper whose pages have numbers that grow each time it is asked, and two data centres that mirror it. */
function world() {
  day += 86_400_000
  const name = crypto.randomUUID().slice(0, 8)
  const parsed = parseSite({
    origin: `https://www.${name}.example`,
    hosts: [`m.${name}.example`],
    tags: [{ path: '/sport/*', tags: ['sport'] }],
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const { site } = parsed
  let now = day
  let edition = 1
  let isUp = true
  let confirms = false
  const paper = async (url: string, init?: RequestInit) => {
    if (!isUp) return new Response('down', { status: 503 })
    const fields = { etag: '"same"', 'cache-control': 'max-age=86400' }
    if (confirms && new Headers(init?.headers).has('if-none-match'))
      return new Response(null, { status: 304, headers: fields })
    const headers = new Headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'max-age=86400',
    })
    if (confirms) headers.set('etag', '"same"')
    if (url.includes('/opinion/')) headers.set('cache-tag', 'Column, weekly')
    if (url.includes('/letters/')) headers.set('surrogate-key', 'column letters')
    return new Response(`<p>edition ${edition}</p>`, { headers })
  }
  const queue = env.PURGES.getByName(name)
  const common = { site, fetch: paper, now: () => now, queue }
  const [a, b] = [dataCentre(common), dataCentre(common)]
  return {
    name,
    a,
    b,
    pass: (seconds: number) => {
      now += seconds * 1000
    },
    prints: (next: number) => {
      edition = next
    },
    fails: () => {
      isUp = false
    },
    /** From now on its pages have a validator, and it says that each of them still holds. */
    confirms: () => {
      confirms = true
    },
  }
}

const ABOUT = (name: string): [scope: Record<string, unknown>, touched: string[], others: string[]][] => [
  [
    { files: ['/news/1.html?a=b'] },
    ['/news/1.html?a=b', '/%6eews//1%2Ehtml?%61=b'],
    ['/news/1.html', '/news/2.html', '/news%2F1.html?a=b'],
  ],
  [
    { prefixes: ['/news/'] },
    ['/news/1.html', `/news/a/b?c`, '/new%73//1.html'],
    ['/newspaper', `/-/m.${name}.example/news/1`],
  ],
  [{ hosts: [`m.${name}.example`] }, [`/-/m.${name}.example/x`], ['/x', `/m.${name}.example/x`]],
  [{ tags: ['SPORT'] }, ['/sport/1.html'], ['/sports', '/opinion/1']],
  [{ tags: ['column'] }, ['/opinion/1', '/letters/1'], ['/sport/1.html', '/column']],
  [{ purge_everything: true }, ['/', '/news/1.html', `/-/m.${name}.example/x`], []],
]
const SCOPES = ABOUT('x').map(([scope], index): [string, number] => [JSON.stringify(scope), index])

describe.each(SCOPES)('a purge of %s', (_, index) => {
  test('holds at once where it was asked for, elsewhere when KV’s delay is over, and for nothing else', async () => {
    const { name, a, b, pass, prints } = world()
    const [scope = {}, touched = [], others = []] = ABOUT(name)[index] ?? []
    const all = [...touched, ...others]
    for (const path of all)
      for (const centre of [a, b]) expect((await centre.read(path)).text).toContain('edition 1')
    pass(10)
    for (const path of all)
      for (const centre of [a, b]) expect((await centre.read(path)).status).toMatch(/;hit/)
    prints(2)
    expect((await a.ask('/purge', scope)).status).toBe(200)
    pass(1)
    for (const path of touched) expect((await a.read(path)).text, path).toContain('edition 2')
    for (const path of touched) expect((await a.read(path)).status, path).toMatch(/;hit/)
    for (const path of others) expect((await a.read(path)).text, path).toContain('edition 1')
    // B goes by what it has read of KV: that is the delay, and the simulation of it.
    pass(1)
    for (const path of touched) expect((await b.read(path)).text, path).toContain('edition 1')
    pass(DELAY)
    for (const path of touched) expect((await b.read(path)).text, path).toContain('edition 2')
    for (const path of others) expect((await b.read(path)).text, path).toContain('edition 1')
  })

  test('leaves no last good copy, in either', async () => {
    const { name, a, b, pass, fails } = world()
    const [scope = {}, touched = [], others = []] = ABOUT(name)[index] ?? []
    for (const path of [...touched, ...others]) for (const centre of [a, b]) await centre.read(path)
    pass(10)
    fails()
    await a.ask('/purge', scope)
    for (const path of touched) expect((await a.read(path)).text, path).toBe('origin-broken')
    pass(DELAY)
    for (const path of touched) expect((await b.read(path)).text, path).toBe('origin-broken')
    for (const path of others)
      for (const centre of [a, b]) expect((await centre.read(path)).text).toContain('edition 1')
  })
})

describe.each(SCOPES)('an invalidation of %s', (_, index) => {
  test('lets the copy be served while it is renewed, here at once and there after the delay', async () => {
    const { name, a, b, pass, prints } = world()
    const [scope = {}, touched = [], others = []] = ABOUT(name)[index] ?? []
    const all = [...touched, ...others]
    for (const path of all) for (const centre of [a, b]) await centre.read(path)
    pass(10)
    prints(2)
    expect((await a.ask('/invalidate', scope)).status).toBe(200)
    const turns = async (centre: typeof a, since: number) => {
      for (const path of touched) {
        const stale = await centre.read(path)
        expect(stale.text, path).toContain('edition 1')
        expect(stale.status).toBe(`heliograph;hit;ttl=-${since};detail=invalidated`)
        const renewed = await centre.read(path)
        expect(renewed.text, path).toContain('edition 2')
        expect(renewed.status).toMatch(/^heliograph;hit;ttl=\d+$/)
      }
      for (const path of others) expect((await centre.read(path)).text, path).toContain('edition 1')
    }
    pass(1)
    await turns(a, 1)
    for (const path of touched) expect((await b.read(path)).status, path).toMatch(/;hit;ttl=\d+$/)
    pass(DELAY)
    await turns(b, DELAY + 1)
  })

  test('leaves the last good copy, in both', async () => {
    const { name, a, b, pass, fails } = world()
    const [scope = {}, touched = [], others = []] = ABOUT(name)[index] ?? []
    for (const path of [...touched, ...others]) for (const centre of [a, b]) await centre.read(path)
    pass(10)
    fails()
    await a.ask('/invalidate', scope)
    pass(DELAY)
    for (const path of touched)
      for (const centre of [a, b])
        for (const time of [1, 2])
          expect((await centre.read(path)).text, `${path} ${time}`).toContain('edition 1')
  })
})

describe('a purge', () => {
  test('of a page that one data centre has fetched since leaves the other with that one, not with none', async () => {
    const { a, b, pass, prints, fails } = world()
    for (const centre of [a, b]) await centre.read('/1')
    pass(100)
    prints(2)
    await a.ask('/purge', { files: ['/1'] })
    pass(1)
    expect((await a.read('/1')).text).toContain('edition 2')
    fails()
    pass(DELAY)
    expect((await b.read('/1')).text).toContain('edition 2')
  })

  test('and another at the same time elsewhere both hold, in both', async () => {
    const { a, b, pass, prints } = world()
    const paths = ['/1', '/2', '/3', '/4']
    for (const path of [...paths, '/5']) for (const centre of [a, b]) await centre.read(path)
    pass(10)
    prints(2)
    await Promise.all(paths.map((path, i) => (i % 2 ? a : b).ask('/purge', { files: [path] })))
    pass(DELAY)
    for (const path of paths)
      for (const centre of [a, b]) expect((await centre.read(path)).text, path).toContain('edition 2')
    expect((await a.read('/5')).text).toContain('edition 1')
  })
})

describe('a dry run', () => {
  test('says which files there are, and how old, and writes nothing', async () => {
    const { name, a, b, pass, prints } = world()
    await b.read('/1')
    pass(70)
    await a.read('/2')
    pass(70)
    prints(2)
    const answer = await (await a.ask('/purge', { files: ['/1', '/2', '/3'], dry_run: true })).json()
    const url = (path: string) => `https://www.${name}.example${path}`
    const page = (age: number) => ({ fetched: expect.any(String), age, state: 'fresh' })
    expect(answer).toMatchObject({
      success: true,
      dry_run: true,
      purge: { files: [url('/1'), url('/2'), url('/3')] },
      would: {
        files: [
          { url: url('/1'), here: null, in_kv: page(140) },
          { url: url('/2'), here: page(70), in_kv: page(70) },
          { url: url('/3'), here: null, in_kv: null },
        ],
      },
    })
    expect(await a.tiers.edge.get(url('/1'))).toBeUndefined()
    pass(DELAY)
    for (const centre of [a, b]) expect((await centre.read('/1')).text).toContain('edition 1')
    expect(await a.purges.log()).toEqual([])
  })

  test('of anything else says what it is about, and that copies are not listed', async () => {
    const { name, a, b, pass, prints } = world()
    await b.read('/sport/1.html')
    prints(2)
    for (const [scope, ,] of ABOUT(name).filter(([scope]) => !('files' in scope)))
      for (const route of ['/purge', '/invalidate']) {
        const { would } = (await (await a.ask(route, { ...scope, dry_run: true })).json()) as {
          would: Record<string, unknown>
        }
        expect(would).toMatchObject({
          epoch: expect.stringMatching(/^2026-.*Z$/),
          covers: expect.stringMatching(/^each copy /),
          copies: expect.stringMatching(/^not listed/),
          record: { entries: expect.any(Number) },
        })
      }
    pass(DELAY)
    expect((await b.read('/sport/1.html')).text).toContain('edition 1')
    expect(await a.purges.log()).toEqual([])
  })
})

describe('the log', () => {
  test('is the same in each data centre, and has nothing of who asked', async () => {
    const { a, b, pass } = world()
    await a.ask('/purge', { tags: ['one'] }, { 'cf-connecting-ip': '9.9.9.9', 'user-agent': 'someone' })
    pass(1)
    await b.ask('/invalidate', { tags: ['two'] })
    const text = await (await a.ask('/purges')).text()
    expect(await (await b.ask('/purges')).json()).toMatchObject({ purges: JSON.parse(text).purges })
    const at = expect.stringMatching(/^2026-/)
    expect(JSON.parse(text).purges).toEqual([
      { at, route: '/-/admin/invalidate', scope: 'tags', count: 1, first: ['two'] },
      { at, route: '/-/admin/purge', scope: 'tags', count: 1, first: ['one'] },
    ])
    expect(text).not.toMatch(/9\.9\.9\.9|someone|token/)
  })

  test('is a page for a person, who sees nothing run in it', async () => {
    const { a } = world()
    await a.ask('/purge', { files: ['/<script>alert(1)</script>'] })
    await a.ask('/invalidate', { invalidate_everything: true })
    const response = await a.ask('/purges', undefined, { accept: 'text/html' })
    const page = await response.text()
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page).toContain('/-/admin/invalidate')
    expect(page).toContain('1 file<')
    expect(page).not.toContain('<script')
  })
})

test('a body that was purged does not come back by a 304 that was asked for afterwards', async () => {
  const { a, b, pass, prints, confirms } = world()
  confirms()
  const path = '/news/1.html'
  for (const centre of [a, b]) expect((await centre.read(path)).text).toContain('edition 1')
  pass(86_401)
  await b.read('/other')
  expect((await a.ask('/purge', { files: [path] })).status).toBe(200)
  pass(2)
  // B does not know of it yet, and is told that what it has still holds.
  expect((await b.read(path)).status).toContain('fwd-status=304')
  prints(2)
  pass(DELAY)
  for (const centre of [a, b]) expect((await centre.read(path)).text).toContain('edition 2')
})

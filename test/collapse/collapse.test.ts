import { describe, expect, it, vi } from 'vitest'
import { cut, page, worldOf } from './objects.ts'

const FRESH = { 'cache-control': 'max-age=300', etag: '"1"' }
const STALE = { 'cache-control': 'max-age=1', etag: '"1"' }
const many = <T>(ask: (n: number) => Promise<T>) => Promise.all([0, 1, 2, 3, 4].map(ask))
const said = (answers: readonly { status: string }[]) => answers.map(({ status }) => status)

describe('a page that nobody has', () => {
  it('is fetched once for all who ask at once, and says to all but the first that it was', async () => {
    const { says, answers, asked, awaits } = worldOf()
    awaits(5)
    says(() => page('words', FRESH))
    const all = await many(() => answers())
    expect(new Set(all.map(({ body }) => body)).size).toBe(1)
    expect(said(all).toSorted()).toEqual([
      'heliograph;fwd=uri-miss;fwd-status=200',
      ...Array(4).fill('heliograph;fwd=uri-miss;fwd-status=200;collapsed'),
    ])
    expect(asked).toHaveLength(1)
  })

  it('is fetched once also for those who came by different caches', async () => {
    const { says, answers, asked, awaits } = worldOf()
    awaits(5)
    says(() => page('words', FRESH))
    await many(n => answers('/', 'fra', undefined, { 'cdn-loop': `front-${n}` }))
    expect(asked.map(({ headers }) => headers.get('cdn-loop'))).toEqual([
      expect.stringMatching(/^front-\d, heliograph$/),
    ])
  })

  it('is left in the cache of each data centre that asked, and in no other', async () => {
    const { says, answers, inCache, settled } = worldOf()
    says(() => page('words', FRESH))
    await many(n => answers('/', n % 2 === 0 ? 'fra' : 'nrt'))
    await settled()
    for (const colo of ['fra', 'nrt', 'object']) expect((await inCache(colo))?.etag).toMatch(/^"[\w-]{22}"$/)
    expect(await inCache('syd')).toBeUndefined()
  })

  it('is given without another fetch to a data centre where KV does not know of it yet', async () => {
    const { says, answers, asked, nothingInKv, settled, later } = worldOf()
    says(() => page('words', FRESH))
    const first = await answers()
    await settled()
    later(30)
    const elsewhere = await answers('/', 'syd', nothingInKv)
    expect(elsewhere).toMatchObject({ body: first.body, collapsed: true })
    expect(asked).toHaveLength(1)
    later(121)
    expect((await answers('/', 'gru', nothingInKv)).collapsed).toBe(false)
    expect(asked).toHaveLength(2)
  })

  it('is fetched again after a purge, also while an earlier fetch is under way', async () => {
    const { says, answers, asked, epochs, later, now } = worldOf()
    const gate = Promise.withResolvers<void>()
    says(async () => {
      await gate.promise
      return page('old', FRESH)
    })
    const before = answers()
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    later(1)
    Object.assign(epochs.purge, { everything: now() })
    later(1)
    says(() => page('new', FRESH))
    expect((await answers()).body).toContain('new')
    gate.resolve()
    // Nor is what was asked for before the purge given to whom it reaches only now.
    expect((await before).body).toContain('new')
    expect(asked).toHaveLength(3)
  })

  it('is not shared if it is not to be stored', async () => {
    const { says, answers, asked, awaits, over } = worldOf()
    awaits(5)
    let number = 0
    let objects = 0
    over(answer => {
      objects++
      return answer()
    })
    says(() => page(`reader ${++number}`, { 'cache-control': 'private' }))
    const all = await many(() => answers())
    expect(new Set(all.map(({ body }) => body)).size).toBe(5)
    expect([asked.length, objects]).toEqual([5, 5])
    expect(all.some(({ collapsed }) => collapsed)).toBe(false)
  })

  it('that may not be reused without asking is shared by those who had asked before it came, and by no one else', async () => {
    const { says, answers, asked, nothingInKv, awaits } = worldOf()
    awaits(5)
    says(() => page('words', { 'cache-control': 'no-cache' }))
    await many(n => answers('/', `colo${n}`, nothingInKv))
    expect(asked).toHaveLength(1)
    expect((await answers('/', 'syd', nothingInKv)).collapsed).toBe(false)
    expect(asked).toHaveLength(2)
  })

  it.each([
    ['that is not there', () => new Response('gone', { status: 404 }), 404],
    ['that moved', () => new Response(null, { status: 301, headers: { location: '/there' } }), 301],
    ['that the paper fails at', () => new Response('oh', { status: 503 }), 0],
  ])('%s is asked for once as well', async (_, answer, code) => {
    const { says, answers, asked, awaits } = worldOf()
    awaits(5)
    says(answer)
    const all = await many(() => answers())
    expect(all.map(one => one.code)).toEqual(Array(5).fill(code))
    expect(asked).toHaveLength(1)
  })

  it('is asked for anew as soon as the paper is back', async () => {
    const { says, answers } = worldOf()
    says(() => new Response('oh', { status: 503 }))
    expect((await answers()).status).toBe('origin-broken')
    says(() => page('words', FRESH))
    expect((await answers()).body).toContain('words')
  })
})

it('a page that is larger than may be kept reaches whole the one who asked for it', async () => {
  const { says, answers, asked, settled, inCache } = worldOf({ max_page_bytes: 1000 })
  says(() => page(`${'word '.repeat(200_000)}end`, FRESH))
  const one = await answers()
  expect([
    one.body.length > 1_000_000,
    one.body.includes('end</p>') || one.body.includes('end</body>'),
  ]).toEqual([true, true])
  await settled()
  expect(await inCache('fra')).toBeUndefined()
  await answers()
  expect(asked).toHaveLength(2)
})

describe('fields of readers that reach the paper', () => {
  const echo = (request: Request) => page(`for ${request.headers.get('x-reader')}`, FRESH)
  const from = (reader: string) => ({ 'x-reader': reader })

  it('part requests that have different ones', async () => {
    const { says, answers, asked, nothingInKv, awaits } = worldOf({ forward: ['x-reader'] })
    awaits(5)
    says(echo)
    const all = await many(n => answers('/', `colo${n}`, nothingInKv, from(n % 2 === 0 ? 'a' : 'b')))
    expect(all.map(({ body }) => /for (\w)/.exec(body)?.[1])).toEqual(['a', 'b', 'a', 'b', 'a'])
    expect(asked).toHaveLength(2)
  })

  it('and others do not', async () => {
    const { says, answers, asked } = worldOf()
    says(echo)
    const all = await many(n => answers('/', 'fra', undefined, from(`${n}`)))
    expect(new Set(all.map(({ body }) => body)).size).toBe(1)
    expect(asked).toHaveLength(1)
    expect(asked[0]?.headers.get('x-reader')).toBeNull()
  })

  it('are never shared where all of them reach it', async () => {
    const { says, answers, asked } = worldOf({ forward: ['*'] })
    says(echo)
    await many(() => answers('/', 'fra', undefined, from('a')))
    expect(asked).toHaveLength(5)
  })
})

describe('a copy that must be asked for again', () => {
  /** A copy in every data centre, no longer fresh. */
  async function stale() {
    const world = worldOf()
    world.says(() => page('old', STALE))
    await world.answers()
    await world.settled()
    world.asked.length = 0
    world.later(10)
    world.awaits(5)
    return world
  }

  it('is asked for once, and replaced everywhere by what came', async () => {
    const { says, answers, asked, settled, inCache } = await stale()
    says(() => page('new', FRESH))
    const all = await many(n => answers('/', n === 0 ? 'syd' : 'fra'))
    expect(all.every(({ body }) => body.includes('new'))).toBe(true)
    expect(said(all).toSorted()).toEqual([
      'heliograph;fwd=stale;fwd-status=200;stored',
      ...Array(4).fill('heliograph;fwd=stale;fwd-status=200;stored;collapsed'),
    ])
    expect(asked).toHaveLength(1)
    await settled()
    for (const colo of ['fra', 'syd']) expect((await inCache(colo))?.fresh).toBe(300)
  })

  it('is renewed once by its validators, in the data centre that asked', async () => {
    const { says, answers, asked, settled, later } = await stale()
    says(() => new Response(null, { status: 304, headers: FRESH }))
    const all = await many(() => answers())
    expect(said(all).toSorted()).toEqual([
      'heliograph;fwd=stale;fwd-status=304;ttl=300',
      ...Array(4).fill('heliograph;fwd=stale;fwd-status=304;ttl=300;collapsed'),
    ])
    expect(asked.map(({ headers }) => headers.get('if-none-match'))).toEqual(['"1"'])
    await settled()
    later(100)
    expect((await answers()).status).toBe('heliograph;hit;ttl=200')
  })

  it('is asked for each time where a 304 says that it is for one reader', async () => {
    const { says, answers, asked, awaits, settled } = await stale()
    awaits(1)
    says(
      () =>
        new Response(null, { status: 304, headers: { ...FRESH, 'cache-control': 'private, max-age=300' } }),
    )
    for (let times = 1; times <= 2; times++) {
      expect((await answers()).status).toContain('fwd=stale;fwd-status=304')
      await settled()
      expect(asked).toHaveLength(times)
    }
  })

  it('is served to all where the paper fails, which is asked once', async () => {
    const { says, answers, asked } = await stale()
    says(() => new Response('oh', { status: 500 }))
    const all = await many(() => answers())
    expect(all.every(({ body }) => body.includes('old'))).toBe(true)
    expect(said(all)[0]).toContain('fwd=stale;fwd-status=500')
    expect(asked).toHaveLength(1)
  })
})

describe('a page that another data centre has asked for', () => {
  /** The object has the second edition, fresh for 300 s; Frankfurt has the first, which is stale. */
  async function secondEdition() {
    const world = worldOf()
    world.says(() => page('first', STALE))
    await world.answers('/', 'fra', world.nothingInKv)
    await world.settled()
    world.later(10)
    world.says(() => page('second', { ...FRESH, etag: '"2"', 'cache-tag': 'sport' }))
    await world.answers('/', 'nrt', world.nothingInKv)
    await world.settled()
    world.asked.length = 0
    return world
  }

  it('is given to who has an older one, in the first half of its lifetime, with its age', async () => {
    const { answers, asked, later, settled, inCache } = await secondEdition()
    later(140)
    const one = await answers()
    expect(one.body).toContain('second')
    expect([one.status, one.age]).toEqual(['heliograph;fwd=stale;fwd-status=200;stored;collapsed', '140'])
    expect(asked).toHaveLength(0)
    await settled()
    expect((await inCache('fra'))?.tags).toEqual(['sport'])
    expect((await answers()).status).toBe('heliograph;hit;ttl=160')
  })

  it('is asked about in the second half, by the validators of the later one, and given if it still holds', async () => {
    const { says, answers, asked, later, settled, inCache } = await secondEdition()
    later(160)
    says(() => new Response(null, { status: 304, headers: { ...FRESH, etag: '"2"' } }))
    const one = await answers()
    expect(one.body).toContain('second')
    expect(asked.map(({ headers }) => headers.get('if-none-match'))).toEqual(['"2"'])
    await settled()
    later(290)
    expect((await answers()).status).toBe('heliograph;hit;ttl=10')
    expect((await inCache('fra'))?.receivedAt).toBe((await inCache('object'))?.receivedAt)
  })

  it.each([
    ['is still fresh', 160, 'heliograph;fwd=uri-miss;fwd-status=200;stored;collapsed', false],
    ['is not', 400, 'heliograph;fwd=uri-miss;fwd-status=503;ttl=-100;detail=origin-broken', true],
  ])('answers where the paper fails who has none, also if it %s', async (_, seconds, status, dated) => {
    const { says, answers, later, nothingInKv } = await secondEdition()
    later(seconds)
    says(() => new Response('oh', { status: 503 }))
    const one = await answers('/', 'syd', nothingInKv)
    expect([one.code, one.status, one.age]).toEqual([200, status, String(seconds)])
    expect([one.body.includes('second'), one.body.includes('heliograph-fetched')]).toEqual([true, dated])
  })

  it('is asked for once more by all together whose data centre alone knows that it was purged', async () => {
    const { says, answers, asked, later, epochs, unaware, now, nothingInKv } = await secondEdition()
    later(10)
    unaware.add('object')
    Object.assign(epochs.purge.tags, { sport: now() })
    later(1)
    says(() => page('third', FRESH))
    const all = await many(() => answers('/', 'syd', nothingInKv))
    expect(all.every(({ body }) => body.includes('third'))).toBe(true)
    expect(asked).toHaveLength(1)
  })

  it('is fetched once for all who know that it was purged, also where a 304 has renewed it since', async () => {
    const { says, answers, asked, later, settled, epochs, unaware, now, url, nothingInKv } =
      await secondEdition()
    for (const colo of ['object', 'nrt']) unaware.add(colo)
    later(310)
    Object.assign(epochs.purge.files, { [url.replace('https://', '')]: now() })
    later(1)
    says(() => new Response(null, { status: 304, headers: { ...FRESH, etag: '"2"' } }))
    await answers('/', 'nrt')
    await settled()
    asked.length = 0
    says(() => page('third', FRESH))
    const all = await many(() => answers('/', 'syd', nothingInKv))
    expect(all.every(({ body }) => body.includes('third'))).toBe(true)
    expect(asked).toHaveLength(1)
  })

  it('is renewed by its head alone where it is the same', async () => {
    const { says, answers, asked, later, settled } = await secondEdition()
    later(310)
    says(() => new Response(null, { status: 304, headers: { ...FRESH, etag: '"2"' } }))
    await answers('/', 'nrt')
    await settled()
    expect(asked).toHaveLength(1)
    const one = await answers('/', 'nrt')
    expect([one.status, one.body.includes('second')]).toEqual(['heliograph;hit;ttl=300', true])
  })

  it.each([
    ['purged', 'where there is an older one', 'fra', { purge: 'tags' }],
    ['purged', 'where it is the copy that there is', 'nrt', { purge: 'tags' }],
    ['invalidated', 'where there is an older one', 'fra', { invalidate: 'files' }],
  ])('is not, once it was %s, %s', async (_, __, colo, acts) => {
    const { says, answers, asked, later, epochs, now, url } = await secondEdition()
    later(10)
    for (const [act, by] of Object.entries(acts)) {
      const marks = { files: {}, prefixes: {}, hosts: {}, tags: {}, everything: 0 }
      const about = by === 'tags' ? 'sport' : url.replace('https://', '')
      Object.assign(epochs, { [act]: { ...marks, [by]: { [about]: now() } } })
    }
    later(1)
    says(() => page('third', FRESH))
    expect((await answers('/', colo)).body).toContain('third')
    expect(asked).toHaveLength(1)
  })
})

it('a hit does not touch the object', async () => {
  const { says, answers, over, settled } = worldOf()
  says(() => page('words', FRESH))
  await answers()
  await settled()
  const touched = vi.fn()
  over(answer => {
    touched()
    return answer()
  })
  expect((await answers()).status).toMatch(/;hit/)
  expect(touched).not.toHaveBeenCalled()
  await answers('/other')
  expect(touched).toHaveBeenCalledOnce()
})

describe('an object in trouble', () => {
  it('that throws leaves each to fetch by himself', async () => {
    const { says, answers, asked, over } = worldOf()
    says(() => page('words', FRESH))
    over(() => Promise.reject(new Error('Durable Object is overloaded.')))
    const all = await many(n => answers(`/${n}`))
    expect(all.every(({ code, collapsed }) => code === 200 && !collapsed)).toBe(true)
    expect(asked).toHaveLength(5)
  })

  it('that breaks off before its first word is asked once more', async () => {
    const { says, answers, asked, over } = worldOf()
    says(() => page('words', FRESH))
    let broken = 0
    over(async answer =>
      ++broken === 1 ? new Response((await answer()).body?.pipeThrough(cut(20))) : answer(),
    )
    const one = await answers()
    expect([one.body.includes('words'), broken, asked.length]).toEqual([true, 2, 1])
  })

  it('that breaks off in the middle gives no page that looks whole, and nothing is left in the cache', async () => {
    const { says, answers, over, inCache, settled } = worldOf()
    says(() => page('word '.repeat(50_000), FRESH))
    over(async answer => new Response((await answer()).body?.pipeThrough(cut(20_000))))
    await expect(answers()).rejects.toThrow()
    await settled()
    expect(await inCache('fra')).toBeUndefined()
    over(answer => answer())
    expect((await answers('/other')).body).toContain('</html>')
  })
})

import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import type { Media } from '../../src/http/media.ts'
import type { Copy, Head } from '../../src/store/copy.ts'
import { EdgeTier } from '../../src/store/edge.ts'
import { KvTier } from '../../src/store/kv.ts'
import { type Pictures, TieredStore } from '../../src/store/tiered.ts'
import { headOf } from './heads.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const textOf = async (copy: Copy | undefined) => copy && new Response(copy.body).text()
const unseen = () => `https://www.paper.example/?${crypto.randomUUID()}`

/** KV that counts what is written to it. */
class CountingKv extends KvTier {
  writes = 0
  override async put(head: Head, body: Uint8Array) {
    this.writes++
    await super.put(head, body)
  }
}
class FailingEdge extends EdgeTier {
  override async get(): Promise<never> {
    throw new Error('no cache today')
  }
  override async put(): Promise<never> {
    throw new Error('no cache today')
  }
}
class FailingKv extends KvTier {
  override async get(): Promise<never> {
    throw new Error('no KV today')
  }
  override async put(): Promise<never> {
    throw new Error('no KV today')
  }
}

function setUp(tiers: { edge?: EdgeTier; kv?: KvTier; pictures?: Pictures } = {}) {
  // A data centre of its own: what one test leaves there, no other finds.
  const base = `https://${crypto.randomUUID()}.example`
  const edge = tiers.edge ?? new EdgeTier(caches.default, base)
  const kv = new CountingKv(env.PAGES)
  const deferred: Promise<unknown>[] = []
  const store = new TieredStore(edge, tiers.kv ?? kv, work => void deferred.push(work), tiers.pictures)
  return { store, edge, kv, settled: () => Promise.all(deferred) }
}

describe('a page that is stored', () => {
  test('is in both tiers, and comes from the nearer', async () => {
    const { store, edge, kv } = setUp()
    const head = headOf(unseen())
    await store.put(head, bytes('page'))
    expect((await store.get(head.url))?.tier).toBe('edge')
    expect(await textOf(await edge.get(head.url))).toBe('page')
    expect(await textOf(await kv.get(head.url))).toBe('page')
  })

  test('is left in the data centre when it was taken from KV', async () => {
    const [here, there] = [setUp(), setUp()]
    const head = headOf(unseen())
    await there.store.put(head, bytes('page'))
    const copy = await here.store.get(head.url)
    expect([copy?.tier, await textOf(copy)]).toEqual(['kv', 'page'])
    await here.settled()
    const again = await here.store.get(head.url)
    expect([again?.tier, await textOf(again)]).toEqual(['edge', 'page'])
  })

  test('is looked for in KV where the data centre’s own is too old', async () => {
    const [here, there] = [setUp(), setUp()]
    const head = headOf(unseen(), { requestedAt: 5 })
    await here.store.put(head, bytes('old'))
    await there.store.put(
      { ...head, requestedAt: 50, etag: '"new"' },
      bytes('new'),
      ({ requestedAt }) => requestedAt <= 5,
    )
    expect(await textOf(await here.store.get(head.url))).toBe('old')
    expect(await textOf(await here.store.get(head.url, undefined, 5))).toBe('new')
    await here.settled()
    expect(await textOf(await here.store.get(head.url))).toBe('new')
  })

  test('is not there where nobody stored it', async () => {
    expect(await setUp().store.get(unseen())).toBeUndefined()
  })

  test.each<[Media, number]>([
    ['html', 1],
    ['css', 1],
    ['feed', 1],
    ['picture', 0],
    ['svg', 0],
    ['font', 0],
    ['audiovisual', 0],
    ['none', 0],
  ])('as %s is written to KV %i times', async (media, writes) => {
    const { store, kv } = setUp()
    const head = headOf(unseen(), { media })
    await store.put(head, bytes('x'))
    expect(kv.writes).toBe(writes)
    expect(await textOf(await store.get(head.url))).toBe('x')
  })
})

describe('a picture', () => {
  const photo = () => headOf(`https://www.paper.example/${crypto.randomUUID()}.jpg`, { media: 'picture' })

  test('is in KV where the site says so, and another data centre has it from there', async () => {
    const [here, there] = [setUp({ pictures: 'kv' }), setUp({ pictures: 'kv' })]
    const head = photo()
    await there.store.put(head, bytes('pixels'))
    expect(there.kv.writes).toBe(1)
    const copy = await here.store.get(head.url)
    expect([copy?.tier, await textOf(copy)]).toEqual(['kv', 'pixels'])
    await here.settled()
    expect((await here.store.get(head.url))?.tier).toBe('edge')
  })

  test('is neither written nor looked for there where it does not', async () => {
    const [here, there] = [setUp(), setUp({ pictures: 'kv' })]
    const [own, theirs] = [photo(), photo()]
    await here.store.put(own, bytes('pixels'))
    expect([here.kv.writes, (await here.store.get(own.url))?.tier]).toEqual([0, 'edge'])
    await there.store.put(theirs, bytes('pixels'))
    expect(await here.store.get(theirs.url)).toBeUndefined()
  })
})

describe('a page that is stored again', () => {
  test('is not written to KV where its body is the same', async () => {
    const { store, kv } = setUp()
    const head = headOf(unseen())
    await store.put(head, bytes('page'))
    await store.put({ ...head, requestedAt: 500, receivedAt: 501, fresh: 5 }, bytes('page'))
    expect(kv.writes).toBe(1)
    expect((await store.get(head.url))?.head).toMatchObject({ requestedAt: 500, fresh: 5 })
  })

  test.each<[string, Partial<Head>]>([
    ['its body', { etag: '"other"', requestedAt: 1 + 12 * 60_000 }],
    ['the rules that made it', { rules: 'other' }],
    ['what it is tagged with', { tags: ['other'] }],
  ])('is written to KV where %s changed', async (_, change) => {
    const { store, kv } = setUp()
    const head = headOf(unseen(), { requestedAt: 1 })
    await store.put(head, bytes('page'))
    await store.put({ ...head, ...change }, bytes('page'))
    expect(kv.writes).toBe(2)
    expect((await kv.get(head.url))?.head).toMatchObject(change)
  })

  test('is not written to KV where its body changed a few of its lifetimes after the copy there', async () => {
    const { store, kv } = setUp()
    const head = headOf(unseen(), { requestedAt: 1 })
    await store.put(head, bytes('page'))
    await store.put({ ...head, etag: '"other"', requestedAt: 12 * 60_000 }, bytes('other'))
    expect(kv.writes).toBe(1)
    expect(await textOf(await store.get(head.url))).toBe('other')
    // After a purge the copy in KV is dead, and must be replaced.
    await store.put(
      { ...head, etag: '"third"', requestedAt: 12 * 60_000 },
      bytes('third'),
      ({ requestedAt }) => requestedAt <= 2,
    )
    expect(kv.writes).toBe(2)
  })
})

test('a page that is never fresh is not written to KV each time that it changed', async () => {
  const { store, kv } = setUp()
  const head = headOf(unseen(), { requestedAt: 1, fresh: 0 })
  await store.put(head, bytes('page'))
  for (let minute = 1; minute <= 12; minute++)
    await store.put({ ...head, etag: `"${minute}"`, requestedAt: minute * 60_000 }, bytes('page'))
  expect(kv.writes).toBe(1)
  await store.put({ ...head, etag: '"last"', requestedAt: 12 * 60_000 + 1 }, bytes('page'))
  expect(kv.writes).toBe(2)
})

test('an error is kept in the data centre, and costs no write to KV', async () => {
  const { store, kv } = setUp()
  const head = { ...headOf(unseen()), status: 404 }
  await store.put(head, bytes('no such page'))
  expect(kv.writes).toBe(0)
  expect((await store.get(head.url))?.head.status).toBe(404)
})

describe('a page that is renewed', () => {
  test('has its new times and its old body, and costs no write to KV', async () => {
    const { store, kv } = setUp()
    const head = headOf(unseen())
    await store.put(head, bytes('page'))
    await store.renew({ ...head, receivedAt: 500, fresh: 5 })
    const copy = await store.get(head.url)
    expect(copy?.head).toMatchObject({ receivedAt: 500, fresh: 5 })
    expect(await textOf(copy)).toBe('page')
    expect(kv.writes).toBe(1)
  })

  test('is written to KV where it is tagged otherwise now: elsewhere it must be found by that', async () => {
    const { store, kv } = setUp()
    const head = headOf(unseen(), { tags: ['a'] })
    await store.put(head, bytes('page'))
    await store.renew({ ...head, tags: ['b'], receivedAt: 500 })
    expect((await kv.get(head.url))?.head.tags).toEqual(['b'])
    expect(await textOf(await store.get(head.url))).toBe('page')
    expect(kv.writes).toBe(2)
  })

  test('is renewed in a data centre that has it from KV', async () => {
    const [here, there] = [setUp(), setUp()]
    const head = headOf(unseen())
    await there.store.put(head, bytes('page'))
    await textOf(await here.store.get(head.url))
    await here.store.renew({ ...head, receivedAt: 500 })
    await here.settled()
    const copy = await here.store.get(head.url)
    expect([copy?.tier, copy?.head.receivedAt, await textOf(copy)]).toEqual(['edge', 500, 'page'])
  })

  test('stays renewed, also where the old copy is slow on its way from KV to the data centre', async () => {
    const base = `https://${crypto.randomUUID()}.example`
    const slow = Promise.withResolvers<void>()
    class SlowAtFirst extends EdgeTier {
      #puts = 0
      override async put(head: Head, body: Copy['body']) {
        if (++this.#puts === 1 && head.receivedAt === 2) await slow.promise
        await super.put(head, body)
      }
    }
    const [here, there] = [setUp({ edge: new SlowAtFirst(caches.default, base) }), setUp()]
    const head = headOf(unseen())
    await there.store.put(head, bytes('page'))
    setTimeout(slow.resolve, 20)
    await textOf(await here.store.get(head.url))
    await here.store.renew({ ...head, receivedAt: 500 })
    await here.settled()
    expect((await here.store.get(head.url))?.head.receivedAt).toBe(500)
  })

  test.each<[string, Partial<Head>]>([['was asked for later', { requestedAt: 700 }]])(
    'is left alone where the copy %s by now',
    async (_, newer) => {
      const { store } = setUp()
      const head = headOf(unseen())
      await store.put({ ...head, ...newer }, bytes('newer page'))
      await store.renew({ ...head, requestedAt: 500, receivedAt: 501 })
      const copy = await store.get(head.url)
      expect([copy?.head.receivedAt, await textOf(copy)]).toEqual([2, 'newer page'])
    },
  )

  test('is written to KV again before its copy there ends, though its bytes are the same', async () => {
    const { store, kv } = setUp()
    const DAY = 86_400_000
    const head = headOf(unseen(), { requestedAt: DAY })
    await store.put(head, bytes('page'))
    for (let day = 2; day <= 90; day++)
      await store.renew({
        ...head,
        ...(await store.get(head.url))?.head,
        requestedAt: day * DAY,
        bodyAt: DAY,
      })
    expect(kv.writes).toBe(3)
    expect((await kv.get(head.url))?.head.requestedAt).toBe(61 * DAY)
  })

  test('takes the place of an answer without a page, if KV has it', async () => {
    const { store } = setUp()
    const head = headOf(unseen())
    await store.put(head, bytes('page'))
    await store.put({ ...head, status: 404, requestedAt: 100, etag: '"none"' }, bytes('none'))
    await store.renew({ ...head, requestedAt: 500, bodyAt: 1 })
    const copy = await store.get(head.url)
    expect([copy?.tier, copy?.head.requestedAt, await textOf(copy)]).toEqual(['edge', 500, 'page'])
  })

  test('is nothing where there is no copy', async () => {
    const { store } = setUp()
    const head = headOf(unseen())
    await store.renew(head)
    expect(await store.get(head.url)).toBeUndefined()
  })
})

describe('a tier that fails', () => {
  test('counts as empty: without the cache, KV answers', async () => {
    const { store, kv, settled } = setUp({ edge: new FailingEdge(caches.default, 'https://x.example') })
    const head = headOf(unseen())
    await store.put(head, bytes('page'))
    expect(kv.writes).toBe(1)
    const copy = await store.get(head.url)
    expect([copy?.tier, await textOf(copy)]).toEqual(['kv', 'page'])
    await expect(store.renew(head)).resolves.toBeUndefined()
    await expect(settled()).resolves.toBeDefined()
  })

  test('counts as empty: without KV, the cache answers', async () => {
    const { store } = setUp({ kv: new FailingKv(env.PAGES) })
    const head = headOf(unseen())
    await store.put(head, bytes('page'))
    const copy = await store.get(head.url)
    expect([copy?.tier, await textOf(copy)]).toEqual(['edge', 'page'])
  })

  test('counts as empty: without either there is no copy, and no error', async () => {
    const edge = new FailingEdge(caches.default, 'https://x.example')
    const { store } = setUp({ edge, kv: new FailingKv(env.PAGES) })
    const head = headOf(unseen())
    await store.put(head, bytes('page'))
    expect(await store.get(head.url)).toBeUndefined()
  })

  test('counts as empty where the cache holds what nobody can read', async () => {
    const { store, edge } = setUp()
    const head = headOf(unseen())
    await store.put(head, bytes('page'))
    class Garbled extends EdgeTier {
      override async get(): Promise<undefined> {
        decodeURIComponent('%')
        return undefined
      }
    }
    expect(await edge.get(head.url)).toBeDefined()
    const { store: other } = setUp({ edge: new Garbled(caches.default, 'https://x.example') })
    expect((await other.get(head.url))?.tier).toBe('kv')
  })
})

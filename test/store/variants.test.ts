import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { type Copy, type Head, MOST_VARIANTS } from '../../src/store/copy.ts'
import { EdgeTier } from '../../src/store/edge.ts'
import { KvTier } from '../../src/store/kv.ts'
import { TieredStore } from '../../src/store/tiered.ts'
import { headOf as anyHead } from './heads.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const textOf = async (copy: Copy | undefined) => copy && new Response(copy.body).text()
const unseen = () => `https://www.paper.example/?${crypto.randomUUID()}`
const dataCentre = (kv = env.PAGES) =>
  new TieredStore(
    new EdgeTier(caches.default, `https://${crypto.randomUUID()}.example`),
    new KvTier(kv),
    work => void work,
  )

const headOf = (url: string, key: string, more: Partial<Head> = {}): Head =>
  anyHead(url, {
    headers: new Headers({ vary: 'x-a', 'x-b': 'of one reader' }),
    etag: `"${key}"`,
    variant: { names: ['x-a'], key },
    ...more,
  })

describe('an address with several responses', () => {
  test('has each of them, and says under its own name which there are', async () => {
    const [store, url] = [dataCentre(), unseen()]
    for (const key of ['one', 'other']) await store.put(headOf(url, key), bytes(`body of ${key}`))
    const index = await store.get(url)
    expect(index?.head.variants?.map(({ key }) => key)).toEqual(['other', 'one'])
    expect([await textOf(index), [...(index?.head.headers ?? [])]]).toEqual(['', []])
    expect(await textOf(await store.get(url, 'one'))).toBe('body of one')
    expect(await textOf(await store.get(url, 'other'))).toBe('body of other')
    expect(await store.get(url, 'third')).toBeUndefined()
  })

  test('has them in other data centres too, but for pictures', async () => {
    const [page, picture] = [unseen(), unseen()]
    const here = dataCentre()
    await here.put(headOf(page, 'one'), bytes('page'))
    await here.put(headOf(picture, 'one', { media: 'picture' }), bytes('picture'))
    const there = dataCentre()
    expect((await there.get(page))?.head.variants?.map(({ key }) => key)).toEqual(['one'])
    expect(await textOf(await there.get(page, 'one'))).toBe('page')
    expect(await there.get(picture)).toBeUndefined()
    expect((await here.get(picture))?.head.variants).toHaveLength(1)
  })

  test('forgets the oldest of too many', async () => {
    const [store, url] = [dataCentre(), unseen()]
    for (let n = 0; n <= MOST_VARIANTS; n++) await store.put(headOf(url, `v${n}`), bytes('x'))
    const keys = (await store.get(url))?.head.variants?.map(({ key }) => key)
    expect(keys).toHaveLength(MOST_VARIANTS)
    expect(keys?.[0]).toBe(`v${MOST_VARIANTS}`)
    expect(keys).not.toContain('v0')
  })

  test('renews one and leaves the others', async () => {
    const [store, url] = [dataCentre(), unseen()]
    for (const key of ['one', 'other']) await store.put(headOf(url, key), bytes(key))
    await store.renew(headOf(url, 'one', { fresh: 600 }))
    expect((await store.get(url, 'one'))?.head.fresh).toBe(600)
    expect((await store.get(url, 'other'))?.head.fresh).toBe(60)
  })

  test('has one again where the newest is for everybody', async () => {
    const [store, url] = [dataCentre(), unseen()]
    await store.put(headOf(url, 'one'), bytes('one'))
    const { variant: _, ...everybody } = headOf(url, 'all')
    await store.put(everybody, bytes('all'))
    expect(await textOf(await store.get(url))).toBe('all')
    expect((await store.get(url))?.head.variants).toBeUndefined()
  })

  test('is filled with one from another data centre so that it is found', async () => {
    const [store, url] = [dataCentre(), unseen()]
    await store.fill(headOf(url, 'one', { media: 'picture' }), bytes('picture'))
    expect((await store.get(url))?.head.variants?.map(({ key }) => key)).toEqual(['one'])
    expect(await textOf(await store.get(url, 'one'))).toBe('picture')
  })

  test('lists one in KV whose first answer was none, and loses the one that is gone', async () => {
    const [here, url] = [dataCentre(), unseen()]
    const settled = () => scheduler.wait(1200)
    await here.put(headOf(url, 'one', { status: 404 }), bytes('none'))
    await here.put(headOf(url, 'one', { requestedAt: 5 }), bytes('one'))
    await here.put(headOf(url, 'other'), bytes('other'))
    await settled()
    expect(await textOf(await dataCentre().get(url, 'one'))).toBe('one')
    expect((await dataCentre().get(url))?.head.variants?.map(({ key }) => key).toSorted()).toEqual([
      'one',
      'other',
    ])
    await here.put(headOf(url, 'one', { status: 410, requestedAt: 9 }), bytes('gone'))
    expect(await dataCentre().get(url, 'one')).toBeUndefined()
    expect(await textOf(await dataCentre().get(url, 'other'))).toBe('other')
  })

  test('lists all of them in KV, also where KV remembers an older list', async () => {
    const forgetful = new Proxy(env.PAGES, {
      get(target, name) {
        const member = Reflect.get(target, name)
        if (name === 'getWithMetadata') return async () => ({ value: null, metadata: null })
        return typeof member === 'function' ? member.bind(target) : member
      },
    })
    const [here, url] = [dataCentre(forgetful), unseen()]
    for (const key of ['de', 'en', 'fr']) await here.put(headOf(url, key), bytes(key))
    await scheduler.wait(2500)
    expect((await dataCentre().get(url))?.head.variants?.map(({ key }) => key)).toEqual(['fr', 'en', 'de'])
  })
})

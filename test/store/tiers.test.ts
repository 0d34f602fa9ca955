import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import type { Copy, Head } from '../../src/store/copy.ts'
import { EdgeTier } from '../../src/store/edge.ts'
import { keyOf } from '../../src/store/key.ts'
import { KvTier } from '../../src/store/kv.ts'
import { headOf } from './heads.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const textOf = async (copy: Copy | undefined) => copy && new Response(copy.body).text()
const unseen = (path = '/') => `https://www.paper.example${path}?${crypto.randomUUID()}`

const edge = new EdgeTier(caches.default, 'https://mirror.example')
const kv = new KvTier(env.PAGES)

describe.each([
  ['the data centre’s cache', edge, 'edge'],
  ['KV', kv, 'kv'],
] as const)('%s', (_, tier, name) => {
  test('has nothing that it was not given', async () => {
    expect(await tier.get(unseen())).toBeUndefined()
  })

  test('gives back what it was given, and says where it comes from', async () => {
    const head = headOf(unseen('/中文'))
    await tier.put(head, bytes('<p>你好\n'))
    const copy = await tier.get(head.url)
    expect(await textOf(copy)).toBe('<p>你好\n')
    expect(copy?.tier).toBe(name)
    expect({ ...copy?.head, headers: [...(copy?.head.headers ?? [])] }).toEqual({
      ...head,
      headers: [...head.headers],
    })
  })

  test.each([[200], [301], [404], [410]])('gives back a %i', async status => {
    const head = headOf(unseen(), { status })
    await tier.put(head, bytes('x'))
    expect((await tier.get(head.url))?.head.status).toBe(status)
  })

  test('gives back a redirect, which has no body', async () => {
    const head = headOf(unseen(), { status: 301, media: 'none', headers: new Headers({ location: '/x' }) })
    await tier.put(head, new Uint8Array())
    const copy = await tier.get(head.url)
    expect(copy?.head.headers.get('location')).toBe('/x')
    expect(await textOf(copy)).toBe('')
  })

  test('keeps every byte', async () => {
    const every = Uint8Array.from({ length: 1024 }, (_, i) => i)
    const head = headOf(unseen())
    await tier.put(head, every)
    const copy = await tier.get(head.url)
    expect(copy && new Uint8Array(await new Response(copy.body).arrayBuffer())).toEqual(every)
  })

  test('keeps an address apart from others, and long ones too', async () => {
    const long = unseen(`/${'a'.repeat(1500)}`)
    const urls = [unseen(), `${unseen()}&b`, long, `${long}b`, unseen('/%2F'), unseen('//')]
    for (const url of urls) await tier.put(headOf(url), bytes(url))
    for (const url of urls) expect(await textOf(await tier.get(url))).toBe(url)
  })

  test('has the later of two', async () => {
    const url = unseen()
    await tier.put(headOf(url), bytes('one'))
    await tier.put(headOf(url, { etag: '"two"' }), bytes('two'))
    const copy = await tier.get(url)
    expect([await textOf(copy), copy?.head.etag]).toEqual(['two', '"two"'])
  })
})

describe('the data centre’s cache', () => {
  test('has nothing of a body that breaks off, nor of one that is shorter than it says', async () => {
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      controller.enqueue(bytes('half'))
      controller.error(new Error('KV broke off'))
    }
    const [broken, short, whole] = [unseen(), unseen(), unseen()]
    await expect(edge.put(headOf(broken, { size: 8 }), new ReadableStream({ pull }))).rejects.toThrow()
    expect(await edge.get(broken)).toBeUndefined()
    await edge.put(headOf(short, { size: 8 }), bytes('half'))
    expect(await edge.get(short)).toBeUndefined()
    await edge.put(headOf(whole, { size: 4 }), bytes('half'))
    expect(await textOf(await edge.get(whole))).toBe('half')
  })

  test('has nothing of a native body that breaks off, of which the cache would keep what had come', async () => {
    const { readable, writable } = new IdentityTransformStream()
    const url = unseen()
    const stored = edge.put(headOf(url), readable)
    const writer = writable.getWriter()
    await writer.write(bytes('half'))
    await writer.abort(new Error('KV broke off'))
    await expect(stored).rejects.toThrow()
    expect(await edge.get(url)).toBeUndefined()
  })

  test('keeps a copy no longer than a purge of it is remembered', async () => {
    const url = unseen()
    await edge.put(headOf(url), bytes('x'))
    const found = await caches.default.match(
      `https://mirror.example/-/copy/${encodeURIComponent(await keyOf(url))}`,
    )
    const [, most = ''] = /max-age=(\d+)/.exec(found?.headers.get('cache-control') ?? '') ?? []
    expect(Number(most)).toBeGreaterThan(0)
    expect(Number(most)).toBeLessThanOrEqual(61 * 86400)
  })

  test('keeps the copies of two mirrors apart', async () => {
    const url = unseen()
    await edge.put(headOf(url), bytes('x'))
    expect(await new EdgeTier(caches.default, 'https://mirror2.example').get(url)).toBeUndefined()
  })
})

/** KV that notes when each write came, and refuses the first so many. */
function notedKv(refused = 0) {
  const writes: { at: number; what: string; key: string; value: string }[] = []
  const noted = new Proxy(env.PAGES, {
    get(target, name) {
      const member = Reflect.get(target, name)
      if (name !== 'put' && name !== 'delete')
        return typeof member === 'function' ? member.bind(target) : member
      return async (key: string, value: Uint8Array = new Uint8Array(), options?: KVNamespacePutOptions) => {
        writes.push({ at: Date.now(), what: name, key, value: new TextDecoder().decode(value) })
        if (writes.length <= refused) throw new Error('KV PUT failed: 429 Too Many Requests')
        await (name === 'put' ? target.put(key, value, options) : target.delete(key))
      }
    },
  })
  return { tier: new KvTier(noted), writes }
}

describe('KV', () => {
  test('has the head beside the value, which is the body and streams', async () => {
    const head = headOf(unseen())
    await kv.put(head, bytes('page'))
    const { value, metadata } = await env.PAGES.getWithMetadata<Record<string, unknown>>(`page:${head.url}`)
    expect(value).toBe('page')
    expect(metadata).toMatchObject({ v: 1, url: head.url, etag: '"body"' })
    expect((await kv.get(head.url))?.body).toBeInstanceOf(ReadableStream)
    expect((await kv.head(head.url))?.etag).toBe('"body"')
  })

  test('has a head that is too long for that before the body, in one value', async () => {
    for (const length of [200, 700, 701, 702, 703, 704, 705, 800, 1500]) {
      const head = headOf(unseen(), { headers: new Headers({ 'x-long': 'é'.repeat(length / 2) }) })
      await kv.put(head, bytes('page'))
      const { value, metadata } = await env.PAGES.getWithMetadata<Head>(`page:${head.url}`)
      expect(value === 'page').toBe(metadata !== null)
      const copy = await kv.get(head.url)
      expect(copy?.head.headers.get('x-long')).toBe(head.headers.get('x-long'))
      expect([await textOf(copy), (await kv.head(head.url))?.etag]).toEqual(['page', '"body"'])
    }
  })

  test('is written once a second a key: of those who come meanwhile the last writes', async () => {
    const { tier, writes } = notedKv()
    const [url, other] = [unseen(), unseen()]
    const began = Date.now()
    await Promise.all([
      ...['one', 'two', 'three', 'four'].map(text => tier.put(headOf(url), bytes(text))),
      tier.put(headOf(other), bytes('another page')),
    ])
    expect(writes.map(({ value }) => value)).toEqual(['one', 'another page', 'four'])
    expect((writes[2]?.at ?? 0) - (writes[0]?.at ?? 0)).toBeGreaterThanOrEqual(1000)
    // The control: who is not in anybody's way does not wait.
    expect((writes[1]?.at ?? 0) - began).toBeLessThan(1000)
    expect(await textOf(await kv.get(url))).toBe('four')
  })

  test('does not get back what was deleted meanwhile', async () => {
    const { tier, writes } = notedKv()
    const url = unseen()
    await Promise.all([
      tier.put(headOf(url), bytes('one')),
      tier.put(headOf(url), bytes('two')),
      tier.delete(url),
    ])
    expect(writes.map(({ what }) => what)).toEqual(['put', 'delete'])
    expect(await kv.get(url)).toBeUndefined()
  })

  test('is written a second later where it refuses, and given up where it refuses again', async () => {
    const [once, always] = [notedKv(1), notedKv(9)]
    const url = unseen()
    await once.tier.put(headOf(url), bytes('page'))
    expect(await textOf(await kv.get(url))).toBe('page')
    await expect(always.tier.put(headOf(unseen()), bytes('page'))).rejects.toThrow('429')
    expect([once.writes.length, always.writes.length]).toEqual([2, 2])
  })

  test('takes what somebody else has written for nothing', async () => {
    const url = unseen()
    await kv.put(headOf(url), bytes('x'))
    expect(await kv.get(url)).toBeDefined()
    const other = unseen()
    await env.PAGES.put(`page:${other}`, '<!doctype html>\n')
    expect(await kv.get(other)).toBeUndefined()
  })

  test('lets go of a copy in the end', async () => {
    const url = unseen()
    await kv.put(headOf(url), bytes('x'))
    const { keys } = await env.PAGES.list({ prefix: `page:${url}` })
    expect(keys[0]?.expiration).toBeGreaterThan(Date.now() / 1000 + 30 * 86400)
    expect(keys[0]?.expiration).toBeLessThanOrEqual(Date.now() / 1000 + 61 * 86400)
  })
})

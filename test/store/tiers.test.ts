import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import type { Copy, Head } from '../../src/store/copy.ts'
import { EdgeTier } from '../../src/store/edge.ts'
import { keyOf } from '../../src/store/key.ts'
import { KvTier } from '../../src/store/kv.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const textOf = async (copy: Copy | undefined) => copy && new Response(copy.body).text()
const unseen = (path = '/') => `https://www.paper.example${path}?${crypto.randomUUID()}`

const headOf = (url: string, more: Partial<Head> = {}): Head => ({
  url,
  status: 200,
  media: 'html',
  headers: new Headers({ 'content-type': 'text/html; charset=gbk', etag: '"origin"' }),
  requestedAt: 1,
  receivedAt: 2,
  initialAge: 0,
  fresh: 60,
  freshBy: 'origin',
  rules: 'r',
  etag: '"body"',
  ...more,
})

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

describe('KV', () => {
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

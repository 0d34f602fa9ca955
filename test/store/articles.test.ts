import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { NO_RECORD, type Sight, typicalOf } from '../../src/store/article-record.ts'
import { Articles } from '../../src/store/articles.ts'

const NOW = Date.parse('2030-01-01T00:00:00Z')
const HOUR = 3_600_000
const base = () => `https://${crypto.randomUUID()}.example`
const article: Sight = { kind: 'article', shape: '/N', bytes: 3000 }
const inKv = (name: string) => env.PAGES.get<typeof NO_RECORD>(`articles:${name}`, 'json')

it('what is seen is known at once, and written once an hour', async () => {
  const name = crypto.randomUUID()
  const articles = new Articles(env.PAGES, caches.default, base(), name)
  expect(await articles.record(NOW)).toEqual(NO_RECORD)
  await articles.saw(article, NOW)
  await articles.saw(article, NOW + 1000)
  expect((await articles.record(NOW + 1000)).articles).toBe(2)
  expect((await inKv(name))?.articles).toBe(1)
  await articles.saw(article, NOW + HOUR)
  expect(await inKv(name)).toMatchObject({ articles: 3, writtenAt: NOW + HOUR })
})

it('what is seen at the same time is written once, and all of it is known', async () => {
  const name = crypto.randomUUID()
  let writes = 0
  const counted = new Proxy(env.PAGES, {
    get(kv, method: 'get' | 'put') {
      if (method === 'put') writes++
      return kv[method].bind(kv)
    },
  })
  const articles = new Articles(counted, caches.default, base(), name)
  await Promise.all(Array.from({ length: 9 }, () => articles.saw(article, NOW)))
  expect((await articles.record(NOW)).articles).toBe(9)
  expect(writes).toBe(1)
})

it('what another data centre has written is taken over', async () => {
  const name = crypto.randomUUID()
  const articles = new Articles(env.PAGES, caches.default, base(), name)
  await articles.saw(article, NOW)
  const theirs = { ...NO_RECORD, articles: 50, meanLog: Math.log(9000), writtenAt: NOW + 1000 }
  await env.PAGES.put(`articles:${name}`, JSON.stringify(theirs))
  const elsewhere = new Articles(env.PAGES, caches.default, base(), name)
  expect(typicalOf(await elsewhere.record(NOW + HOUR))).toBe(9000)
})

it('a KV that fails costs nothing but the memory: nobody is told, and it is written later', async () => {
  const name = crypto.randomUUID()
  const broken = new Proxy({} as KVNamespace, { get: () => () => Promise.reject(new Error('not today')) })
  const articles = new Articles(broken, caches.default, base(), name)
  await articles.saw(article, NOW)
  await articles.saw(article, NOW + 1000)
  expect((await articles.record(NOW + 1000)).articles).toBe(2)
  const mended = new Articles(env.PAGES, caches.default, base(), name)
  await mended.saw(article, NOW + HOUR + 1000)
  expect((await inKv(name))?.articles).toBe(3)
})

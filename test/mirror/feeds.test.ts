import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { purge, read, setFault, status, unseen } from './demo.ts'

const FEEDS = ['/en/world.xml', '/atom.xml', '/sitemap.xml']

beforeEach(() => setFault('*', 'none'))

/** Asks the mirror by another of its names. */
const readAt = (origin: string, path: string, init?: RequestInit) =>
  exports.default.fetch(`${origin}${path}`, init)

/** Every address that stands in a feed or in the HTML of its items, but for namespaces and identities. */
function addresses(xml: string): string[] {
  const bare = xml
    .replace(/<id>[^<]*<\/id>| xmlns(:\w+)?="[^"]*"/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
  const attributes = bare.matchAll(/\s(?:href|src|url|uri)=(?:"([^"]*)"|&quot;(.*?)&quot;)/g)
  const sets = [...bare.matchAll(/srcset="([^"]*)"/g)].flatMap(([, set = '']) =>
    set.split(', ').map(one => one.split(' ')[0] ?? ''),
  )
  const texts = bare.matchAll(/>\s*(https?:\/\/[^\s<]+|\/[^\s<]*)\s*</g)
  return [...[...attributes, ...texts].map(([, a, b]) => a ?? b ?? ''), ...sets]
}

const stored = (path: string) => env.PAGES.get(`page:https://www.lantern.example${path}`)

describe.each(FEEDS)('%s', feed => {
  it('leads to the mirror with every link and picture, hit and miss alike', async () => {
    const path = unseen(feed)
    const miss = await read(path)
    const text = await miss.text()
    expect(status(miss)).toMatch(/uri-miss/)
    expect(addresses(text).length).toBeGreaterThan(5)
    // The demo's tags carry pictures of other hosts; links to them are adverts, and go with those.
    const away = addresses(text).filter(address => !address.startsWith('https://mirror.test/'))
    expect(away.filter(address => !address.startsWith('https://ads.adnet.example/'))).toEqual([])
    expect(text).not.toMatch(/[="'>]\s*(https?:)?\/\/[\w.]*lantern\.example\/(?!<\/id>)/)
    await expect.poll(() => stored(path)).not.toBeNull()
    const hit = await read(path)
    expect(status(hit)).toMatch(/;hit/)
    expect(await hit.text()).toBe(text)
  })

  it('names each host that the mirror is asked by, from the same copy', async () => {
    const path = unseen(feed)
    const text = await (await read(path)).text()
    await expect.poll(() => stored(path)).not.toBeNull()
    const other = await readAt('http://other.test:8080', path)
    expect(await other.text()).toBe(text.replaceAll('https://mirror.test', 'http://other.test:8080'))
    expect(await stored(path)).not.toMatch(/mirror\.test|other\.test/)
  })

  it('has a tag for each host, and answers 304 to its own only', async () => {
    const path = unseen(feed)
    await (await read(path)).text()
    await expect.poll(() => stored(path)).not.toBeNull()
    const [one, two] = [await read(path), await readAt('https://other.test', path)]
    const etag = one.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]+"$/)
    expect(two.headers.get('etag')).not.toBe(etag)
    const asking = { headers: { 'if-none-match': etag } }
    expect((await read(path, asking)).status).toBe(304)
    expect((await readAt('https://other.test', path, asking)).status).toBe(200)
    await Promise.all([one.text(), two.text()])
  })

  it('says how it is written and how long it is', async () => {
    const path = unseen(feed)
    const text = await (await read(path)).text()
    await expect.poll(() => stored(path)).not.toBeNull()
    const { headers } = await read(path)
    expect(headers.get('content-type')).toMatch(/^application\/(rss\+|atom\+)?xml; charset=UTF-8$/)
    const length = headers.get('content-length')
    expect([null, String(new TextEncoder().encode(text).length)]).toContain(length)
    const head = await read(path, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })
})

it('an item leads to an article that the mirror has, and shows a picture that it has', async () => {
  const xml = await (await read('/en/world.xml')).text()
  const link = /<item>[\s\S]*?<link>https:\/\/mirror\.test([^<]+)<\/link>/.exec(xml)?.[1] ?? ''
  const article = await read(link)
  expect([article.status, article.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^text\/html/),
  ])
  await article.text()
  const picture = /<enclosure url="https:\/\/mirror\.test([^"]+)"/.exec(xml)?.[1] ?? ''
  const shown = await read(picture)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
  await shown.arrayBuffer()
})

it('a feed names its host after a purge and when the paper is down, too', async () => {
  const path = unseen('/en/world.xml')
  const text = await (await read(path)).text()
  await expect.poll(() => stored(path)).not.toBeNull()
  await purge({ files: [path] })
  expect(await (await read(path)).text()).toBe(text)
  expect(text).toContain('https://mirror.test/')
})

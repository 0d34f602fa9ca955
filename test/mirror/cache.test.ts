import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { asked, purge, read, setFault, status, unseen } from './demo.ts'

const ARTICLE = '/en/world.html'

beforeEach(async () => {
  await setFault('*', 'none')
  await asked()
})

const text = async (path: string) => (await read(path)).text()

describe('a page that is asked for twice', () => {
  it('is fetched once: the second request is a hit and asks the origin for nothing', async () => {
    const path = unseen(ARTICLE)
    const first = await read(path)
    const body = await first.text()
    expect(status(first)).toBe('heliograph;fwd=uri-miss;fwd-status=200')
    expect(await asked()).toHaveLength(1)
    const second = await read(path)
    expect(await second.text()).toBe(body)
    expect(status(second)).toMatch(/^heliograph;hit;ttl=\d+$/)
    expect(await asked()).toHaveLength(0)
  })

  it('answers 304 to a reader who has it already, and 200 to one who has another', async () => {
    const path = unseen(ARTICLE)
    await text(path)
    const etag = (await read(path)).headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{22}"$/)
    const same = await read(path, { headers: { 'if-none-match': etag } })
    expect([same.status, await same.text()]).toEqual([304, ''])
    expect((await read(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  it('answers HEAD without a body, and stores what HEAD had fetched', async () => {
    const path = unseen(ARTICLE)
    const head = await read(path, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(head.headers.get('content-type')).toBe('text/html; charset=UTF-8')
    await expect.poll(() => env.PAGES.get(`page:https://www.lantern.example${path}`)).not.toBeNull()
    expect(status(await read(path))).toMatch(/;hit/)
    expect(await asked()).toHaveLength(1)
  })
})

it('a page whose first reader leaves after the first bytes is stored all the same', async () => {
  const path = `${unseen(ARTICLE)}&fault=drip`
  const reader = ((await read(path)).body as ReadableStream<Uint8Array>).getReader()
  await reader.read()
  await reader.cancel()
  const key = `page:https://www.lantern.example${path}`
  await expect.poll(() => env.PAGES.get(key), { timeout: 5000 }).toContain('</html>')
  expect(status(await read(path))).toMatch(/;hit/)
})

describe('a purge', () => {
  const hit = /;hit/
  const kept = async (path: string) => hit.test(status(await read(path)) ?? '')

  it('of one address makes the next request no hit, and leaves other pages alone', async () => {
    const [path, other] = [unseen(ARTICLE), unseen(ARTICLE)]
    for (const each of [path, other]) await text(each)
    expect(await kept(path)).toBe(true)
    await asked()
    const answer = await purge({ files: [`https://mirror.test${path}`] })
    expect([answer.status, await answer.json()]).toMatchObject([200, { success: true }])
    expect(await kept(path)).toBe(false)
    expect((await asked()).map(({ url }) => url)).toEqual([`https://www.lantern.example${path}`])
    expect(await kept(other)).toBe(true)
  })

  it.each(['https://www.lantern.example', ''])('takes the address after "%s" too', async start => {
    const path = unseen(ARTICLE)
    await text(path)
    expect(await kept(path)).toBe(true)
    await purge({ files: [start + path] })
    expect(await kept(path)).toBe(false)
  })

  it('of a prefix takes what begins with it, and nothing else', async () => {
    const [inside, outside] = [unseen('/en/science.html'), unseen('/b5/science.html')]
    for (const path of [inside, outside]) await text(path)
    await purge({ prefixes: ['www.lantern.example/en/sci'] })
    expect(await kept(inside)).toBe(false)
    expect(await kept(outside)).toBe(true)
  })

  it('of everything takes every page', async () => {
    const path = unseen(ARTICLE)
    await text(path)
    expect(await kept(path)).toBe(true)
    await purge({ purge_everything: true })
    expect(await kept(path)).toBe(false)
  })

  it('of a tag of the site’s file takes the pages of its paths, and no others', async () => {
    const [english, other] = [unseen('/en/life.html'), unseen('/b5/life.html')]
    for (const path of [english, other]) await text(path)
    expect(await (await purge({ tags: ['English'] })).json()).toMatchObject({ purged: { tags: ['english'] } })
    expect([await kept(english), await kept(other)]).toEqual([false, true])
  })

  it('of a host takes what is on it, and nothing else', async () => {
    const [mobile, page] = [unseen('/-/m.lantern.example/'), unseen('/en/life.html')]
    for (const path of [mobile, page]) await text(path)
    await purge({ hosts: ['m.lantern.example'] })
    expect([await kept(mobile), await kept(page)]).toEqual([false, true])
  })

  it('that only invalidates lets the page be served while it is fetched anew', async () => {
    const path = unseen('/en/life.html')
    await text(path)
    await asked()
    const answer = await purge({ files: [path] }, undefined, 'invalidate')
    expect(await answer.json()).toMatchObject({ success: true, invalidated: { files: [expect.any(String)] } })
    const stale = await read(path)
    expect(status(stale)).toMatch(/^heliograph;hit;ttl=(0|-\d+);detail=invalidated$/)
    expect(stale.headers.get('cache-control')).toBe('public, max-age=0')
    await expect.poll(async () => status(await read(path))).toMatch(/^heliograph;hit;ttl=[1-9]\d*$/)
    expect((await asked()).length).toBeGreaterThan(0)
  })

  it('is in the log, for a program and for a person', async () => {
    const tag = crypto.randomUUID()
    await purge({ tags: [tag] })
    const authorization = 'Bearer test-admin-token'
    const { purges } = await (await read('/-/admin/purges', { headers: { authorization } })).json<{
      purges: unknown[]
    }>()
    expect(purges[0]).toMatchObject({ route: '/-/admin/purge', scope: 'tags', first: [tag] })
    const page = await read('/-/admin/purges', { headers: { authorization, accept: 'text/html' } })
    expect(await page.text()).toContain(`<code>${tag}</code>`)
    expect((await read('/-/admin/purges')).status).toBe(401)
  })

  it('is refused without the token, and then purges nothing', async () => {
    const path = unseen(ARTICLE)
    await text(path)
    expect((await purge({ purge_everything: true }, 'wrong')).status).toBe(401)
    expect((await read('/-/admin/purge', { method: 'POST' })).status).toBe(401)
    expect(await kept(path)).toBe(true)
  })

  it.each([
    ['{', 'body'],
    [{ file: ['/'] }, 'file'],
    [{ files: '/' }, 'files'],
    [{ files: ['/', 3] }, 'files[1]'],
    [{ prefixes: [] }, 'prefixes'],
    [{ files: ['/'], purge_everything: true }, 'files'],
    [{ purge_everything: false }, 'purge_everything'],
    [{ files: ['/', 'https://no address/'] }, 'files[1]'],
  ])('with the body %j is refused by the name of the field', async (body, field) => {
    const answer = await purge(body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ success: false, errors: [{ field }] })
  })
})

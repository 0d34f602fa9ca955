import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, test } from 'vitest'
import type { Explanation } from '../../src/admin/explain.ts'
import { admin } from '../../src/admin/routes.ts'
import { filtersFor } from '../../src/filters/site.ts'
import { FIRST } from '../../src/rewrite/pass/marks.ts'
import { parseSite } from '../../src/site.ts'
import { asked, read, setFault, unseen } from '../mirror/demo.ts'
import { articlePath, inEdition } from '../origin/paper.ts'
import { stores } from './stores.ts'

const TOKEN = 'test-admin-token'
const bearer = { authorization: `Bearer ${TOKEN}` }
const basic = (user: string, password: string) => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` })
const address = (url: string, more = '') => `/-/admin/explain?url=${encodeURIComponent(url)}${more}`
const ask = (url: string, headers: Record<string, string> = bearer, more = '') =>
  read(address(url, more), { headers })
const explained = async (url: string): Promise<Explanation> => (await ask(url)).json()
const stored = (path: string) => env.PAGES.get(`page:https://www.lantern.example${path}`)

/** An article of the English edition. */
const [english] = inEdition('en')
if (english === undefined) throw new Error('the paper has no article')
const ARTICLE = articlePath(english)

beforeEach(async () => {
  await setFault('*', 'none')
  await asked()
})

describe('an article that is explained', () => {
  it('tells what was removed, by which rule of which list and line', async () => {
    const { status, media, removed, dropped } = await explained(unseen(ARTICLE))
    expect([status, media]).toEqual([200, 'html'])
    expect(removed).toContainEqual({
      ...{ rule: '[id^="taboola"]', list: 'site', line: null, tag: 'div' },
      ...{ outcome: 'removed', count: expect.any(Number) },
    })
    expect(removed.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['.OUTBRAIN', '.newsletter', '.share']),
    )
    const [listed] = removed.filter(({ list }) => list === 'heliograph.txt')
    expect(listed).toMatchObject({ line: expect.any(Number), rule: expect.stringMatching(/^##/) })
    expect(dropped).toMatchObject({ script: expect.any(Number), link: expect.any(Number) })
    expect(dropped.script).toBeGreaterThan(5)
    expect(dropped).not.toHaveProperty('noscript')
    expect(dropped).not.toHaveProperty('div')
  })

  it('tells what was relinked, what was refused and why, and what it cost', async () => {
    const { relinked, refused, refusals, calls, bytes, ms } = await explained(unseen(ARTICLE))
    expect(relinked.byAttribute.href).toBeGreaterThan(3)
    expect(relinked.total).toBe(Object.values(relinked.byAttribute).reduce((a, b) => a + b, 0))
    const own = relinked.samples.filter(({ before }) => before.startsWith('https://www.lantern.example/'))
    expect(own.length).toBeGreaterThan(0)
    for (const { after } of own) expect(after).toMatch(/^\//)
    expect(refused).toContainEqual(
      expect.objectContaining({
        tag: 'a',
        attribute: 'href',
        address: 'javascript:window.print()',
        reason: 'unsafe',
      }),
    )
    expect(refusals).toBeGreaterThanOrEqual(refused.length)
    expect(calls).toBeGreaterThan(20)
    expect(bytes.in).toBeGreaterThan(bytes.out / 2)
    expect(ms).toEqual({ fetch: expect.any(Number), rewrite: expect.any(Number) })
  })

  it('counts the calls of a reader’s page, and not those that explaining takes', async () => {
    const url = unseen(ARTICLE)
    const [once, again] = [await explained(url), await explained(url)]
    expect(once.calls).toBe(again.calls)
    expect(once.calls).toBeLessThan(once.relinked.total + 400)
  })

  it('is not stored, by any of its views, while the same page is stored when it is read', async () => {
    const path = unseen(ARTICLE)
    for (const more of ['', '&format=json', '&view=page']) {
      expect((await ask(path, { ...bearer, accept: 'text/html' }, more)).status).toBe(200)
    }
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(await stored(path)).toBeNull()
    expect((await read(path)).headers.get('cache-status')).toMatch(/fwd=uri-miss/)
    await expect.poll(() => stored(path)).not.toBeNull()
  })

  it('is asked for once, and the paper learns nothing of the token', async () => {
    const path = unseen(ARTICLE)
    await asked()
    await explained(path)
    const seen = await asked()
    expect(seen).toHaveLength(1)
    expect(JSON.stringify(seen)).not.toMatch(/authorization|test-admin-token/i)
  })

  it.each(['https://www.lantern.example', 'https://mirror.test', ''])(
    'may be named by %s and a path',
    async origin => {
      const path = ARTICLE
      expect((await explained(`${origin}${path}`)).url).toBe(`https://www.lantern.example${path}`)
    },
  )

  it('of another host of the paper is explained too', async () => {
    const { url, media } = await explained('https://static.lantern.example/css/theme.css')
    expect([url, media]).toEqual(['https://static.lantern.example/css/theme.css', 'css'])
  })
})

describe('the page for people', () => {
  const html = { ...bearer, accept: 'text/html' }

  it('is kept and indexed by nobody, runs nothing, and shows nothing but the mirror in its frame', async () => {
    const response = await ask(ARTICLE, html)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-robots-tag')).toBe('noindex')
    const csp = response.headers.get('content-security-policy')
    expect(csp).toContain("default-src 'none'")
    expect(csp).toContain("frame-src 'self'")
    expect(csp).toContain("frame-ancestors 'none'")
    expect(csp).not.toContain('script-src')
    const page = await response.text()
    expect(page).toMatch(/<iframe [^>]*sandbox="allow-same-origin"/)
    expect(page).not.toContain('<script')
    expect(page).toContain('[id^=&quot;taboola&quot;]')
  })

  it('shows what was removed in its place, outlined, and still runs nothing and fetches nothing from elsewhere', async () => {
    const path = unseen(ARTICLE)
    const response = await ask(path, html, '&view=page')
    const page = await response.text()
    const csp = response.headers.get('content-security-policy')
    expect(csp).toContain("frame-ancestors 'self'")
    expect(csp).toContain('sandbox allow-same-origin')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const outline = / data-heliograph-removed="([^"]*)" style="outline:[^"]*" class="OUTBRAIN"/.exec(
      page,
    )?.[1]
    expect(outline).toContain('site .OUTBRAIN')
    // It has gone already when a list would ask.
    expect(outline).not.toContain('heliograph.txt')
    expect(page.replace(/<!--[\s\S]*?-->/g, '')).not.toMatch(
      /<script|<iframe|\son\w+=|\ssrc="(https?:)?\/\//i,
    )
    expect(page).not.toContain(FIRST)
    const plain = await (await read(path)).text()
    expect(plain).not.toContain('OUTBRAIN')
    expect(plain).not.toContain('data-heliograph')
  })

  it('opens with Basic and the token as password, whoever the user is', async () => {
    for (const user of ['', 'anybody']) expect((await ask('/en/', basic(user, TOKEN))).status).toBe(200)
  })
})

describe('nobody else', () => {
  test.each([
    ['no token', {}],
    ['a wrong one', { authorization: 'Bearer wrong' }],
    ['a wrong password', basic('admin', 'wrong')],
    ['the token as user', basic(TOKEN, '')],
    ['more than the token', basic('admin', `${TOKEN}x`)],
    ['Basic that is no pair', { authorization: `Basic ${btoa(TOKEN)}` }],
  ])('is told anything: %s', async (_, headers) => {
    const response = await ask('/en/', headers)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe(
      'Basic realm="Heliograph", charset="UTF-8", Bearer realm="heliograph"',
    )
    expect(await asked()).toHaveLength(0)
  })

  it('purges with Basic, which a browser would send by itself', async () => {
    const response = await read('/-/admin/purge', {
      method: 'POST',
      headers: basic('admin', TOKEN),
      body: '{"purge_everything":true}',
    })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).not.toContain('Basic')
  })
})

describe('an address', () => {
  test.each([
    ['', 400],
    ['lantern', 400],
    ['//www.lantern.example/', 400],
    ['ftp://www.lantern.example/', 400],
    ['javascript:alert(1)', 400],
    ['https://user:secret@www.lantern.example/', 400],
    ['/-/health', 400],
    ['https://elsewhere.example/', 403],
    ['/-/elsewhere.example/', 403],
    ['http://169.254.169.254/', 403],
    ['http://localhost/', 403],
  ])('"%s" is answered with %i, and the paper is not asked', async (url, status) => {
    const response = await ask(url)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ status, detail: expect.any(String) })
    expect(await asked()).toHaveLength(0)
  })

  it('that is none is answered with what to do', async () => {
    const { detail } = await (await ask('lantern')).json<{ detail: string }>()
    expect(detail).toContain('?url=https://www.lantern.example/')
  })

  it('of a page that the paper does not give is answered with why', async () => {
    const response = await ask(`${unseen('/en/world.html')}&fault=500`)
    expect([response.status, (await response.json<{ error: string }>()).error]).toEqual([
      502,
      'origin-broken',
    ])
  })
})

describe('what a hostile page holds', () => {
  const EVIL = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
  const parsed = parseSite({ origin: 'https://www.paper.example', remove: ['[title*="<b>"]', 'p'] })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const escaped = EVIL.replaceAll('"', '&quot;')
  const page = `<!doctype html><html><head><title>x</title></head><body>
    <div title="<b>">advert</div>
    <p>never closed
    <a href="javascript:${escaped}">a</a><a href="https://www.paper.example/${escaped}">b</a>
    <img src="https://elsewhere.example/${escaped}"></body></html>`
  const app = admin({
    ...{ token: TOKEN, site: parsed.site, now: () => Date.now(), filters: filtersFor(parsed.site) },
    ...stores(),
    fetch: async () => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  })
  const shown = async (more = '') => {
    const url = `https://mirror.example${address(`/${EVIL}`, more)}`
    return (await app.fetch(new Request(url, { headers: { ...bearer, accept: 'text/html' } }))).text()
  }

  it('is text in its explanation', async () => {
    const html = await shown()
    expect(html).toContain('javascript:&quot;&gt;&lt;img src=x onerror=alert(1)&gt;')
    expect(html).toContain('[title*=&quot;&lt;b&gt;&quot;]')
    expect(html).not.toMatch(/<img|<script|<b>&quot;/i)
  })

  it('cannot leave a label', async () => {
    const html = await shown('&view=page')
    expect(html).toContain('<div data-heliograph-removed="site [title*=&quot;&lt;b&gt;&quot;]"')
    expect(html).not.toMatch(/<script|onerror=(?!alert\(1\)&gt;|alert\(1\)%3E)/i)
  })
})

describe('a rule that would have taken the article', () => {
  const words = 'A lantern on every doorstep. '.repeat(2000)
  const page = `<!doctype html><title>x</title><div class="ad-frame"><p>${words}</p></div><p>The end.</p>`
  const parsed = parseSite({ origin: 'https://www.paper.example' })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const app = admin({
    ...{ token: TOKEN, site: parsed.site, now: () => Date.now(), filters: filtersFor(parsed.site) },
    ...stores(),
    fetch: async () => new Response(page, { headers: { 'content-type': 'text/html; charset=gbk' } }),
  })
  const got = (more: string) =>
    app.fetch(new Request(`https://mirror.example${address('/a', more)}`, { headers: bearer }))

  it('is told with what it would have taken, and nothing is said to be removed', async () => {
    const { removed, kept } = await (await got('')).json<Explanation>()
    expect(removed).toEqual([])
    expect(kept).toContainEqual(
      expect.objectContaining({
        rule: '##.ad-frame',
        list: 'heliograph.txt',
        tag: 'div',
        outcome: 'too much',
      }),
    )
  })

  it('has its label in the page', async () => {
    const html = await (await got('&view=page')).text()
    expect(html).toMatch(/<div data-heliograph-kept="heliograph\.txt:\d+ ##\.ad-frame"/)
    expect(html).not.toContain('data-heliograph-removed="')
    expect(html).toContain(words)
  })
})

import { describe, expect, it } from 'vitest'
import { rewriteBody } from '../../src/rewrite/body.ts'
import { checksBrowsers, evidence, isGarbage, isTiny } from '../../src/rewrite/challenge.ts'
import { resolveSite } from '../../src/sites/index.ts'
import { streamOf } from '../../src/stream.ts'

const page = (head: string, body: string) =>
  `<!doctype html><html><head><title>t</title>${head}</head><body>${body}</body></html>`

const CHECKS = [
  ['reloads and asks', page('<meta http-equiv="refresh" content="5">', '<p>Enable JavaScript and cookies.')],
  [
    'asks and leaves all to a script',
    page('', '<script src="/x.js"></script><noscript>启用 JavaScript 和 Cookie</noscript>'),
  ],
  ['has a riddle and leads nowhere', page('<script src="/x"></script>', '<div class="x-captcha"></div>')],
  [
    'reloads, with a script',
    page("<meta content-x http-equiv=refresh content='3'>", '<script>go()</script>wait'),
  ],
] as const

const NONE = [
  [
    'reloads every ten minutes, as fronts do',
    page('<meta http-equiv="refresh" content="600">', '<a href="/1">one</a>'),
  ],
  [
    'moves on to another address',
    page('<meta http-equiv="refresh" content="0;url=/new">', '<script>x</script><a href="/new">'),
  ],
  [
    'is made by a script alone',
    page('<script src="/app.js"></script>', '<noscript>You need JavaScript.</noscript>'),
  ],
  [
    'tells of cookies, with links',
    page('<script></script>', '<p>We use cookies and JavaScript. <a href="/p">More</a>'),
  ],
  [
    'has a riddle beside its comments',
    page('<script></script>', '<div class="g-recaptcha"></div><a href="/1">one</a>'),
  ],
] as const

describe('a page checks browsers', () => {
  it.each(CHECKS)('where it %s', (_, html) => {
    expect(evidence(html).length).toBeGreaterThan(1)
    expect(checksBrowsers(html)).toBe(true)
  })

  it.each(NONE)('not where it %s', (_, html) => expect(checksBrowsers(html)).toBe(false))

  it('not where it has many words, whatever else it has', () => {
    for (const [, html] of CHECKS) {
      expect(checksBrowsers(html.replace('</body>', `<p>${'word '.repeat(400)}</body>`))).toBe(false)
      expect(checksBrowsers(html.replace('</body>', `<script>${'word '.repeat(400)}</script></body>`))).toBe(
        true,
      )
    }
  })

  it('not where it is long', () => {
    for (const [, html] of CHECKS) expect(checksBrowsers(html + ' '.repeat(40_000))).toBe(false)
  })
})

const parsed = resolveSite({ SITE: 'demo' })
if (!parsed.ok) throw new Error('the demo site is broken')
const { site } = parsed
const kindOf = async (html: string, more: object = { expected: true }) => {
  const original = {
    url: 'https://www.lantern.example/1.html',
    media: 'html',
    contentType: 'text/html',
  } as const
  const rewritten = await rewriteBody({ ...original, body: streamOf(html), site, ...more })
  return rewritten.kind
}
const ARTICLE = '<div class="article_body"><p>One word.</p></div>'

describe('a page in the place of the one that was asked for', () => {
  it.each(CHECKS)('is a challenge where it %s, and never where it has the article', async (_, html) => {
    expect(await kindOf(html)).toBe('challenge')
    expect(await kindOf(html.replace('</body>', `${ARTICLE}</body>`))).toBe('rewritten')
  })

  it('is next to nothing where the site names its article, and it has neither that nor a link', async () => {
    expect(await kindOf('<!doctype html><p>hello')).toBe('tiny')
    expect(await kindOf(`<!doctype html>${ARTICLE}`)).toBe('rewritten')
    expect(await kindOf('<!doctype html><p><a href="/1">one</a>')).toBe('rewritten')
    const { article: _, ...generic } = site
    expect(await kindOf('<!doctype html><p>hello', { expected: true, site: generic })).toBe('rewritten')
  })

  it('is garbage where it is no text', async () => {
    expect(await kindOf(`${'\u0000\u0001\u0002'.repeat(20)}${'x'.repeat(100)}`)).toBe('garbage')
  })

  it('is not looked for in the page of an error', async () => {
    for (const html of [...CHECKS.map(([, html]) => html), 'hello', '\u0001\u0002'])
      expect(await kindOf(html, {})).toBe('rewritten')
  })
})

describe('what is no text', () => {
  const bytes = (...given: number[]) => new Uint8Array(given)

  it('has many bytes that no text has; a slip is none', () => {
    const text = new TextEncoder().encode('<p>word\t\r\n\f'.repeat(20))
    expect(isGarbage(text)).toBe(false)
    expect(isGarbage(new Uint8Array([...text, 0, 8]))).toBe(false)
    expect(isGarbage(bytes(0x1f, 0x8b, 0x08, 0, 0))).toBe(true)
    expect(isGarbage(bytes())).toBe(false)
  })

  it('is no page in an encoding of its own', () => {
    const big5 = bytes(0xa4, 0xa4, 0xa4, 0xe5, 0xb3, 0xf8)
    const jis = bytes(0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42)
    for (const each of [big5, jis]) expect(isGarbage(each)).toBe(false)
  })

  it('is next to nothing where it is short and leads nowhere', () => {
    expect([isTiny('<p>hello'), isTiny('<p><img src=x>'), isTiny('x'.repeat(600))]).toEqual([
      true,
      false,
      false,
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { rewriteHtml } from '../../src/rewrite/html.ts'
import { isRelocated } from '../../src/rewrite/page.ts'
import { parseSite } from '../../src/site.ts'
import { left, taken } from './taken.ts'

const parsed = parseSite({
  name: 'The Lantern',
  origin: 'https://www.lantern.example',
  hosts: ['img.lantern.example'],
})
if (!parsed.ok) throw new Error('the site is broken')
const { site } = parsed

/** What stays where something was removed; `scars.test.ts` says why. */
const SCAR = '<!---->'

async function rewritten(html: string): Promise<string> {
  const body = new Response(html).body as ReadableStream<Uint8Array>
  const url = 'https://www.lantern.example/a'
  const source = { url, site, charset: 'UTF-8', relocated: isRelocated(url, site), whole: false }
  return (await new Response(rewriteHtml(body, source)).text()).replaceAll(SCAR, '')
}
const link = (href: string, where: string) =>
  `<p class="heliograph-frame"><a href="${href}" rel="noreferrer nofollow">▶ ${where}</a></p>`
const FITTING = 'style="max-width:100%;height:auto;"'
const WIDE = 'style="display:block;width:100%;height:auto;"'
const count = (text: string, part: string) => text.split(part).length - 1

describe('a picture of AMP', () => {
  test.each([
    [
      `<amp-img src='https://img.lantern.example/a.jpg' srcset="//img.lantern.example/b.jpg 2x" width=100 height=50></amp-img>`,
      `<img src="/-/img.lantern.example/a.jpg" srcset="/-/img.lantern.example/b.jpg 2x" width="100" height="50" ${FITTING}>`,
    ],
    [
      '<amp-img src="/a.jpg" alt=\'"A" &amp; B\' class="i-amphtml-layout-responsive wide" layout=responsive width=1 height=1></amp-img>',
      `<img src="/a.jpg" alt="&quot;A&quot; &amp; B" width="1" height="1" class="wide" ${WIDE}>`,
    ],
    [
      '<amp-anim src="/a.gif" style="width:9px" layout="fixed-height" height=40></amp-anim>',
      '<img src="/a.gif" height="40" style="max-width:100%;width:9px">',
    ],
  ])('is a plain one: %s', async (html, expected) => {
    expect(await rewritten(`<p>${html}</p>`)).toBe(`<p>${expected}</p>`)
  })

  test.each([
    '<amp-img src="/a.jpg"><noscript><img src="https://www.lantern.example/a.jpg"></noscript></amp-img>',
    '<amp-img src="/a.jpg"><img class="i-amphtml-fill-content i-amphtml-replaced-content" src="/a.jpg"></amp-img>',
    '<amp-img src="/a.jpg"><img placeholder src="/small.jpg"></amp-img>',
    '<amp-img src="/a.jpg"><amp-img placeholder src="/small.jpg"></amp-img></amp-img>',
    '<amp-img src="/a.jpg"><amp-img fallback src="/b.jpg"></amp-img><div fallback>gone</div></amp-img>',
    '<amp-anim src="/a.jpg"><amp-img placeholder src="/small.jpg"></amp-img></amp-anim>',
  ])('is shown once: %s', async html => {
    const out = await rewritten(`<div>${html}<p>x</p></div>`)
    expect(out.replace(/ style="[^"]*"/, '')).toBe('<div><img src="/a.jpg"><p>x</p></div>')
  })

  test('is shown each time that the page has it', async () => {
    const out = await rewritten('<amp-img src="/a.jpg"></amp-img><img src="/a.jpg"><input placeholder="b">')
    expect(count(out, 'src="/a.jpg"')).toBe(2)
    expect(out).toContain('placeholder="b"')
    const elsewhere = '<amp-img src="/a.jpg"></amp-img><noscript><img src="/b.jpg"></noscript>'
    expect(await rewritten(elsewhere)).toContain('<img src="/b.jpg">')
  })

  test('waits in the place of what only a link stands for', async () => {
    const html =
      '<amp-iframe src="/f" width=9 height=9><amp-img placeholder src="/a.jpg"></amp-img></amp-iframe>'
    expect(await rewritten(html)).toBe(`${link('/f', 'The Lantern')}<img src="/a.jpg" ${FITTING}>`)
  })

  test('takes nothing along where it was never closed, and changes no other end tag', async () => {
    const out = await rewritten('<div><amp-img src="/a.jpg"><p>x</p></div><p>y</p>')
    expect(out).toBe(`<div><img src="/a.jpg" ${FITTING}><p>x</p></div><p>y</p>`)
  })

  test.each([
    '<amp-img src="https://evil.example/a.jpg" srcset="//evil.example/b 2x"></amp-img>',
    '<amp-video poster="//evil.example/a.jpg" width=1 height=1 src="//evil.example/b"></amp-video>',
    '<amp-img style="background:url(//evil.example/a)" src="/a.jpg"></amp-img>',
    '<noscript><amp-img src="//evil.example/a.jpg"></amp-img></noscript>',
    '<svg><amp-img src="//evil.example/a.jpg"></amp-img></svg>',
    '<amp-img src="/a.jpg" [src]="\'//evil.example/a.jpg\'" data-src2="//evil.example/b" onerror="evil.example"></amp-img>',
  ])('is not fetched from elsewhere: %s', async html => {
    expect(await rewritten(html)).not.toContain('evil.example')
  })

  test('writes nothing that ends its own attributes', async () => {
    const out = await rewritten(`<amp-img src="/a.jpg" alt='"><script>x</script>'></amp-img>`)
    expect(out).toBe(`<img src="/a.jpg" alt="&quot;><script>x</script>" ${FITTING}>`)
  })

  test('does not end a drawing', async () => {
    expect(await rewritten('<svg><amp-img src="/a.jpg"></amp-img><path d="M0"/></svg>')).not.toContain('<img')
  })

  test('that is only counted is not shown, and one that a rule takes goes', async () => {
    expect(await rewritten('<amp-img src="/a.gif" width=1 height=1></amp-img>')).toBe('')
    expect(await rewritten('<amp-img src="/a.gif" layout="nodisplay"></amp-img>')).toBe('')
    expect(await left('<p>a</p><amp-img class=ad src="/a.jpg"></amp-img><p>b</p>')).toBe('<p>a</p><p>b</p>')
    const { outcomes } = await taken('<amp-img class=ad src="/a.jpg"></amp-img>')
    expect(outcomes).toEqual(['removed'])
  })

  test('keeps its words in a page of another encoding', async () => {
    const bytes = Uint8Array.from('<amp-img src="/a.jpg" alt="caf\xe9"></amp-img>', c => c.charCodeAt(0))
    const body = new Response(bytes).body as ReadableStream<Uint8Array>
    const url = 'https://www.lantern.example/a'
    const source = { url, site, charset: 'windows-1252', relocated: false, whole: false }
    const out = new Uint8Array(await new Response(rewriteHtml(body, source)).arrayBuffer())
    expect(new TextDecoder('windows-1252').decode(out)).toContain('alt="caf&#233;"')
  })
})

describe('a player of AMP', () => {
  test.each([
    [
      '<amp-video src="//img.lantern.example/a.mp4" poster="/a.jpg" layout=responsive width=16 height=9 autoplay></amp-video>',
      `<video src="/-/img.lantern.example/a.mp4" width="16" height="9" poster="/a.jpg" ${WIDE} controls=""></video>`,
    ],
    [
      '<amp-video><source src="//img.lantern.example/a.mp4" type="video/mp4"><div fallback>x</div></amp-video>',
      `<video ${FITTING} controls=""><source src="/-/img.lantern.example/a.mp4" type="video/mp4"></video>`,
    ],
    [
      '<amp-audio width=auto src="/a.mp3"></amp-audio>',
      '<audio src="/a.mp3" width="auto" controls=""></audio>',
    ],
    [
      '<amp-video src="//other.example/a.mp4"></amp-video>',
      link('https://other.example/a.mp4', 'other.example'),
    ],
    [
      '<amp-video><source src="//other.example/a.mp4"></amp-video>',
      `<video ${FITTING} controls=""><source></video>${link('https://other.example/a.mp4', 'other.example')}`,
    ],
  ])('is a plain one: %s', async (html, expected) => {
    expect((await rewritten(`<div>${html}</div>`)).replace('<source >', '<source>')).toBe(
      `<div>${expected}</div>`,
    )
  })

  test('that has become a link takes nothing along', async () => {
    expect(await rewritten('<div><amp-video src="//other.example/a.mp4"><p>x</p></div><p>y</p>')).toBe(
      `<div>${link('https://other.example/a.mp4', 'other.example')}<p>x</p></div><p>y</p>`,
    )
  })

  test('that was never closed ends with what it stands in', async () => {
    expect(await rewritten('<div><amp-video src="/a.mp4"></div><p>y</p>')).toBe(
      `<div><video src="/a.mp4" ${FITTING} controls=""></div></video><p>y</p>`,
    )
  })
})

describe('what AMP takes from elsewhere', () => {
  const page = (html: string, amp = '⚡') => `<html ${amp}><body>${html}</body></html>`

  test.each([
    [
      '<amp-iframe src="https://map.example/1" layout=responsive width=1 height=1></amp-iframe>',
      'https://map.example/1',
    ],
    [
      '<amp-youtube data-videoid="a1&amp;b" layout=responsive width=1 height=1></amp-youtube>',
      'https://www.youtube.com/watch?v=a1&amp;b',
    ],
    ['<amp-vimeo data-videoid="1"></amp-vimeo>', 'https://vimeo.com/1'],
    ['<amp-facebook data-href="https://social.example/1"></amp-facebook>', 'https://social.example/1'],
    ['<amp-video-iframe src="//film.example/1"></amp-video-iframe>', 'https://film.example/1'],
  ])('is a link: %s', async (html, href) => {
    for (const amp of ['⚡', 'amp', 'lang=en amp=""']) {
      const out = await rewritten(page(html, amp))
      expect(out).toBe(page(link(href, new URL(href).host), amp))
    }
  })

  test('is nothing where it has no address, or nobody was to see it', async () => {
    for (const html of [
      '<amp-youtube></amp-youtube>',
      '<amp-youtube data-videoid=" "></amp-youtube>',
      '<amp-facebook data-href="javascript:alert(1)"></amp-facebook>',
      '<amp-iframe src="https://tag.example/" width=1 height=1></amp-iframe>',
      '<i-amphtml-sizer style="display:block;padding-top:56%"><img src="data:image/svg+xml,x"></i-amphtml-sizer>',
    ])
      expect(await rewritten(page(html))).toBe(page(''))
  })

  test('keeps the words in it', async () => {
    const html = '<amp-twitter data-tweetid=1><blockquote placeholder>said</blockquote></amp-twitter>'
    expect(await rewritten(page(html))).toBe(
      page(`${link('https://x.com/i/status/1', 'x.com')}<blockquote placeholder>said</blockquote>`),
    )
  })
})

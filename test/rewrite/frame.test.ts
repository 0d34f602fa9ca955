import { describe, expect, it } from 'vitest'
import { rewriteHtml } from '../../src/rewrite/html.ts'
import { parseSite } from '../../src/site.ts'
import { hostTags } from '../../src/tags.ts'

const parsed = parseSite({
  name: 'The Paper',
  origin: 'https://www.paper.example',
  hosts: ['img.paper.example'],
})
if (!parsed.ok) throw new Error('the site is broken')
const { site } = parsed
const tags = hostTags('key')

/** What stays where something was removed; `scars.test.ts` says why. */
const SCAR = '<!---->'

async function rewritten(html: string, given = {}): Promise<string> {
  const body = new Response(html).body as ReadableStream<Uint8Array>
  const source = {
    url: 'https://www.paper.example/a',
    site,
    charset: 'UTF-8',
    relocated: false,
    whole: false,
  }
  return (await new Response(rewriteHtml(body, { ...source, ...given })).text()).replaceAll(SCAR, '')
}
const link = (href: string, where: string) =>
  `<p class="heliograph-frame"><a href="${href}" rel="noreferrer nofollow">▶ ${where}</a></p>`

describe('a frame', () => {
  it.each([
    [
      '<iframe src="https://player.example/1?a&amp;b"></iframe>',
      link('https://player.example/1?a&amp;b', 'player.example'),
    ],
    ['<iframe data-src="//player.example/1">x</iframe>', link('https://player.example/1', 'player.example')],
    ['<iframe src="/embed/1"></iframe>', link('/embed/1', 'The Paper')],
    ['<embed src="https://www.paper.example/film">', link('/film', 'The Paper')],
    ['<frameset cols="1"><frame src="/b"></frameset>', `${link('/b', 'The Paper')}`],
  ])('that shows something becomes a link that says where it leads: %s', async (html, expected) => {
    expect(await rewritten(html)).toBe(expected)
  })

  it.each([
    '<iframe src="https://tag.example/" width="0" height="0"></iframe>',
    '<iframe src="https://tag.example/" style="display:none"></iframe>',
    '<iframe src="https://tag.example/" hidden></iframe>',
    '<iframe src="about:blank"></iframe>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="&lt;p&gt;x"></iframe>',
    '<iframe></iframe>',
    '<noframes><img src="//evil.example/"></noframes>',
  ])('that nobody sees leaves nothing: %s', async html => {
    expect(await rewritten(`<p>a</p>${html}<p>b</p>`)).toBe('<p>a</p><p>b</p>')
  })
})

describe('what shows a page in small', () => {
  it('is on the mirror', async () => {
    const html = '<meta property="og:image" content="https://img.paper.example/b.png">'
    expect(await rewritten(html)).toBe('<meta property="og:image" content="/-/img.paper.example/b.png">')
  })

  it('is carried by a tag, or not named at all', async () => {
    const html = '<meta name="twitter:image" content="//cdn.example/b.png">'
    expect(await rewritten(html, { tags })).toContain(
      `content="/-/cdn.example~${tags.of('cdn.example')}/b.png"`,
    )
    expect(await rewritten(html)).toBe('')
  })

  it.each([
    '<meta property="og:image:width" content="600">',
    '<meta property="og:url" content="https://www.paper.example/a">',
  ])('is nothing that is only said of it: %s', async html => {
    expect(await rewritten(html)).toBe(html)
  })
})

describe('a player', () => {
  const away = link('https://other.example/v.mp4', 'other.example')

  it.each([
    ['<video controls src=https://other.example/v.mp4></video>', away],
    ['<audio data-src="//other.example/v.mp4">none</audio>', away],
    [
      '<video src=//other.example/v.mp4 poster=//img.paper.example/p.jpg></video>',
      `<video poster="/-/img.paper.example/p.jpg"></video>${away}`,
    ],
    [
      '<video><source src=//other.example/v.mp4><source src=//more.example/v.webm></video>',
      `<video><source><source></video>${away}`,
    ],
    ['<p><video><source src=//other.example/v.mp4></p>', `<p><video><source></p>${away}`],
    ['<noscript><video src=//other.example/v.mp4></video></noscript>', away],
  ])('of what the mirror does not carry says where that is: %s', async (html, expected) => {
    expect((await rewritten(html)).replaceAll(/ +(?=[ >])/g, '')).toBe(expected)
  })

  it.each([
    ['<video src=//img.paper.example/v.mp4></video>', '<video src="/-/img.paper.example/v.mp4"></video>'],
    [
      '<video><source src=//other.example/v.webm><source src=/v.mp4></video>',
      '<video><source><source src=/v.mp4></video>',
    ],
    ['<video src="blob:https://www.paper.example/1"></video>', '<video></video>'],
    ['<video hidden src=//other.example/v.mp4></video>', '<video hidden></video>'],
    ['<video></video><source src=//other.example/v.mp4>', '<video></video><source>'],
    [
      '<video src=/v.mp4></video><picture><source src=//other.example/p.jpg></picture>',
      '<video src=/v.mp4></video><picture><source></picture>',
    ],
  ])('of what it carries, or that nobody sees, gets no link: %s', async (html, expected) => {
    expect((await rewritten(html)).replaceAll(/ +(?=[ >])/g, '')).toBe(expected)
  })

  it('is carried by a tag as other things are', async () => {
    const out = await rewritten('<video src=//other.example/v.mp4></video>', { tags })
    expect(out).toBe(`<video src="/-/other.example~${tags.of('other.example')}/v.mp4"></video>`)
  })

  it('has its link where paths mean something else', async () => {
    const html = '<video><source src=//other.example/v.mp4></video><a href=/b>b</a>'
    const out = await rewritten(html, { url: 'https://img.paper.example/a', relocated: true })
    expect(out).toContain(away)
    expect(out).toContain('<a href="/-/img.paper.example/b">')
  })
})

describe('a model', () => {
  it.each([
    '<model src=//evil.example/x.usdz environmentmap=//evil.example/e.hdr></model>',
    '<model poster=//evil.example/p.png><source src=//evil.example/x.usdz></model>',
    '<noscript><model src=//evil.example/x.usdz></model></noscript>',
  ])('is not fetched: %s', async html => {
    const out = await rewritten(`<p>a</p>${html}<p>b</p>`)
    expect(out).not.toContain('evil.example')
    expect(out).not.toContain('<model')
  })

  it('leaves what stands in for it', async () => {
    const html = '<p>a<model src=/x.usdz><img src=/x.jpg></model>b</p>'
    expect(await rewritten(html)).toBe('<p>a<img src=/x.jpg>b</p>')
  })
})

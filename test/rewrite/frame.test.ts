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

import { describe, expect, it } from 'vitest'
import { rewriteBody } from '../../src/rewrite/body.ts'
import { parseSite } from '../../src/site.ts'

const parsed = parseSite({ origin: 'https://www.paper.example', remove: ['.ad'], unwrap: ['.shell'] })
if (!parsed.ok) throw new Error('the site is broken')
const { site } = parsed

async function rewritten(html: string): Promise<string> {
  const found = await rewriteBody({
    url: 'https://www.paper.example/a',
    media: 'html',
    contentType: 'text/html; charset=utf-8',
    body: new Response(html).body as ReadableStream<Uint8Array>,
    site,
  })
  if (found.kind !== 'rewritten') throw new Error(found.kind)
  return new Response(found.body).text()
}

/** Markup that a browser would act on, and that no handler has seen. */
const TAG = /<meta\s|<img\s+src=\/\/|<script|<iframe/i
const END = 'meta http-equiv=refresh content="0;url=//evil.example/">'

describe('the text around what was removed', () => {
  it.each([
    '<script></script>',
    '<iframe hidden></iframe>',
    '<embed>',
    '<link rel=preload>',
    '<meta name=referrer>',
    '<div class=ad></div>',
    '<b class=shell></b>',
    '<noscript></noscript>',
    '<noscript><img width=1 height=1 src=/x></noscript>',
    '<noscript>x</noscript>',
    '<img width=1 height=1 src=/x>',
    '<object></object>',
    '<form action="//evil.example/"></form>',
    '<math></math>',
  ])('does not join and become a tag: %s', async element => {
    expect(await rewritten(`<p>a</p><${element}${END}<p>b</p>`)).not.toMatch(TAG)
  })

  it('would be one, as a control', () => {
    expect(`<${END}`).toMatch(TAG)
  })
})

describe('a tag that a page leaves unfinished', () => {
  it.each([
    '<img src="//evil.example/a',
    "<img src='//evil.example/a",
    '<img src=//evil.example/a',
    '<script ',
    '<p onclick="x',
  ])('is not finished by what the mirror adds: %s', async html => {
    const page = await rewritten(`<p>a</p>${html}`)
    expect(page).toContain('<p>a</p>')
    expect(page).toContain('<footer class="heliograph-notice"')
    expect(page).not.toMatch(/src=["']?\/\/evil|<script|onclick/)
  })

  it.each([
    '<img src=//evil.example/a',
    '<img src="//evil.example/a',
    '<script',
    '<p onload="',
    '<!-- x',
    '<style>',
    '<textarea>',
    '<title>',
    '<a title="',
    '<svg><style>',
    '<![CDATA[',
    '<template>',
    '<table>',
  ])('in a noscript is not finished by what follows it: %s', async html => {
    const page = await rewritten(
      `<p>a</p><noscript>${html}</noscript>><p title='</textarea></title></style>--><${END}'>words</p>`,
    )
    const after = page.slice(page.lastIndexOf('<p title='))
    expect(after).toContain('words</p>')
    expect(page.slice(0, -after.length)).not.toMatch(/(src|onload)=["']?\/\/evil|<script[\s/>]/)
    // Everything that the fragment opened is closed before the page goes on.
    const fragment = page.slice(0, -after.length)
    for (const name of ['style', 'textarea', 'title', 'table', 'svg'])
      expect(fragment.split(`<${name}>`).length).toBeLessThanOrEqual(fragment.split(`</${name}>`).length)
    expect(fragment.split('<!--').length).toBeLessThanOrEqual(fragment.split('-->').length)
  })
})

describe('an element that was never closed', () => {
  it.each([
    ['<svg><set></svg><p>b</p>', '</svg>'],
    ['<div><a class=ad>x</div><p>b</p>', '</div>'],
    ['<section><portal>x</section><p>b</p>', '</section>'],
  ])('leaves the end tag of what it stood in: %s', async (html, end) => {
    const page = await rewritten(html)
    expect(page).toContain(end)
    expect(page).toContain('<p>b</p>')
  })

  it.each(['set', 'animate', 'portal', 'applet', 'frame', 'object'])(
    'does not take the page along: <%s>',
    async name => {
      const page = await rewritten(`<div><${name}><p>words</p></div><p>more</p>`)
      expect(page.replaceAll('<!---->', '')).toContain('<p>words</p></div><p>more</p>')
    },
  )

  it('does not take the page along where it is a frame', async () => {
    expect(await rewritten('<frame src=/b>words')).toContain('words')
  })
})

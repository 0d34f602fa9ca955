import { describe, expect, it } from 'vitest'
import { type Original, rewriteBody } from '../../src/rewrite/body.ts'
import { plainText } from '../../src/rewrite/plain.ts'
import { parseSite } from '../../src/site.ts'

const parsed = parseSite({ origin: 'https://www.paper.example' })
if (!parsed.ok) throw new Error('the site is broken')
const { site } = parsed

const streamOf = (html: string) => new Response(html).body as ReadableStream<Uint8Array>

const original = (html: string, way: Partial<Original> = {}): Original => ({
  url: 'https://www.paper.example/a',
  media: 'html',
  contentType: 'text/html; charset=utf-8',
  body: streamOf(html),
  site,
  ...way,
})

async function text(from: Original): Promise<string> {
  const rewritten = await rewriteBody(from)
  if (rewritten.kind !== 'rewritten') throw new Error(rewritten.kind)
  return new Response(rewritten.body).text()
}

const read = (html: string) => text(original(html, { careful: true }))

const link = '<a href="https://www.paper.example/b">c</a>'
const unparsable = [
  ['an iframe in a select', '<select><option>x<iframe src="//evil.example/"></iframe>'],
  ['a style in a select', '<select><style>@import "//evil.example/"</style>'],
  ['a noscript in a select', '<select><noscript><img src="//evil.example/"></noscript>'],
  [
    'a textual tag in a table in a select',
    '<table><select><tr><td><xmp><img src=//evil.example/></xmp></table>',
  ],
  ['a style in a frameset', '<frameset><style>x</style></frameset>'],
] as const

describe('markup that the parser gives up on', () => {
  it.each(unparsable)('%s does make it give up, as a control', async (_, markup) => {
    await expect(text(original(`<p>before</p>${markup}<p>after</p>`))).rejects.toThrow('Parser error')
  })

  it.each(unparsable)('%s leaves the reader the whole page, relinked and clean', async (_, markup) => {
    const page = await read(`<p>before</p>${markup}<p>after</p>${link}<img src="//evil.example/b.png">`)
    expect(page).toContain('<p>before</p>')
    expect(page).toContain('<p>after</p><a href="/b">c</a>')
    expect(page).not.toMatch(/evil\.example\/(?!b\.png)|<iframe/)
    expect(page).not.toContain('src="//evil')
  })

  it('that is nested too deeply for any try comes as words', async () => {
    const deep = `<p>before &amp; 前</p>${'<div>'.repeat(100_000)}<script>evil()</script><p>after</p><img src=//evil.example/>`
    const page = await read(deep)
    expect(page).toContain('<p>before &#38; &#21069;</p>')
    expect(page).toContain('<p>after</p>')
    expect(page).not.toContain('evil')
  })
})

describe('a page as words', () => {
  it('has the words of every block, and no markup but paragraphs', () => {
    const html =
      '<title>t</title><h1>A &lt;b&gt;</h1><p>B <b>c</b><br>d<!-- e --><script>f</script><p onclick=g>h<img src=i'
    expect(plainText(html)).toBe('<p>t</p>\n<p>A &#60;b&#62;</p>\n<p>B c</p>\n<p>d</p>\n<p>h</p>')
  })

  it.each([
    '<scr<script></script>ipt>x()</script>',
    '&lt;img src=x&gt;',
    '<<p>img src=x>',
    '<img src=x\n onerror=y',
  ])('never is markup again: %s', html => {
    expect(plainText(html).replaceAll(/<\/?p>/g, '')).not.toMatch(/[<>]/)
  })
})

import { describe, expect, it } from 'vitest'
import { deliver } from '../../src/delivery.ts'
import { rewriteBody } from '../../src/rewrite/body.ts'
import { plainText } from '../../src/rewrite/plain.ts'
import { parseSite } from '../../src/site.ts'

const parsed = parseSite({ origin: 'https://www.paper.example' })
if (!parsed.ok) throw new Error('the site is broken')
const { site } = parsed

const streamOf = (html: string) => new Response(html).body as ReadableStream<Uint8Array>

async function rewritten(html: string) {
  const found = await rewriteBody({
    url: 'https://www.paper.example/a',
    media: 'html',
    contentType: 'text/html; charset=utf-8',
    body: streamOf(html),
    site,
  })
  if (found.kind !== 'rewritten') throw new Error(found.kind)
  return found
}

/** A page as its reader gets it, and what there is to keep of it. */
async function delivered(html: string) {
  const { body, second } = await rewritten(html)
  const { toReader, collected } = deliver(body, 5_000_000, second)
  return { page: await new Response(toReader).text(), collected: await collected }
}

const link = '<a href="https://www.paper.example/b">c</a>'
const unparsable = [
  ['an iframe in a select', '<select><option>x<iframe src="//evil.example/" hidden></iframe>'],
  ['a style in a select', '<select><style>@import "//evil.example/"</style>'],
  ['a noscript in a select', '<select><noscript><img src="//evil.example/"></noscript>'],
  [
    'an iframe in a table in a select',
    '<table><select><tr><td><iframe src=//evil.example/ hidden></iframe></table>',
  ],
  ['a style in a frameset', '<frameset><style>x</style></frameset>'],
] as const

describe('markup that the parser gives up on', () => {
  it.each(unparsable)('%s does make it give up, as a control', async (_, markup) => {
    const { body } = await rewritten(`<p>before</p>${markup}<p>after</p>`)
    await expect(new Response(body).text()).rejects.toThrow('Parser error')
  })

  it.each(unparsable)('%s leaves the reader the whole page, relinked and clean', async (_, markup) => {
    const html = `<p>before</p>${markup}<p>after</p>${link}<img src="//evil.example/b.png">`
    const { page, collected } = await delivered(html)
    expect(collected).toEqual({ kind: 'whole', bytes: new TextEncoder().encode(page) })
    expect(page).toContain('<p>before</p>')
    expect(page).toContain('<p>after</p><a href="/b">c</a>')
    expect(page).not.toMatch(/evil\.example\/(?!b\.png)|<iframe/)
    expect(page).not.toContain('src="//evil')
  })

  it('is read on where it ended, also when much of the page has been sent already', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `<p>line ${n}</p>${link}`).join('')
    const { page, collected } = await delivered(`${lines}<select><style>x</style></select><p>the end</p>`)
    expect(page.match(/<p>line \d+<\/p><a href="\/b">c<\/a>/g)).toHaveLength(20_000)
    expect(page).toContain('<p>the end</p>')
    expect(collected).toMatchObject({ kind: 'whole' })
  })

  it('that is nested too deeply for any try comes as words', async () => {
    const deep = `<p>before &amp; 前</p>${'<div>'.repeat(100_000)}<script>evil()</script><p>after</p><img src=//evil.example/>`
    const { page, collected } = await delivered(deep)
    expect(collected).toEqual({ kind: 'unreadable' })
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

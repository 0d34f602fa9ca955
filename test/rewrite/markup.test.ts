import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { deliver } from '../../src/delivery.ts'
import { continued, endOfAll } from '../../src/rewrite/ambiguity.ts'
import { rewriteBody } from '../../src/rewrite/body.ts'
import { plainRest, plainText } from '../../src/rewrite/plain.ts'
import { parseSite, type Site } from '../../src/site.ts'

function siteOf(rules: object = {}): Site {
  // Without a selector there is nothing for the parser to do.
  const parsed = parseSite({ origin: 'https://www.paper.example', article: 'img', ...rules })
  if (!parsed.ok) throw new Error('the site is broken')
  return parsed.site
}

const streamOf = (html: string) => new Response(html).body as ReadableStream<Uint8Array>

async function rewritten(html: string, site = siteOf()) {
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
async function delivered(html: string, site?: Site) {
  const { body, second } = await rewritten(html, site)
  const { toReader, collected } = deliver(body, 5_000_000, second)
  return { page: await new Response(toReader).text(), collected: await collected }
}

/** What is kept of a page. */
async function kept(html: string, site?: Site) {
  const { collected } = await delivered(html, site)
  return collected.kind === 'whole' ? new TextDecoder().decode(collected.bytes) : collected.kind
}

/** How much of a page is sent before the parser gives up, as its reader gets it. */
async function sentOf(html: string, site?: Site) {
  const { body } = await rewritten(html, site)
  const asked = Promise.withResolvers<string>()
  deliver(body, 5_000_000, async (_, sent) => {
    asked.resolve(new TextDecoder().decode(sent))
    return undefined
  })
  return asked.promise
}

/** Enough paragraphs that much of a page has been sent before its end; and which of them there are in a page. */
const lines = Array.from({ length: 9000 }, (_, n) => `<p>w${n}</p>`).join('')
const numbers = (page: string) => [...page.matchAll(/<p>w(\d+)<\/p>/g)].map(([, n]) => Number(n))
const everyNumber = Array.from({ length: 9000 }, (_, n) => n)

/** Elements whose contents a browser shows otherwise than as what stands there, or not at all. */
const HIDDEN = /^(?:textarea|title|xmp|noembed|style|select|svg|math|video|audio|canvas|template|table)$/

/** The text of a page that does not stand in any of them. */
function visible(page: string): string {
  const text = (node: DefaultTreeAdapterTypes.Node): string => {
    if (HIDDEN.test(node.nodeName)) return ''
    if (node.nodeName === '#text' && 'value' in node) return node.value
    return 'childNodes' in node ? node.childNodes.map(text).join('') : ''
  }
  return text(parse(page))
}

/** The paragraphs that a browser shows of a page, as far as they have words. */
function shown(page: string): string[] {
  const texts = (node: DefaultTreeAdapterTypes.Node): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(texts).join('') : ''
  const paragraphs = (node: DefaultTreeAdapterTypes.Node): string[] => {
    if (node.nodeName === 'p') return [texts(node).trim()]
    return 'childNodes' in node ? node.childNodes.flatMap(paragraphs) : []
  }
  return paragraphs(parse(page)).filter(text => text !== '')
}
const ambiguous = '<select><title>x</title></select>'

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
    expect(page).toMatch(/<p>after<\/p>$/)
    expect(page).not.toContain('evil')
    // What has been sent in markup does not come in words again.
    expect(await sentOf(deep)).toContain('<p>before &amp; 前</p>')
    expect(page.match(/before/g)).toHaveLength(1)
  })
})

describe('a page that is made again after much of it was sent', () => {
  it('was sent in good part, as a control', async () => {
    const sent = numbers(await sentOf(`${lines}${ambiguous}<p>end`))
    expect(sent.length).toBeGreaterThan(5000)
    expect(sent).toEqual(everyNumber.slice(0, sent.length))
  })

  it.each([
    ['nothing that is renamed', ''],
    ['lists in a noscript', '<noscript><select></select></noscript>'.repeat(5)],
    ['frame sets in a noscript', '<noscript><frameset><p>f</p></frameset></noscript>'.repeat(5)],
    ['end tags in a noscript', '<noscript></select></frameset><p>n</noscript>'.repeat(5)],
    ['the start of one at the end of a noscript', '<noscript><p>n</p><select</noscript>'.repeat(5)],
    [
      'lists and comments',
      '<SELECT><option>a</SELECT ><!-- <select> --><p title="<select >">b</p>'.repeat(5),
    ],
  ])('goes on where it was, with %s before', async (_, before) => {
    const html = `${before}${lines}${ambiguous}<p>end`
    const { page } = await delivered(html)
    expect(numbers(page)).toEqual(everyNumber)
    expect(page).toContain('<p>end')
    const sent = await sentOf(html)
    const changed = (text: string) => text.replace(/(?<=<\/?selec)t/gi, 'x')
    expect(changed(page)).toBe(changed(await kept(html)))
    expect(changed(page).startsWith(changed(sent))).toBe(true)
  })

  it('ends a list of choices that was sent, so that what follows is shown', async () => {
    const html = (name: string) =>
      `<p>before</p><${name}><option>a<img src=/a/../q.png><title>x</title></option></${name}><p>one</p><p>two</p>`
    for (const name of ['select', 'SeLECT']) {
      expect(await sentOf(html(name))).toMatch(new RegExp(`^<p>before</p><${name}>(?:<option>)?$`))
      const { page } = await delivered(html(name))
      expect(page).toMatch(new RegExp(`^<p>before</p><${name}>(?:<option></select>|</select><option>)a<img`))
      expect(shown(page)).toEqual(['before', 'one', 'two'])
    }
    // Without that end nothing of it is.
    expect(shown('<p>before</p><select><option>a</option></selecx><p>one</p><p>two</p>')).toEqual(['before'])
    expect(await kept(html('select'))).not.toContain('</select>')
  })

  it('ends it behind a comment that was sent in part', async () => {
    const html = `<p>before</p><select><!-- ${'y '.repeat(30_000)}--><img src=/a/../q.png><title>x</title></select><p>one</p>`
    expect(await sentOf(html)).toMatch(/<select><!-- y y [^>]*$/)
    const { page } = await delivered(html)
    expect(page).toContain('y --></select><img src="/q.png">')
    expect(page.match(/<\/select>/g)).toHaveLength(1)
    expect(shown(page)).toEqual(['before', 'one'])
  })

  it.each([
    ['text', '<selecx>a', 'b', '</select>b'],
    ['a tag', '<selecx><option title="a>', 'b">c', 'b"></select>c'],
    ['its own tag', '<selecx class="a', 'b">c', 'b"></select>c'],
    ['a comment', '<selecx><!-- > a', '-->b', '--></select>b'],
    ['a text box', '<selecx><textarea>a', '</b></textarea>c', '</b></select></textarea>c'],
    ['a list in a list', '<selecx><selecx>', 'a', '</select>a'],
    ['a list that ended', '<selecx></selecx>', 'a', 'a'],
    ['a list in an attribute', '<p title="<selecx>">', 'a', 'a'],
    ['a list in a comment', '<!-- <selecx> -->', 'a', 'a'],
    ['a list in a text box', '<textarea><selecx></textarea>', 'a', 'a'],
    ['a longer name', '<selecxs>', 'a', 'a'],
    ['a tag that never ends', '<selecx><p title="', 'a', 'a'],
  ])('goes on behind %s', (_, sent, rest, expected) => {
    const encode = (text: string) => new TextEncoder().encode(text)
    expect(new TextDecoder().decode(continued(encode(sent + rest), sent.length))).toBe(expected)
  })
})

describe('a page that no longer begins as it was sent', () => {
  const site = siteOf({ remove: ['select'] })
  const gone = '<select><option>gone</option></select>'

  it('goes on where no rule takes what was renamed, as a control', async () => {
    const { page } = await delivered(`${gone}${lines}${ambiguous}<p>end`)
    expect(page).toContain('<footer')
    expect(numbers(page)).toEqual(everyNumber)
  })

  it('goes on in words, from where it was', async () => {
    const html = `${gone}${lines}<p title="<b>">a &lt;b&gt; é${ambiguous}<p>the end`
    const sent = await sentOf(html, site)
    const { page } = await delivered(html, site)
    expect(sent).not.toContain('gone')
    expect(page.startsWith(sent)).toBe(true)
    const rest = page.slice(sent.length)
    // The last word may not have come whole, and comes again.
    const words = shown(page).filter((word, n, all) => word !== all[n - 1])
    expect(words.slice(0, 9000)).toEqual(everyNumber.map(n => `w${n}`))
    expect(shown(page).length).toBeLessThanOrEqual(words.length + 1)
    expect(rest.length).toBeLessThan(3000)
    expect(rest).toMatch(/<p>a &#60;b&#62; &#233;<\/p>\n<p>the end/)
    expect(rest).not.toContain('<footer')
  })

  it('is kept as it was made again', async () => {
    expect(await kept(`${gone}${lines}${ambiguous}<p>end`, site)).toMatch(
      /^<selecx>.*<p>w8999<\/p>.*<p>end<footer/,
    )
  })

  it.each([
    ['a comment', `<!-- ${'y '.repeat(30_000)} --><p>in</p>`, /<!-- y y[^>]*$/],
    ['a text box', `<textarea>${'y '.repeat(30_000)}</textarea><p>in</p>`, /<textarea>y y[^<]*$/],
    ['a drawing', `<svg><text>${'y '.repeat(30_000)}</text></svg><p>in</p>`, /<text>y y[^<]*$/],
  ])('ends %s that was sent in part', async (_, open, part) => {
    const html = `${gone}<p>first</p>${open}${ambiguous}<p>the end`
    expect(await sentOf(html, site)).toMatch(part)
    const { page } = await delivered(html, site)
    expect(page).not.toContain('<footer')
    expect(shown(page)).toContain('in')
    expect(shown(page).at(-1)).toMatch(/^the end/)
  })

  it.each([
    ...['<p>a', '<p title="a', "<p title='a", '<p title=a', '<p title', '<!-- a', '<!', '</p', '<'],
    ...['<textarea>a', '<title>a', '<xmp>a', '<noembed>a', '<style>a', '<textarea placeholder="a'],
    ...['<select><option>a', '<select><option title="a', '<table><tr><td>a', '<table><select><option>a'],
    ...['<svg><text>a', '<svg><style>a', '<svg><![CDATA[a', '<svg><title>a', '<math><mi>a'],
    ...['<video>a', '<audio>a', '<canvas>a', '<template>a'],
  ])('can be followed by words where it was sent as far as %s', sent => {
    const page = sent + endOfAll(new TextEncoder().encode(sent))
    expect(shown(`${page}<p>in</p>`).at(-1)).toBe('in')
    expect(visible(`${page}<p>in</p>`)).toMatch(/in$/)
  })
})

describe('a page as words', () => {
  it('has the words of every block, and no markup but paragraphs', () => {
    const html =
      '<title>t</title><h1>A &lt;b&gt;</h1><p>B <b>c</b><br>d<!-- e --><script>f</script><p onclick=g>h<img src=i'
    expect(plainText(html)).toBe('<p>t</p>\n<p>A &#60;b&#62;</p>\n<p>B c</p>\n<p>d</p>\n<p>h</p>')
  })

  it.each([
    ['a tag that never ends', '<p>a</p><p on<b>b</b> c<p>d', '<p>a</p>\n<p>b c</p>\n<p>d</p>'],
    ['a quote that never ends', '<p>a<p title="b>c<b>d</b><p>e', '<p>a</p>\n<p>c d</p>\n<p>e</p>'],
    ['an element that never ends', '<p>a</p><object><p>b</p><script>c', '<p>a</p>\n<p>b</p>\n<p>c</p>'],
    ['a comment behind such', '<p title="a>b<!-- <p>c --><p>d', '<p>b</p>\n<p>d</p>'],
    ['a script behind such', '<p title="a>b<script>c<d</script><p>e', '<p>b</p>\n<p>e</p>'],
    ['a comment that never ends', '<p>a</p><!-- b <p>c', '<p>a</p>'],
    ['what only looks like a tag', 'a < b <3 c <', '<p>a &#60; b &#60;3 c &#60;</p>'],
    ['elements with longer names', '<header>a</header><object-x>b</object-x>', '<p>a b</p>'],
    ['an end tag of a longer name', '<script>a</scripts>b</script >c', '<p>c</p>'],
  ])('has those of %s', (_, html, words) => {
    expect(plainText(html)).toBe(words)
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

/** Inputs of a megabyte, on which a search from every tag to the page's end would take minutes. */
describe('a page as words, where every tag is as bad as it can be', () => {
  const megabyteOf = (unit: string) => unit.repeat(Math.ceil(1_000_000 / unit.length))

  it.each([
    ['good ones, as a control', '<p>w</p>', '<p>w</p>', 125_000],
    ['tags that never end', '<p on', '<p>on</p>', 199_999],
    ['formulas', '<math>w<p>', '<p>w</p>', 100_000],
    ['objects', '<object>w<p>', '<p>w</p>', 83_334],
    ['lists', '<select>w<p>', '<p>w</p>', 83_334],
    ['templates', '<template>w<p>', '<p>w</p>', 71_429],
    ['values that end late', '<p a="w<p>w</p>', '<p>w</p>', 33_333],
  ])('has all words: %s', (_, unit, word, count) => {
    const words = plainText(megabyteOf(unit)).split('\n')
    expect(words.filter(line => line === word).length).toBeGreaterThanOrEqual(count)
  })

  it.each([
    '<!--',
    '<!x',
    '</',
    '<?',
    '<p ',
    '<svg><select>',
    '<a<',
    "<a b='",
    '&',
    '<',
    '< ',
    '<math></mathx>',
  ])('comes to an end: %s', unit => {
    expect(plainText(`<p>first</p>${megabyteOf(unit)}`)).toMatch(/^<p>first<\/p>/)
  })
})

describe('the words of a page that were not sent yet', () => {
  const html = '<p>one two</p><div>three <b>four</b><p>five &amp; six</p>'
  it.each([
    ['nothing', '', '<p>one two</p>\n<p>three four</p>\n<p>five &#38; six</p>'],
    ['a part', '<p>one two</p><div>three <!----><b>', '<p>four</p>\n<p>five &#38; six</p>'],
    ['a part that ends in a word', '<p>one two</p><div>three <b>fo', '<p>four</p>\n<p>five &#38; six</p>'],
    [
      'a part that ends in a tag',
      '<p>one two</p><div title="thr',
      '<p>three four</p>\n<p>five &#38; six</p>',
    ],
    [
      'a part that ends in a reference',
      '<p>one two</p><div>three <b>four</b><p>five &am',
      '<p>&#38; six</p>',
    ],
    ['all of it', `${html} `, ''],
    ['something else', '<p>seven eight</p>', '<p>one two</p>\n<p>three four</p>\n<p>five &#38; six</p>'],
  ])('where %s was', (_, sent, words) => {
    expect(plainRest(html, sent)).toBe(words)
  })

  it('are rather there twice than lost, where the same words are', () => {
    expect(plainRest('<p>a b</p><p>a b</p><p>c', '<p>a b</p><p>a b</p>')).toBe('<p>c</p>')
    expect(plainRest('<p>a b</p><p>a b</p><p>c', '<p>a b</p>')).toBe('<p>a b</p>\n<p>c</p>')
    const same = '<p>the same words</p>'.repeat(20)
    expect(plainRest(`${same}<p>c`, same)).toMatch(/<p>c<\/p>$/)
  })

  it('are there where the part ends in what is not read', () => {
    expect(plainRest('<p>a b</p><select><option>c</select><p>d', '<p>a b</p><select><option>c')).toBe(
      '<p>d</p>',
    )
  })
})

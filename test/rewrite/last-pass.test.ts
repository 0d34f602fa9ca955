import { describe, expect, test, vi } from 'vitest'
import { Page } from '../../src/rewrite/page.ts'
import { ArticleLength } from '../../src/rewrite/pass/article-length.ts'
import { LastPass } from '../../src/rewrite/pass/last-pass.ts'
import { CLOSING } from '../../src/rewrite/pass/sentinel.ts'
import { TagPass } from '../../src/rewrite/pass/tag-pass.ts'
import { TagScan } from '../../src/rewrite/pass/tag-scan.ts'
import { SCAR } from '../../src/rewrite/tags/tag.ts'
import { parseSite } from '../../src/site.ts'

const bytesOf = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))
const textOf = (bytes: Uint8Array) => [...bytes].map(byte => String.fromCharCode(byte)).join('')
const parsed = parseSite({ origin: 'https://www.paper.example', aliases: ['paper.example'] })
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
const source = {
  ...{
    url: 'https://www.paper.example/',
    site: parsed.site,
    charset: 'UTF-8',
    relocated: false,
    whole: true,
  },
}
const OWN = ['https://www.paper.example', 'http://paper.example']
const { marks } = new Page(source)

function lastPassOf(page: Page): LastPass {
  const article = new ArticleLength(page.marks)
  const parts = {
    style: (css: string) => css.toUpperCase(),
    noscript: async (inside: string) => `(${inside})`,
    ending: () => '<footer>',
    article: (meaning: 'i' | 'o') => article.mark(meaning),
  }
  const tags = new TagPass(page, { filters: undefined, own: OWN, everyLink: false, parts })
  return new LastPass(page, tags, article, () => {})
}

/** What the last pass makes of a page that comes in pieces of so many bytes. */
async function passed(html: string, size = Math.max(1, html.length)): Promise<string> {
  const page = new Page(source)
  const pass = lastPassOf(page)
  const own = html.replaceAll(marks.sign, page.marks.sign)
  let out = ''
  for (let at = 0; at < own.length; at += size)
    out += textOf(await pass.put(bytesOf(own.slice(at, at + size))))
  out += textOf(await pass.end())
  return out.replace(/(?:<\/(?:svg|select|template)>)*<footer>$/, '')
}

describe('an event handler means nothing', () => {
  test.each([
    ['<p onclick=a>', '<p &#111;nclick=a>'],
    ['<p on>', '<p &#111;n>'],
    ['<p on"="">', '<p &#111;n"="">'],
    ['<p ONCLICK=a>', '<p &#79;NCLICK=a>'],
    ['<p onClick = a>', '<p &#111;nClick = a>'],
    ['<p\nonclick\t\f=a>', '<p\n&#111;nclick\t\f=a>'],
    ['<p/onclick=a>', '<p/&#111;nclick=a>'],
    ['<p a="b"onclick=c>', '<p a="b"&#111;nclick=c>'],
    ["<p a='b'onclick=c>", "<p a='b'&#111;nclick=c>"],
    ['<p onclick=a onload=b>', '<p &#111;nclick=a &#111;nload=b>'],
    ['<p on-of-tomorrow=a>', '<p &#111;n-of-tomorrow=a>'],
    [`<p onclick${' '.repeat(5000)}=a>`, `<p &#111;nclick${' '.repeat(5000)}=a>`],
  ])('in %j', async (html, expected) => {
    expect(await passed(html)).toBe(expected)
  })
})

describe('what is no event handler stays as it is', () => {
  test.each([
    ['<p data-onclick=a>'],
    ['<p id=on class=one>'],
    ['<one=two>'],
    ['<p a=onclick=b>'],
    ['<p title="on the other hand">'],
    ['text on'],
    ['text o'],
    [' on'],
    ['\x82o\x82n=\x81"\x82on'],
  ])('in %j', async html => {
    expect(await passed(html)).toBe(html)
  })
})

test('text that looks like one stays as it is', async () => {
  for (const html of [
    '<p>only one = two</p>',
    '<title> onclick=a</title>',
    '<!-- onclick=a -->',
    '<p title=" onclick=a">',
  ])
    expect(await passed(html)).toBe(html)
})

describe('a paint that names something elsewhere paints nothing', () => {
  const NOTHING = 'url(&quot;data:,&quot;)'
  test.each([
    ['<path fill="url(//evil.example/a)">', `<path fill="${NOTHING}">`],
    ["<path STROKE='url(//evil.example/b)'>", `<path stroke="${NOTHING}">`],
    ['<path mask=url(//evil.example/a) />', `<path mask="${NOTHING}" />`],
    ['<g marker-start = "u\\72l(https://b.example)">', `<g marker-start="${NOTHING}">`],
    ['<g filter="&#117;rl(&quot;//b&quot;)">', `<g filter="${NOTHING}">`],
    ['<linearGradient href="//evil.example/a#b"/>', '<linearGradient />'],
    ['<path style="fill:url(//evil.example/a)">', `<path style="fill:${NOTHING}">`],
  ])('in %j', async (html, expected) => {
    expect(await passed(`<svg>${html}`)).toBe(`<svg>${expected}`)
  })

  test.each([
    ['<path fill="red" stroke=#fff mask="url(#a)">'],
    ['<path fill=red/>'],
    ['<path fill="rgb(1, 2, 3)" filter="url(&quot;#a&quot;)">'],
    ['<linearGradient href="#a"/>'],
  ])('and not in %j', async html => {
    expect(await passed(`<svg>${html}`)).toBe(`<svg>${html}`)
  })

  test('and is no paint before there is a drawing', async () => {
    const html = '<p fill="url(//evil.example/a)">'
    expect(await passed(`${html}<svg>${html}`)).toBe(`${html}<svg><p fill="${NOTHING}">`)
  })
})

describe('a link to the paper’s own address becomes a path', () => {
  test.each([
    ['<a href="https://www.paper.example/b">', '<a href="/b">'],
    [
      "<a href='http://paper.example/b?c=https://www.paper.example/'>",
      '<a href="/b?c=https://www.paper.example/">',
    ],
    ['<a href="https://www.paper.example//b">', '<a href="/-/www.paper.example//b">'],
    ['<a href="https://www.paper&period;example/b">', '<a href="/b">'],
    ['<a href="https://www%2epaper.example/b">', '<a href="/b">'],
    ['<area href=https://WWW.paper.example/b>', '<area href="/b">'],
    ['<a HREF = https://www.paper.example/>', '<a HREF = />'],
  ])('in %j', async (html, expected) => {
    expect(await passed(html)).toBe(expected)
  })

  test.each([
    ['<a href="https://www.paper.example.evil.example/b">'],
    ['<a href="https://other.example/https://www.paper.example/">'],
    ['<p href="https://www.paper.example/b">'],
    ['<p data-href="x" title="https://www.paper.example/b">'],
    ['text: https://www.paper.example/b'],
  ])('and not in %j', async html => {
    expect(await passed(html)).toBe(html)
  })
})

describe('a part that is worked on whole', () => {
  const style = '<style>a{b:c}</style>'
  const noscript = '<noscript><p onclick=a></noscript>'

  test('is worked on by nothing else', async () => {
    expect(await passed(`<p>${style}${noscript}</p>`)).toBe(
      `<p><style>A{B:C}</style>${SCAR}(<p onclick=a>)${SCAR}</p>`,
    )
  })

  test('ends with the page', async () => {
    expect(await passed('<style>a{b:c}')).toBe('<style>A{B:C}</style>')
    expect(await passed(`<style>a{b:c}${CLOSING}`)).toBe('<style>A{B:C}</style>')
    expect(await passed('<noscript>a')).toBe(`${SCAR}(a)`)
    expect(await passed(`<noscript>a${CLOSING}`)).toBe(`${SCAR}(a)`)
  })
})

describe('an end tag has no attributes', () => {
  test.each([
    ['</p title="</xmp><img src=//b>">c', '</p>c'],
    ["</p a = '>' b>c", '</p>c'],
    ['</p a=">c', ''],
    ['</p / a>c', '</p>c'],
    ['</p a b=c>d', '</p>d'],
    ['</p>a="b">', '</p>a="b">'],
    ['</p >a', '</p>a'],
    ['<p title="</p a>">', '<p title="</p a>">'],
  ])('%j becomes %j', async (html, expected) => {
    expect(await passed(`<svg>${html}`)).toBe(`<svg>${expected}`)
    expect(await passed(html)).toBe(expected)
  })
})

test('where a section of text in a drawing looks like tags, none is left', async () => {
  expect(await passed('<svg><![CDATA[<img src=//b>]]><i>')).not.toContain('<img')
  expect(await passed('<p><![CDATA[<b>]]><i>')).toBe('<p><![CDATA[<b>]]><i>')
  expect(await passed('<svg><![CDATA[a<b&]]><g>')).toBe(`<svg>${SCAR}a&lt;b&amp;<g>`)
  expect(await passed('<svg><![CDATA[a')).toBe(`<svg>${SCAR}a`)
})

test('where a page is cut into pieces changes nothing', async () => {
  const html =
    'on a <p onclick="a"/onload  =b title="on">on one=o o on <a\n on\n=x>' +
    `<a href="https://www.paper.example/a"><noscript><b></noscript><path fill="url(https:a)">` +
    `<script><!-- <script> </script> a --></script><xmp><b>&</xmp><title><b></title>${marks.of('k')}` +
    `<style>a</style><svg><![CDATA[<b>]]><a href=https://www.paper.example/b></p a="<b>" c><style>a<b></svg>`
  const whole = await passed(html)
  expect(whole).toContain('&#111;nload')
  for (let size = 1; size < html.length; size++) expect(await passed(html, size)).toBe(whole)
})

test('a long text without a tag is not waited for', async () => {
  const pass = lastPassOf(new Page(source))
  expect((await pass.put(bytesOf(` on${' '.repeat(20_000)}`))).length).toBeGreaterThan(10_000)
})

test('a tag that is as long as a page is read a few times, and not once for each piece', async () => {
  const pass = lastPassOf(new Page(source))
  const read = vi.spyOn(TagScan.prototype, 'read')
  let out = textOf(await pass.put(bytesOf('<p ')))
  for (let piece = 0; piece < 1000; piece++) out += textOf(await pass.put(bytesOf('a="b" '.repeat(100))))
  out += textOf(await pass.put(bytesOf('onclick=x>')))
  out += textOf(await pass.end())
  expect(out.length).toBeGreaterThan(600_000)
  expect(out).toContain(' &#111;nclick=x>')
  expect(read.mock.calls.length).toBeLessThan(60)
})

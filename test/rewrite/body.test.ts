import { decodeHTML } from 'entities/decode'
import { describe, expect, test } from 'vitest'
import type { Media } from '../../src/http/media.ts'
import { type Original, rewriteBody } from '../../src/rewrite/body.ts'
import { parseSite } from '../../src/site.ts'
import { hostTags } from '../../src/tags.ts'

const parsed = parseSite({
  origin: 'https://www.paper.example',
  language: 'zh-Hans',
  hosts: ['img.paper.example'],
  remove: ['.ad'],
  keep: ['.good'],
  hide: ['.x > a'],
})
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
const { site } = parsed
const PAGE = 'https://www.paper.example/news/a.html'

const utf8 = (text: string) => new TextEncoder().encode(text)
const ascii = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))
const joined = (...parts: (Uint8Array | number[])[]) => Uint8Array.from(parts.flatMap(part => [...part]))
/** 中国 and 中國 */
const [ZHONGGUO_GBK, ZHONGGUO_BIG5] = [
  [0xd6, 0xd0, 0xb9, 0xfa],
  [0xa4, 0xa4, 0xb0, 0xea],
]

function streamed(bytes: Uint8Array, size = bytes.length, end: 'whole' | 'cut' = 'whole') {
  let at = 0
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + size))
      else if (end === 'whole') controller.close()
      else controller.error(new Error('cut'))
      at += size
    },
  })
}

interface Options {
  media?: Media
  type?: string
  url?: string
  size?: number
  end?: 'whole' | 'cut'
}

async function rewritten(bytes: Uint8Array, options: Options = {}) {
  const { media = 'html', type = 'text/html', url = PAGE, size, end } = options
  const original: Original = {
    url,
    media,
    contentType: type,
    body: streamed(bytes, size, end),
    site,
    tags: hostTags('a key'),
  }
  const found = await rewriteBody(original)
  if (found.kind !== 'rewritten') return { kind: found.kind, type: '', text: '', whole: false }
  const charset = /charset=([\w-]+)/.exec(found.contentType)?.[1] ?? 'utf-8'
  const came: Uint8Array[] = []
  let whole = true
  try {
    for await (const chunk of found.body) came.push(chunk.slice())
  } catch {
    whole = false
  }
  return {
    kind: found.kind,
    type: found.contentType,
    text: new TextDecoder(charset).decode(joined(...came)),
    whole,
  }
}

const NEWS = `<!doctype html><html><head><meta charset="utf-8"><title>中国 &amp; news</title>
<link rel=stylesheet href="//img.paper.example/a.css"><style>a{background:url(//img.paper.example/b)} b{content:"中"}</style>
<script>if (a < b) document.write("<p class=ad>")</script></head><body onload="x()">
<p class="ad">Buy <b>this</b></p><p class="ad good">Keep 中国</p><div class=ad><noscript><img src=/c></noscript></div>
<img class=lazyload data-src="//img.paper.example/中.jpg" src="data:image/gif;base64,AA"><noscript><img
 src="//img.paper.example/中.jpg"></noscript><noscript><p>词 &lt;</p><a href="//www.paper.example/?q=中">e</a></noscript>
<picture><source srcset="//img.paper.example/f,g 1x, //evil.example/h 2x"><img src="//cdn.example/i"></picture>
<a href="https://www.paper.example/j?k&amp;l">m</a><a href="java&#115;cript:n">o</a><a href="/p">q</a>
<p style="background:url(&quot;//evil.example/r&quot;)">s</p><iframe src=/t>u</iframe><form action="//evil.example"><input></form>
<!-- <a href="//evil.example/comment"> --><textarea><a href="//www.paper.example/text"></textarea>
</body></html>`

describe('a page in pieces', () => {
  test.each([
    ['text/html; charset=utf-8', PAGE, NEWS],
    ['text/html', PAGE, NEWS],
    ['text/html; charset=utf-8', 'https://img.paper.example/a/b', NEWS],
    ['text/html; charset=utf-8', PAGE, `<base href="//img.paper.example/a/">${NEWS}`],
    ['text/html; charset=utf-8', PAGE, `<!doctype html><html><head><base href="//other.example/a/">${NEWS}`],
    ['text/html; charset=utf-8', PAGE, `${' '.repeat(3000)}<base href="//img.paper.example/a/">${NEWS}`],
    ['text/html; charset=unknown', PAGE, NEWS],
  ])('comes out as in one: %s of %s, %#', async (type, url, html) => {
    const [once, ...pieces] = await Promise.all(
      [undefined, 1, 2, 7, 100].map(size =>
        rewritten(utf8(html), { type, url, ...(size === undefined ? {} : { size }) }),
      ),
    )
    expect(once?.text).toContain('heliograph-notice')
    for (const piece of pieces) expect(piece).toEqual(once)
  })

  test('in GBK comes out as in one', async () => {
    const page = joined(
      ascii('<meta charset=gbk><title>'),
      ZHONGGUO_GBK,
      ascii('</title><style>a{background:url(//img.paper.example/b)}/*'),
      ZHONGGUO_GBK,
      ascii('*/</style><noscript><p>'),
      ZHONGGUO_GBK,
      ascii('</p></noscript><a href="//www.paper.example/?q='),
      ZHONGGUO_GBK,
      ascii('">b</a>'),
    )
    for (const type of ['text/html', 'text/html; charset=gbk']) {
      const once = await rewritten(page, { type })
      expect(once.text).toContain('<title>中国</title>')
      for (const size of [1, 2, 3, 7]) expect(await rewritten(page, { type, size })).toEqual(once)
    }
  })

  test('with a byte order mark comes out as in one', async () => {
    const page = joined([0xef, 0xbb, 0xbf], utf8('<p>中国</p><a href="//www.paper.example/b">c</a>'))
    for (const type of ['text/html', 'text/html; charset=gbk']) {
      const once = await rewritten(page, { type })
      expect(once.type).toBe('text/html; charset=UTF-8')
      expect(once.text).toContain('<p>中国</p><a href="/b">')
      for (const size of [1, 2, 3]) expect(await rewritten(page, { type, size })).toEqual(once)
    }
  })

  test('with a base names every link as the base has it, wherever its head begins', async () => {
    for (const before of [
      '',
      ' '.repeat(1100),
      `<!-- ${'x'.repeat(2000)} -->`,
      `<title>${'x'.repeat(1020)}</title>`,
    ]) {
      const html = `<head>${before}<base href="//img.paper.example/a/"></head><a href="/b">c</a><a href="d">e</a>`
      const { text } = await rewritten(utf8(html), { type: 'text/html; charset=utf-8' })
      expect(text).toContain('<a href="/-/img.paper.example/b">')
      expect(text).toMatch(/<a href="(\/-\/img\.paper\.example\/a\/)?d">/)
    }
  })
})

describe('a page that is cut', () => {
  test('gives what had come, and breaks', async () => {
    const html = `<meta charset=utf-8><p>one</p><p>two</p><a href="//www.paper.example/b">c</a>${'<p>more</p>'.repeat(2000)}<p>the e`
    for (const size of [html.length, 1000, 99]) {
      const { text, whole } = await rewritten(utf8(html), { size, end: 'cut' })
      expect(whole).toBe(false)
      expect(text).toContain('<p>one</p><p>two</p>')
      expect(text).toContain('<a href="/b">c</a>')
      expect(text).not.toContain('heliograph-notice')
    }
  })

  test('before there is anything to see is broken', async () => {
    expect((await rewritten(new Uint8Array(), { end: 'cut' })).kind).toBe('broken')
    expect((await rewritten(utf8('<p>x</p>'))).kind).toBe('rewritten')
  })

  test('is no page where it has not a single byte', async () => {
    expect((await rewritten(new Uint8Array())).kind).toBe('empty')
  })
})

describe('a page’s encoding', () => {
  const zhongguo = (bytes: number[], declared = '') =>
    joined(
      ascii(`<html><head>${declared}</head><p>`),
      bytes,
      ascii('</p><a href="//www.paper.example/b">c</a>'),
    )

  test.each<[string, string, Uint8Array, string]>([
    ['the header', 'text/html; charset=gb2312', zhongguo(ZHONGGUO_GBK), 'GBK'],
    ['the page', 'text/html', zhongguo(ZHONGGUO_GBK, '<meta charset=gbk>'), 'GBK'],
    [
      'the header, not the page',
      'text/html; charset=gbk',
      zhongguo(ZHONGGUO_GBK, '<meta charset=utf-8>'),
      'GBK',
    ],
  ])('from %s (%s) stays', async (_, type, bytes, charset) => {
    const out = await rewritten(bytes, { type })
    expect(out.type).toBe(`text/html; charset=${charset}`)
    expect(out.text).toContain('<p>中国</p><a href="/b">c</a>')
    expect(decodeHTML(out.text)).toContain('这是镜像网页')
  })

  test('that is Big5 stays', async () => {
    const out = await rewritten(zhongguo(ZHONGGUO_BIG5, '<meta charset="big5">'))
    expect(out.type).toBe('text/html; charset=Big5')
    expect(out.text).toContain('<p>中國</p><a href="/b">c</a>')
  })

  test.each([
    ['UTF-16LE', true],
    ['UTF-16BE', false],
  ])('that is %s becomes UTF-8, and its links are relinked', async (_, little) => {
    const text = '\ufeff<base href="//img.paper.example/"><p>中国</p><a href="/b">c</a>'
    const bytes = new Uint8Array(text.length * 2)
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), little)
    for (const size of [bytes.length, 1, 3]) {
      const out = await rewritten(bytes, { size })
      expect(out.type).toBe('text/html; charset=UTF-8')
      expect(out.text).toContain('<p>中国</p><a href="/-/img.paper.example/b">c</a>')
    }
  })

  test('that is ISO-2022-JP becomes UTF-8', async () => {
    const nihon = [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42]
    const out = await rewritten(zhongguo(nihon, '<meta charset=iso-2022-jp>'))
    expect(out.type).toBe('text/html; charset=UTF-8')
    expect(out.text).toContain('<p>日本</p>')
  })

  test.each([
    ['utf-8'],
    ['gb18030'],
    ['gbk'],
    ['big5'],
    ['euc-jp'],
    ['shift_jis'],
    ['euc-kr'],
    ['koi8-r'],
    ['windows-1251'],
    ['windows-1252'],
    ['iso-8859-2'],
    ['macintosh'],
    ['tis-620'],
    ['iso-8859-8-i'],
    ['x-user-defined'],
    ['utf-16'],
    ['hz-gb-2312'],
    ['iso-2022-kr'],
    ['unknown'],
  ])('by the name of %s is one that a page can be rewritten in', async label => {
    const html = '<p>plain</p><a href="//www.paper.example/b">c</a>'
    const out = await rewritten(ascii(html), { type: `text/html; charset=${label}` })
    expect(out.kind).toBe('rewritten')
    if (!/utf-16|hz-|2022/.test(label)) expect(out.text).toContain('<p>plain</p><a href="/b">c</a>')
  })

  test('can say what the mirror adds, also where it lacks the letters', async () => {
    const out = await rewritten(ascii('<p>caf\xe9</p>'), { type: 'text/html; charset=iso-8859-1' })
    expect(out.text).toContain('<p>café</p>')
    const read = out.text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    expect(decodeHTML(read)).toContain('这是镜像网页')
  })

  test('is the encoding of its queries', async () => {
    const page = joined(
      ascii('<meta charset=gbk><a href="//www.paper.example/s?q='),
      ZHONGGUO_GBK,
      ascii('">b</a>'),
    )
    const { text } = await rewritten(page)
    // A browser reads the letters, however they are written, and sends them in the page's encoding.
    const read = text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    expect(read).toContain('<a href="/s?q=中国">')
  })
})

describe('a style sheet', () => {
  const css = (bytes: Uint8Array, type = 'text/css', more: Options = {}) =>
    rewritten(bytes, { media: 'css', type, url: 'https://img.paper.example/css/a.css', ...more })
  const body = (bytes: number[]) => joined(ascii('a{content:"'), bytes, ascii('";background:url(b.png)}'))
  const RELINKED = 'a{content:"中国";background:url("/-/img.paper.example/css/b.png")}'

  test.each<[string, Uint8Array, string]>([
    ['its header', body(ZHONGGUO_GBK), 'text/css; charset=gbk'],
    ['its first rule', joined(ascii('@charset "gbk";'), body(ZHONGGUO_GBK)), 'text/css'],
    [
      'its header, not its first rule',
      joined(ascii('@charset "utf-8";'), body(ZHONGGUO_GBK)),
      'text/css;charset=gbk',
    ],
    ['UTF-8', body([...utf8('中国')]), 'text/css'],
    ['its byte order mark', joined([0xef, 0xbb, 0xbf], body([...utf8('中国')])), 'text/css'],
    [
      'its byte order mark, not its header',
      joined([0xef, 0xbb, 0xbf], body([...utf8('中国')])),
      'text/css; charset=gbk',
    ],
    [
      'its first rule where its header is unknown',
      joined(ascii('@charset "gbk";'), body(ZHONGGUO_GBK)),
      'text/css; charset=x-unknown',
    ],
    [
      'UTF-8 where its first rule says UTF-16',
      joined(ascii('@charset "utf-16";'), body([...utf8('中国')])),
      'text/css',
    ],
    [
      'UTF-8 where its first rule is unknown',
      joined(ascii('@charset "x";'), body([...utf8('中国')])),
      'text/css',
    ],
  ])('is read by %s, relinked, and written as UTF-8', async (_, bytes, type) => {
    const out = await css(bytes, type)
    expect(out.type).toBe('text/css; charset=utf-8')
    expect(out.text.replace(/^@charset "[\w-]+";/, '')).toBe(RELINKED)
  })

  test('in pieces comes out as in one', async () => {
    const once = await css(body([...utf8('中国')]))
    for (const size of [1, 5]) expect(await css(body([...utf8('中国')]), 'text/css', { size })).toEqual(once)
  })

  test('that is cut is broken: half of one may say the opposite', async () => {
    expect((await css(body([]), 'text/css', { size: 5 })).kind).toBe('rewritten')
    expect((await css(body([]), 'text/css', { size: 5, end: 'cut' })).kind).toBe('broken')
  })

  test('may be empty', async () => {
    expect(await css(new Uint8Array())).toMatchObject({ kind: 'rewritten', text: '' })
  })
})

describe('what names no addresses', () => {
  test.each<[Media, string]>([
    ['picture', 'image/png'],
    ['font', 'font/woff2'],
    ['audiovisual', 'video/mp4'],
    ['document', 'text/plain; charset=gbk'],
  ])('passes as it is: %s', async (media, type) => {
    const every = Uint8Array.from({ length: 256 }, (_, i) => i)
    const found = await rewriteBody({ url: PAGE, media, contentType: type, body: streamed(every), site })
    if (found.kind !== 'rewritten') throw new Error(found.kind)
    expect(found.contentType).toBe(type)
    expect(new Uint8Array(await new Response(found.body).arrayBuffer())).toEqual(every)
  })
})

test('a drawing is served as one, and gets no notice', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="//img.paper.example/b"></image></svg>'
  const out = await rewritten(utf8(svg), { media: 'svg', type: 'image/svg+xml' })
  expect(out.type).toBe('image/svg+xml; charset=utf-8')
  expect(out.text).toBe(svg.replace('//img', '/-/img'))
})

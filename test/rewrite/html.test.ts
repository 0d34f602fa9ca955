import { describe, expect, test } from 'vitest'
import { rewriteHtml } from '../../src/rewrite/html.ts'
import { isRelocated } from '../../src/rewrite/page.ts'
import { parseSite } from '../../src/site.ts'
import { hostTags } from '../../src/tags.ts'

const parsed = parseSite({
  origin: 'https://www.paper.example',
  aliases: ['paper.example'],
  hosts: ['img.paper.example'],
  lazy: ['data-paper'],
})
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
const { site } = parsed
const tags = hostTags('a key')
const PAGE = 'https://www.paper.example/news/a.html'
const TAGGED = `/-/cdn.example~${tags.of('cdn.example')}`

/** A page as the mirror serves it, without the mirror's own notice. */
/** What stays where something was removed; `scars.test.ts` says why. */
const SCAR = '<!---->'

async function rewritten(html: string, url = PAGE, tagged = false): Promise<string> {
  const body = new Response(html).body as ReadableStream<Uint8Array>
  const source = { url, site, charset: 'UTF-8', relocated: isRelocated(url, site), whole: false }
  return (await new Response(rewriteHtml(body, tagged ? { ...source, tags } : source)).text()).replaceAll(
    SCAR,
    '',
  )
}
const cases = (table: [string, string][], url = PAGE, tagged = false) =>
  test.each(table)('%s becomes %s', async (html, expected) => {
    expect(await rewritten(html, url, tagged)).toBe(expected)
  })

describe('a link', () => {
  cases([
    ['<a href="/b">x</a>', '<a href="/b">x</a>'],
    ['<a href=b>x</a>', '<a href=b>x</a>'],
    ['<a href="https://www.paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<a href="//paper.example/b?c=1&amp;d=2#e">x</a>', '<a href="/b?c=1&amp;d=2#e">x</a>'],
    ['<a href="http&#x3a;//paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<a href="&#104;ttps://paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<a href="https&colon;//paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<a href="&sol;/paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<a href="&sol;&sol;paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<a href="/&bsol;paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<a href="/\\paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<a href="/\t/paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<a href="/\n/paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<a href="/&Tab;/paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<a href="/&NewLine;/paper.example/b">x</a>', '<a href="/b">x</a>'],
    ['<A HREF="HTTPS://PAPER.EXAMPLE/b">x</A>', '<A href="/b">x</A>'],
    ['<area href="//paper.example/b">', '<area href="/b">'],
    ['<a href="https://img.paper.example/b">x</a>', '<a href="/-/img.paper.example/b">x</a>'],
    ['<a href="https://other.example/b?c&amp;d">x</a>', '<a href="https://other.example/b?c&amp;d">x</a>'],
    ['<a href="//other.example/b">x</a>', '<a href="https://other.example/b">x</a>'],
    ['<a href="#top">x</a>', '<a href="#top">x</a>'],
    ['<a href="mailto:a@b">x</a>', '<a href="mailto:a@b">x</a>'],
    ['<a href="/-/admin/purge">x</a>', '<a href="/-/www.paper.example/-/admin/purge">x</a>'],
    ['<a href="//paper.example//evil.example">x</a>', '<a href="/-/www.paper.example//evil.example">x</a>'],
    ['<a href="//paper.example/&quot;b">x</a>', '<a href="/%22b">x</a>'],
    ['<svg><a xlink:href="//paper.example/b">x</a></svg>', '<svg><a xlink:href="/b">x</a></svg>'],
  ])

  test.each([
    [' /-/health', PAGE],
    ['&#32;/-/health', PAGE],
    ['../-/health', PAGE],
    ['-/health', 'https://www.paper.example/'],
    ['./-/health', 'https://www.paper.example/'],
    ['/./-/health', PAGE],
  ])('to %j on %s does not lead to the mirror’s own pages', async (href, url) => {
    expect(await rewritten(`<a href="${href}">x</a>`, url)).toBe(
      '<a href="/-/www.paper.example/-/health">x</a>',
    )
  })

  test.each([
    ['javascript:alert(1)'],
    ['JAVASCRIPT:alert(1)'],
    [' javascript:alert(1)'],
    ['java&Tab;script:alert(1)'],
    ['java\nscript:alert(1)'],
    ['javascript&colon;alert(1)'],
    ['&#106;avascript:alert(1)'],
    ['&#x6A&#x61vascript&#58alert(1)'],
    ['&#1;javascript:alert(1)'],
    ['vbscript:x'],
    ['data:text/html,x'],
  ])('to %j leads nowhere', async href => {
    expect(await rewritten(`<a class=b href="${href}">x</a>`)).toMatch(/^<a class=b\s?>x<\/a>$/)
  })

  test('that stands twice in a tag is the first, as in a browser', async () => {
    const html = '<a href="//paper.example/b" href="https://other.example/">x</a>'
    expect(await rewritten(html)).toContain('href="/b"')
    const unsafe = '<a href="javascript:a" href="https://other.example/" href="vbscript:b">x</a>'
    expect(await rewritten(unsafe)).toMatch(/^<a\s*>x<\/a>$/)
  })
})

describe('a link on a page of another host', () => {
  const IMG = 'https://img.paper.example/dir/a.html'
  cases(
    [
      ['<a href="/b">x</a>', '<a href="/-/img.paper.example/b">x</a>'],
      ['<a href="b">x</a>', '<a href="/-/img.paper.example/dir/b">x</a>'],
      ['<a href="//www.paper.example/b">x</a>', '<a href="/b">x</a>'],
      ['<a href="#b">x</a>', '<a href="#b">x</a>'],
      ['<img src="b.jpg">', '<img src="/-/img.paper.example/dir/b.jpg">'],
      ['<form action="/b"></form>', '<form action="/-/img.paper.example/b"></form>'],
    ],
    IMG,
  )
})

describe('a base', () => {
  cases([
    ['<base href="/dir/"><a href="b">x</a>', '<base href="/dir/"><a href="/dir/b">x</a>'],
    ['<base href="dir/"><img src="b.jpg">', '<base href="/news/dir/"><img src="/news/dir/b.jpg">'],
    [
      '<base href="https://www.paper.example/dir/"><a href="b">x</a>',
      '<base href="/dir/"><a href="/dir/b">x</a>',
    ],
    [
      '<base href="//img.paper.example/dir/"><a href="/b">x</a>',
      '<base href="/-/img.paper.example/dir/"><a href="/-/img.paper.example/b">x</a>',
    ],
    [
      '<base target="_blank"><base href="/dir/"><a href="b">x</a>',
      '<base target="_blank"><base href="/dir/"><a href="/dir/b">x</a>',
    ],
    ['<base/href="/dir/"><a href="/b">x</a>', '<base/href="/dir/"><a href="/b">x</a>'],
  ])

  test('on a third site moves links there, and lets nothing be fetched from there', async () => {
    const html =
      '<base href="https://other.example/dir/"><a href="b">x</a><a href="/c">y</a><img src="d.jpg">'
    const out = await rewritten(html)
    expect(out).toContain('<a href="https://other.example/dir/b">')
    expect(out).toContain('<a href="https://other.example/c">')
    expect(out).not.toMatch(/<base[^>]*(https?:)?\/\/other/)
    expect(out).toMatch(/<img\s*>/)
  })

  test('moves addresses, and the second one does not', async () => {
    const out = await rewritten('<base href="/one/"><base href="/two/"><a href="b">x</a>')
    expect(out).toContain('<base href="/one/">')
    expect(out).not.toContain('/two/')
    expect(out).toContain('<a href="/one/b">')
  })

  test.each(['data:text/html,x', 'javascript:alert(1)', ''])(
    'that is "%s" moves nothing, nor does the one after it',
    async href => {
      const out = await rewritten(`<base href="${href}"><base href="/two/"><a href="b">x</a>`)
      expect(out).toMatch(/<base\s*><base\s*><a href="(\/news\/)?b">/)
    },
  )
})

describe('a picture', () => {
  cases([
    ['<img src="/b.jpg" alt="x">', '<img src="/b.jpg" alt="x">'],
    ['<img src="//img.paper.example/b.jpg">', '<img src="/-/img.paper.example/b.jpg">'],
    ['<img src="data:image/png;base64,AA==">', '<img src="data:image/png;base64,AA==">'],
    [
      '<img srcset="//img.paper.example/b,c.jpg 1x, //other.example/d.jpg 2x, /e.jpg 3x">',
      '<img srcset="/-/img.paper.example/b,c.jpg 1x, /e.jpg 3x">',
    ],
    [
      '<picture><source srcset="//img.paper.example/b.webp" type="image/webp"><img src="/b.jpg"></picture>',
      '<picture><source srcset="/-/img.paper.example/b.webp" type="image/webp"><img src="/b.jpg"></picture>',
    ],
    ['<video src="//img.paper.example/b.mp4"></video>', '<video src="/-/img.paper.example/b.mp4"></video>'],
    [
      '<video poster="//img.paper.example/b.jpg"></video>',
      '<video poster="/-/img.paper.example/b.jpg"></video>',
    ],
    [
      '<audio><source src="//img.paper.example/b.mp3"></audio>',
      '<audio><source src="/-/img.paper.example/b.mp3"></audio>',
    ],
    ['<track src="//img.paper.example/b.vtt">', '<track src="/-/img.paper.example/b.vtt">'],
    [
      '<input type=image src="//img.paper.example/b.png">',
      '<input type=image src="/-/img.paper.example/b.png">',
    ],
    ['<body background="//img.paper.example/b.png">', '<body background="/-/img.paper.example/b.png">'],
    [
      '<svg><image href="//img.paper.example/b.png"></image><use xlink:href="#c"/></svg>',
      '<svg><image href="/-/img.paper.example/b.png"></image><use xlink:href="#c"/></svg>',
    ],
  ])

  test('of a host that is not listed is carried with a tag, and goes without', async () => {
    const html = '<img src="https://cdn.example/b.jpg?c&amp;d" alt="x">'
    expect(await rewritten(html, PAGE, true)).toBe(`<img src="${TAGGED}/b.jpg?c&amp;d" alt="x">`)
    expect(await rewritten(html)).toMatch(/^<img\s+alt="x">$/)
  })

  test('that is lazy shows itself', async () => {
    const out = await rewritten(
      '<img class="photo lazyload" src="data:image/gif;base64,AA" data-src="//img.paper.example/b.jpg" sizes="auto">',
    )
    expect(out).toContain('src="/-/img.paper.example/b.jpg"')
    expect(out).toContain('class="photo"')
    expect(out).not.toMatch(/data-src|lazyload|data:image|sizes/)
  })

  test.each([
    ['<img data-src="b.jpg">', 'src="/news/b.jpg"'],
    ['<img data-paper="b.jpg" data-src="c.jpg">', 'src="/news/b.jpg"'],
    [
      '<img src="/s.gif" data-srcset="//img.paper.example/b.jpg 2x">',
      'srcset="/-/img.paper.example/b.jpg 2x"',
    ],
    [
      '<picture><source data-srcset="/b.webp 1x"><img src="/b.jpg"></picture>',
      '<source srcset="/b.webp 1x">',
    ],
    ['<img src="/s.gif" srcset="/s.gif 2x" data-src="/b.jpg">', '<img src="/b.jpg"'],
  ])('that is lazy as %s shows %s', async (html, shown) => {
    expect((await rewritten(html)).replaceAll(/\s+/g, ' ').replaceAll(' >', '>')).toContain(shown)
  })

  test('keeps its smaller one where it has no other', async () => {
    expect(await rewritten('<img src="/s.jpg" data-lazy="true">')).toContain('src="/s.jpg"')
  })

  test('does not lose a film whose source is lazy', async () => {
    const out = await rewritten('<video><source data-src="/b.mp4" type="video/mp4"></video>')
    expect(out).toMatch(/(data-)?src="\/b\.mp4"/)
  })

  test.each([
    ['<img width="1" height="1" src="//www.paper.example/count">'],
    ['<img width=0 height=0 src="/count">'],
    ['<img width="1px" height=" 1 " src="//stats.example/x">'],
  ])('that is there only to be counted goes: %s', async html => {
    expect(await rewritten(`<p>${html}</p>`)).toBe('<p></p>')
    expect(await rewritten('<p><img width="1" height="100" src="/x"></p>')).toContain('<img')
  })
})

describe('a picture in noscript', () => {
  test('is shown once where the page shows it already', async () => {
    const out = await rewritten('<img data-src="/b.jpg"><noscript><img src="/b.jpg"></noscript>')
    expect(out.match(/b\.jpg/g)).toHaveLength(1)
  })

  test('is shown once, whichever way its address is written', async () => {
    for (const src of ['https://www.paper.example/news/b.jpg', '//paper.example/news/b.jpg', 'b&#46;jpg']) {
      const out = await rewritten(`<img data-src="b.jpg"><noscript><img src="${src}"></noscript>`)
      expect(out.match(/b\.jpg/g), src).toHaveLength(1)
    }
  })

  test('is not lost where the page does not show it', async () => {
    expect(await rewritten('<noscript><img src="//img.paper.example/b.jpg"></noscript>')).toBe(
      '<img src="/-/img.paper.example/b.jpg">',
    )
    const out = await rewritten(
      '<img data-foo="/b.jpg" src="data:image/gif;base64,AA"><noscript><img src="/b.jpg"></noscript>',
    )
    expect(out).toContain('<img src="/b.jpg">')
  })

  test('is not lost with its copy, where that goes', async () => {
    const pixel = '<img width=1 height=1 src="/b.jpg"><noscript><img src="/b.jpg"></noscript>'
    expect(await rewritten(pixel)).toBe('<img src="/b.jpg">')
    const inObject = '<iframe><img src="/b.jpg"></iframe><noscript><img src="/b.jpg"></noscript>'
    expect(await rewritten(inObject)).toBe('<img src="/b.jpg">')
  })

  test('is rewritten like any other, and so is all that stands with it', async () => {
    const html =
      '<noscript><p onclick="x()">Words &amp; &lt;b&gt;</p><script>y()</script><iframe src="//z.example" width="1"></iframe>' +
      '<a href="//paper.example/b">c</a><img src="//stats.example/p" width=1 height=1><style>d{background:url(//e.example/f)}</style></noscript>'
    expect((await rewritten(html)).replace('<p >', '<p>')).toBe(
      '<p &#111;nclick="x()">Words &amp; &lt;b&gt;</p><a href="/b">c</a><style>d{background:url("data:,")}</style>',
    )
  })

  test('does not come out of what was removed', async () => {
    expect(await rewritten('<p>a</p><iframe><noscript><img src="/b.jpg"></noscript></iframe>')).toBe(
      '<p>a</p>',
    )
  })
})

describe('a form', () => {
  cases([
    ['<form action="/search"><input name=q></form>', '<form action="/search"><input name=q></form>'],
    ['<form action="//paper.example/search"><input></form>', '<form action="/search"><input></form>'],
    ['<form><input name=q></form>', '<form><input name=q></form>'],
    ['<form action="https://other.example/"><p>a</p><input></form>', '<p>a</p><input>'],
    ['<form action="javascript:x()"><p>a</p></form>', '<p>a</p>'],
  ])

  test('is not sent away by its button either', async () => {
    const html = (address: string) => `<form action="/s"><button formaction="${address}">x</button></form>`
    expect(await rewritten(html('//paper.example/b'))).toContain('formaction="/b"')
    expect(await rewritten(html('https://other.example/b'))).not.toContain('other.example')
    expect(await rewritten(html('javascript:x()'))).not.toContain('formaction')
  })
})

describe('a meta', () => {
  cases([
    ['<meta charset="utf-8">', '<meta charset="utf-8">'],
    ['<meta name="description" content="a">', '<meta name="description" content="a">'],
    [
      '<meta http-equiv="Content-Type" content="text/html">',
      '<meta http-equiv="Content-Type" content="text/html">',
    ],
    ['<meta http-equiv="Content-Security-Policy" content="x">', ''],
    ['<meta http-equiv="set-cookie" content="a=b">', ''],
    ['<meta http-equiv="origin-trial" content="x">', ''],
    ['<meta http-equiv=" X-DNS-Prefetch-Control " content="on">', ''],
    ['<meta name="referrer" content="unsafe-url">', ''],
    ['<meta name="Referrer" content="origin">', ''],
  ])

  const refresh = async (content: string) => {
    const out = await rewritten(`<meta http-equiv="Refresh" content="${content}">`)
    return /content="([^"]*)"/.exec(out)?.[1]
  }

  test.each([
    ['600', '600'],
    ['0;url=https://www.paper.example/b', '0;url=/b'],
    ['5; URL=//paper.example/b?c&amp;d', '5;url=/b?c&amp;d'],
    ["0; url='https://www.paper.example/b'", '0;url=/b'],
    ['0; url=&quot;https://www.paper.example/b&quot;', '0;url=/b'],
    ["0;url='https://www.paper.example/b' and more", '0;url=/b'],
    ["0; 'https://www.paper.example/b'", '0;url=/b'],
    ['0, https://www.paper.example/b', '0;url=/b'],
    ['0 url=https://www.paper.example/b', '0;url=/b'],
    ['0;url = https://www.paper.example/b', '0;url=/b'],
    ['  3  ;  url=b', '3;url=/news/b'],
  ])('that refreshes by "%s" does it by "%s"', async (content, expected) => {
    expect(await refresh(content)).toBe(expected)
  })

  test.each([
    ['0;url=https://other.example/'],
    ["0;url='//other.example/'"],
    ['0;url=&quot;//other.example/&quot;'],
    ['0;//other.example/'],
    ['0;url=javascript:alert(1)'],
    ['0;url=data:text/html,x'],
    ['now;url=/b'],
  ])('does not take a reader off the mirror by "%s"', async content => {
    expect(await refresh('0;url=/b')).toBeDefined()
    expect(await refresh(content)).toBeUndefined()
  })
})

describe('a link element', () => {
  cases([
    [
      '<link rel="stylesheet" href="//img.paper.example/b.css">',
      '<link rel="stylesheet" href="/-/img.paper.example/b.css">',
    ],
    ['<link rel="shortcut icon" href="//paper.example/b.ico">', '<link rel="shortcut icon" href="/b.ico">'],
    ['<link rel=canonical href="/news/b">', '<link rel=canonical href="https://www.paper.example/news/b">'],
    [
      '<link rel=canonical href="https://paper.example/b">',
      '<link rel=canonical href="https://paper.example/b">',
    ],
    [
      '<link rel=alternate hreflang=en href="//paper.example/en/">',
      '<link rel=alternate hreflang=en href="/en/">',
    ],
    ['<link rel=next href="//paper.example/b">', '<link rel=next href="/b">'],
    ['<link rel="dns-prefetch" href="//other.example">', ''],
    ['<link rel=preconnect href="//other.example">', ''],
    ['<link rel=prefetch href="/b">', ''],
    ['<link rel=prerender href="/b">', ''],
    ['<link rel=modulepreload href="/b.js">', ''],
    ['<link rel=preload as=image imagesrcset="//other.example/b 2x" href="/b">', ''],
    ['<link rel=manifest href="/b.json">', ''],
    ['<link rel="stylesheet preload" href="/b.css">', '<link rel="stylesheet" href="/b.css">'],
    ['<link rel=pingback href="//other.example">', ''],
    ['<link href="/b.css">', ''],
    ['<link rel=stylesheet>', ''],
  ])

  test('to a style sheet on a host that is not carried fetches nothing', async () => {
    const html = '<link rel="stylesheet" href="https://cdn.example/b.css" integrity="sha384-x" crossorigin>'
    expect(await rewritten(html)).not.toMatch(/href|cdn/)
    const tagged = await rewritten(html, PAGE, true)
    expect(tagged).toContain(`href="${TAGGED}/b.css"`)
    expect(tagged).not.toMatch(/integrity|crossorigin/)
  })
})

describe('a style', () => {
  cases([
    [
      '<style>a{background:url(//img.paper.example/b)}</style>',
      '<style>a{background:url("/-/img.paper.example/b")}</style>',
    ],
    ['<style>a{color:red}</style>', '<style>a{color:red}</style>'],
    ['<style>a>b{content:"&amp;"}</style>', '<style>a>b{content:"&amp;"}</style>'],
    ['<style>@import "//other.example/b";c{}</style>', '<style>c{}</style>'],
    [
      '<p style="background:url(//img.paper.example/b)">x</p>',
      '<p style="background:url(&quot;/-/img.paper.example/b&quot;)">x</p>',
    ],
    ['<p style="color:red">x</p>', '<p style="color:red">x</p>'],
    [
      '<p style="background:url(&#39;//other.example/b&#39;)">x</p>',
      '<p style="background:url(&quot;data:,&quot;)">x</p>',
    ],
    [
      '<p style="background:u&#114;l(//other.example/b)">x</p>',
      '<p style="background:url(&quot;data:,&quot;)">x</p>',
    ],
    [
      '<p style="background:u\\72l(//other.example/b)">x</p>',
      '<p style="background:url(&quot;data:,&quot;)">x</p>',
    ],
  ])
})

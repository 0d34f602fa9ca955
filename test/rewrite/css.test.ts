import { describe, expect, test } from 'vitest'
import { relinkCss } from '../../src/rewrite/address/css.ts'

/** Carries what is on the paper's host, and shows every address that it was asked for. */
function relinked(css: string) {
  const asked: string[] = []
  const out = relinkCss(css, url => {
    asked.push(url)
    const { host, pathname, protocol } = new URL(url, 'https://www.paper.example/css/')
    if (protocol === 'data:') return url
    return host === 'www.paper.example' ? `/M${pathname}` : undefined
  })
  return { out, asked }
}
const out = (css: string) => relinked(css).out

describe('an address in a style sheet', () => {
  test.each([
    ['a{background:url(b.png)}', 'a{background:url("/M/css/b.png")}'],
    ['a{background:url( b.png )}', 'a{background:url("/M/css/b.png")}'],
    ['a{background:url("b.png")}', 'a{background:url("/M/css/b.png")}'],
    ["a{background:url('b.png')}", 'a{background:url("/M/css/b.png")}'],
    ['a{background:URL( "b.png" )}', 'a{background:URL( "/M/css/b.png" )}'],
    ['a{background:url(b\\.png)}', 'a{background:url("/M/css/b.png")}'],
    ['a{background:url("\\62.png")}', 'a{background:url("/M/css/b.png")}'],
    ['a{background:u\\72l("b.png")}', 'a{background:u\\72l("/M/css/b.png")}'],
    ['a{background:\\75 rl(b.png)}', 'a{background:url("/M/css/b.png")}'],
    [
      'a{background:red url(b.png) no-repeat,url(c.png)}',
      'a{background:red url("/M/css/b.png") no-repeat,url("/M/css/c.png")}',
    ],
    ['a{background:src("b.png")}', 'a{background:src("/M/css/b.png")}'],
    ['a{background:image("b.png", red)}', 'a{background:image("/M/css/b.png", red)}'],
    [
      'a{background:image-set("b.png" 1x, "c.png" 2x)}',
      'a{background:image-set("/M/css/b.png" 1x, "/M/css/c.png" 2x)}',
    ],
    [
      'a{background:-webkit-image-set(url(b.png) 1x)}',
      'a{background:-webkit-image-set(url("/M/css/b.png") 1x)}',
    ],
    [
      'a{background:image-set("b.png" type("image/png"))}',
      'a{background:image-set("/M/css/b.png" type("image/png"))}',
    ],
    [
      '@font-face{src:url(b.woff2) format("woff2"),local("Arial")}',
      '@font-face{src:url("/M/css/b.woff2") format("woff2"),local("Arial")}',
    ],
    ['@import "b.css";', '@import "/M/css/b.css";'],
    ["@import 'b.css' screen;", '@import "/M/css/b.css" screen;'],
    [
      '@import url(b.css) layer(x) supports(display:grid);',
      '@import url("/M/css/b.css") layer(x) supports(display:grid);',
    ],
    ['@import url("b.css");', '@import url("/M/css/b.css");'],
    ['@IMPORT/**/"b.css";', '@IMPORT/**/"/M/css/b.css";'],
    ['@\\69mport "b.css";', '@\\69mport "/M/css/b.css";'],
    ['@media print{a{background:url(b.png)}}', '@media print{a{background:url("/M/css/b.png")}}'],
    ['a{--b:url(b.png)}', 'a{--b:url("/M/css/b.png")}'],
    ['a{background:url(b.png', 'a{background:url("/M/css/b.png")'],
  ])('%s is relinked', (css, expected) => {
    expect(out(css)).toBe(expected)
  })

  test.each([
    ['a{background:url(https://evil.example/b)}'],
    ['a{background:url("https://evil.example/b")}'],
    ['a{background:url(//evil.example/b)}'],
    ['a{background:u\\72l(//evil.example/b)}'],
    ['a{background:URL(//evil.example/b}'],
    ['a{background:url("//evil.example/b'],
    ['a{background:url(\n//evil.example/b\n)}'],
    ['a{background:url(\\2f/evil.example/b)}'],
    ['a{background:url("\\2f\\2f evil.example/b")}'],
    ['a{background:url("//evil\\\n.example/b")}'],
    ['a{background:image-set("//evil.example/b" 1x)}'],
    ['a{background:-webkit-image-set("//evil.example/b" 1x)}'],
    ['a{background:image-set(var(--x),"//evil.example/b" 1x)}'],
    ['a{background:cross-fade(url(//evil.example/b),url(c.png))}'],
    ['a{background:src("//evil.example/b")}'],
    ['a{background:url(//evil.example/(b)}'],
    ['a{background:url(//evil.example/b c)}'],
    ['a{background:url(//evil.example/"b)}'],
    ['@import "//evil.example/b.css";'],
    ['@import url(//evil.example/b.css) print;'],
    ['@import url("//evil.example/b.css")'],
    ['@\\49mport "//evil.example/b.css";'],
    ['@import\n"//evil.example/b.css"\n;'],
    ['@font-face{src:url(//evil.example/b.woff2)}'],
    ['a{cursor:url(//evil.example/b.cur),auto}'],
    ['a{filter:url(//evil.example/b.svg#c)}'],
    ['a{--b:url(//evil.example/b)}'],
    ['<!-- a{background:url(//evil.example/b)} -->'],
    ['}}}a{background:url(//evil.example/b)}'],
    [')a{background:url(//evil.example/b)}'],
    ['"not closed\na{background:url(//evil.example/b)}'],
  ])('%j never comes out with an address that is not carried', css => {
    expect(relinked(css).out).not.toMatch(/evil\.example|evil\s/)
  })

  test('that is not carried is replaced by nothing to fetch, and the rest stays', () => {
    expect(out('a{background:red url(//evil.example/b) 0 0;color:blue}c{}')).toBe(
      'a{background:red url("data:,") 0 0;color:blue}c{}',
    )
  })

  test('of a style sheet that is not carried takes its rule along, and no other', () => {
    const css =
      '@charset "x";@import "b.css";@import url(//evil.example/c.css) print;@import "d.css";p{color:red}'
    expect(out(css)).toBe('@charset "x";@import "/M/css/b.css";@import "/M/css/d.css";p{color:red}')
  })

  test('in an @import that is not closed takes nothing along that a browser would read', () => {
    const css = '@import "//evil.example/a.css" {}\np{color:red}q{color:blue;margin:0}'
    expect(out(css)).toContain('p{color:red}q{color:blue;margin:0}')
  })

  test('may be data, which stays', () => {
    const css = 'a{background:url("data:image/png;base64,AA==")}'
    expect(out(css)).toBe(css)
  })
})

describe('what only looks like an address in a style sheet', () => {
  test.each([
    ['a{color:red}'],
    ['a::before{content:"url(//other.example/b)"}'],
    ['a::before{content:\'@import "//other.example/b"\'}'],
    ['/* url(//other.example/b) @import "c"; */a{color:red}'],
    ['a[href="https://other.example/"]{background:none}/*url*/'],
    ['a[src="url(b)"]{color:red}'],
    ['@font-face{font-family:"url"}'],
    ['a{font-family:"image.png"}'],
    ['@media (min-width:1px){.import{quotes:"«" "»"}}'],
    ['a{content:counter(curl,"url")}'],
    ['.url\\:b{color:red}'],
    ['a{background-image:linear-gradient(red,blue)}'],
  ])('%s stays as it is', css => {
    const { out, asked } = relinked(css)
    expect(out).toBe(css)
    expect(asked).toEqual([])
  })

  test('such as what only looks like a namespace is relinked', () => {
    expect(out('@namespace\0 url(//evil.example/b);')).not.toContain('evil')
    expect(out('@namespace url(//evil.example/b);')).toContain('evil')
  })

  test('such as a namespace, which is a name and is never fetched, stays as it is', () => {
    const css = '@namespace svg url(http://www.w3.org/2000/svg);svg|a{fill:red}'
    expect(out(css)).toBe(css)
  })
})

describe('a style sheet that is broken', () => {
  test.each([
    ['a{background:url(b.png);'],
    ['a{background:url(b.png)}}}'],
    ['a{"'],
    ['/* url('],
    ['@import'],
    ['@import;a{background:url(b.png)}'],
    ['url('],
    ['\\'],
    ['\u0000url(b)'],
    ['a{background:url(b.png) ]) }'],
  ])('%j does not throw', css => {
    expect(() => out(css)).not.toThrow()
  })

  test('is relinked after what is broken', () => {
    expect(out('a{b:"c\n}d{background:url(e.png)}')).toContain('url("/M/css/e.png")')
    expect(out('@import;a{background:url(b.png)}')).toBe('@import;a{background:url("/M/css/b.png")}')
  })
})

describe('an address that would end the style element', () => {
  const nasty = (address: string) => relinkCss('a{background:url(b)}', () => address)

  test.each([['</style><script>alert(1)</script>'], ['x</STYLE >'], ['<!--'], ['"</style>'], ['\\</style>']])(
    '%s does not',
    address => {
      expect(nasty('/b')).toBe('a{background:url("/b")}')
      expect(nasty(address)).not.toMatch(/<\/?style|<!--/i)
    },
  )

  test.each([['"'], ['")}b{background:url(//evil.example/'], ['\\'], ['\n'], ['a\\"b']])(
    '%j does not end its own string',
    address => {
      const css = nasty(address)
      const asked: string[] = []
      relinkCss(css, url => void asked.push(url))
      expect(asked).toEqual([address])
    },
  )

  test('that was written with escapes does not come out plain', () => {
    const css = relinkCss('a{background:url("\\3c/style>")}', url => url)
    expect(css).not.toContain('</style')
  })
})

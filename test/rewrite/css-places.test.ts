import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { relinkCss, relinkTokens } from '../../src/rewrite/address/css.ts'
import { addressPlaces } from '../../src/rewrite/address/css-places.ts'

const seen = (url: string) => {
  if (url.startsWith('data:')) return url
  return url.includes('no')
    ? undefined
    : url.startsWith('/-/seen/')
      ? url
      : `/-/seen/${encodeURIComponent(url.toWellFormed())}`
}

/** Pieces that style sheets are made of, and pieces that are there to mislead. */
const pieces = [
  ...[
    'url(',
    'URL(',
    'u\\72l(',
    '\\75 rl(',
    'my-url(',
    'image-set(',
    '-webkit-image-set(',
    'src(',
    'calc(',
    'é',
    'image(',
  ],
  ...[
    '@import ',
    '@import',
    '@IMPORT"a.css"',
    '@\\69mport "x"',
    '@imports "n"',
    '@media screen{',
    '@font-face{',
    'url',
  ],
  ...[
    '"a.png"',
    "'b.png'",
    '"no.png"',
    '"',
    "'",
    '\\',
    '\\"',
    '\\)',
    'c.png',
    'no.png',
    'data:image/png;base64,AA==',
  ],
  ...[
    '"data:image/png,x"',
    '/*',
    '*/',
    '/* url(x) */',
    '(',
    ')',
    '{',
    '}',
    ';',
    ',',
    ':',
    ' ',
    '\n',
    '\t',
    '1x',
    '2x',
  ],
  ...[
    'a{color:red}',
    '.x\\:y{}',
    'width:9px\\9;',
    'content:"\\e900";',
    '//host/p.png',
    'https://h.example/a;b?c',
    '!',
    '<!--',
  ],
]

/** Every address that a browser would fetch for a style sheet. */
function fetched(css: string): string[] {
  const urls: string[] = []
  relinkTokens(css, url => {
    urls.push(url)
    return url
  })
  return urls
}

const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map(parts => parts.join(''))

/** Style sheets as people and tools write them: broken nowhere, with everything that is hard to read. */
const value = fc.constantFrom(
  ...[
    'url(a.png)',
    'url("b.png")',
    "url( 'no.png' )",
    'url(data:image/png;base64,AA==)',
    'u\\72l(c.png)',
    'red',
  ],
  ...[
    'image-set("d.png" 1x, url(e.png) 2x)',
    '"url(x)"',
    '"\\e900"',
    'calc((1px + 2px)*3)',
    '/* url(f) */ 0',
    'url(g\\)h.png)',
  ],
)
const rule = fc.oneof(
  value.map(text => `.a\\:b{background:${text};width:9px\\9}`),
  fc.constantFrom(
    '@import "i.css";',
    '@import url(j.css;k) screen;',
    "@import 'no.css' supports(display:grid);",
  ),
  value.map(text => `@media (min-width:1px){a{b:c ${text}}}`),
  fc.constantFrom('/* @import "x"; " */', '<!--', '-->', "a::before{content:'\\'url(z)'}", '\n'),
)
const sheet = fc.array(rule, { maxLength: 12 }).map(rules => rules.join(''))

describe('the places of a style sheet that can hold an address', () => {
  it('are all there are: what is relinked there is what is relinked token by token', () => {
    fc.assert(
      fc.property(sheet, css => {
        expect(relinkCss(css, seen)).toBe(relinkTokens(css, seen))
      }),
      { numRuns: 5000 },
    )
  })

  it('leave no address unseen, however broken the style sheet is', () => {
    fc.assert(
      fc.property(soup, css => {
        const left = fetched(relinkCss(css, seen)).filter(url => !/^\/-\/seen\/|^data:/.test(url))
        expect(left).toEqual([])
      }),
      { numRuns: 20_000 },
    )
  })

  it('are found by that check, as a control', () => {
    expect(fetched('a{b:url(x.png) image-set("y.png" 1x)}@import "z"')).toEqual(['x.png', 'y.png', 'z'])
  })

  it('do not cover a style sheet that names none', () => {
    let asked = 0
    relinkCss('a{color:red;content:"url(x)"}/* @import "y" */ .url{}'.repeat(100), () => {
      asked++
      return undefined
    })
    expect(asked).toBe(0)
  })

  it('do cover one, as a control', () => {
    expect(relinkCss('a{background:url(b.png)}', () => '/c.png')).toBe('a{background:url("/c.png")}')
  })

  const places = (css: string) => Array.from(addressPlaces(css), ({ start, end }) => css.slice(start, end))

  it.each([
    ['a:url(b) URL( "c)" )', ['url(b)', 'URL( "c)" )']],
    [
      '-webkit-image-set("a" 1x) -image-set("b") aurl(c) -url(d) \0url(e) éurl(f) #url(g) @url(h)',
      '-webkit-image-set("a" 1x)',
    ],
    ['<!--url(a) <!---webkit-image-set("b")', ['url(a)', '-webkit-image-set("b")']],
    ['--url(a) !--url(b)', []],
    ['<!--u\\72l(a) <!--\\75rl(b)', ['u\\72l(a)', '\\75rl(b)']],
    ['\\<!--url(a) \\<!--u\\72l(b)', ['url(a)']],
    ['\\{url(a) \\\nurl(b)', ['url(b)']],
    ['@im\\70ort "a"; @imports "b"; @@import "c";', ['@im\\70ort "a";', '@import "c";']],
    ['@namespace url(a); @namespace\\73  url(b)', ['url(b)']],
    [
      'url(data:image/png,a) url("data:font/woff,b") url(data:text/css,c) -url(data:image/png,d)',
      ['url(data:text/css,c)'],
    ],
    ['/*url(a)*/url(b)/**/url(c', ['url(b)', 'url(c']],
    ['"url(a)"url(b)"url(c)\nurl(d)', ['url(b)', 'url(d)']],
  ])('begin where a name does: %j', (css, expected) => {
    expect(places(css)).toEqual([expected].flat())
  })

  it.each([
    '\\a',
    'a\\\n',
    '(',
    '@',
    '@a',
    '----url',
    'a',
    '"',
    "'\n",
    '<!--',
    'url( ',
    '@import ',
    '@namespace ',
  ])('are found in linear time: %j', piece => {
    const started = performance.now()
    places(piece.repeat(1_000_000 / piece.length))
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

import fc from 'fast-check'
import { isRelocated, type Source } from '../../src/rewrite/page.ts'
import { parseSite } from '../../src/site.ts'
import { hostTags } from '../../src/tags.ts'

const parsed = parseSite({
  origin: 'https://www.paper.example',
  aliases: ['paper.example'],
  hosts: ['img.paper.example', 'm.paper.example:8443'],
})
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
export const { site } = parsed
export const tags = hostTags('a key')

/** Pages of the primary, an alias and a listed host, with tags and without, by themselves and under a `<base>`. */
export const place = fc
  .record({
    url: fc.constantFrom(
      ...[
        'https://www.paper.example/',
        'https://www.paper.example/news/a.html?b#c',
        'https://paper.example//d',
      ],
      ...['https://img.paper.example/e/', 'https://m.paper.example:8443/f/g'],
    ),
    tagged: fc.boolean(),
    charset: fc.constantFrom('UTF-8', 'UTF-8', 'GBK'),
  })
  .map(({ url, tagged, charset }) => ({ base: url, site, charset, ...(tagged ? { tags } : {}) }))

export type TestPlace = { base: string; site: typeof site; charset: string; tags?: typeof tags }

export function sourceOf({ base, charset, tags }: TestPlace): Source {
  const relocated = isRelocated(base, site)
  return { url: base, site, charset, relocated, whole: false, ...(tags ? { tags } : {}) }
}

const scheme = fc.constantFrom(
  ...[
    '',
    '',
    'https:',
    'http:',
    'HTTPS:',
    'hTTp:',
    'ht\ttps:',
    'javascript:',
    'data:',
    'data:image/png,',
    'blob:',
  ],
  ...[
    'ftp:',
    'ws:',
    'file:',
    'mailto:',
    'view-source:',
    'x:',
    'https&colon;',
    'https&#58;',
    ' https:',
    '\0https:',
  ],
)
const slashes = fc.constantFrom(
  ...['', '/', '//', '///', '\\', '\\\\', '/\\', '\\/', '/\t/', '/\n/', '&sol;/', '//\r'],
)
const user = fc.constantFrom('', '', '', 'u@', 'u:p@', 'www.paper.example@', '@', '%40@')
const host = fc.constantFrom(
  ...['www.paper.example', 'WWW.Paper.Example', 'paper.example', 'www.paper.example.', 'img.paper.example'],
  ...[
    'img.paper.example.',
    'm.paper.example',
    'evil.example',
    'www.paper.example.evil.example',
    'paper.exampleevil',
  ],
  ...[
    'wwwxpaper.example',
    'evil.example%2f.paper.example',
    'еvil.example',
    '中国.example',
    'xn--fiqs8s.example',
  ],
  ...[
    'ev%69l.example',
    'evil。example',
    '127.0.0.1',
    '127.0.0.9',
    '2130706433',
    '0x7f.0.0.1',
    '[::1]',
    '[::ffff:7f00:1]',
  ],
  ...[
    'localhost',
    'a.local',
    'evil',
    '',
    '-',
    '.',
    '..',
    'a_b.example',
    'cdn.example~abc',
    'www.paper.example~',
  ],
)
const port = fc.constantFrom('', '', '', ':443', ':80', ':8443', ':0', ':', ':99999')
const path = fc.constantFrom(
  ...[
    '',
    '/',
    '/a',
    '/a/../b',
    '/./c',
    '/%2e%2e/d',
    '/..//evil.example',
    '//evil.example/e',
    '/-/',
    '/-',
    '/-/health',
  ],
  ...[
    '/-/evil.example/x',
    '/.//-/x',
    '/%2d/y',
    '/a%2Fb%',
    '/中',
    '/a b',
    '/"<>',
    "/'",
    '/a\tb',
    '/\\c',
    '-/health',
    'a',
    '../b',
  ],
  ...['/a,b', '/,', '/(c)', '/a;b', '/\u00a0', '/\ud800', '/\u2028', '/&amp;', '/a~b'],
)
const query = fc.constantFrom(
  '',
  '',
  '?',
  '?a=1&b=2',
  '?词',
  '?a?b',
  '?//evil.example',
  '?%',
  '?a b',
  "?'",
  '?&copy=1',
  '?"',
)
const fragment = fc.constantFrom('', '', '#', '#a', '#中', '#?b', '#//x', '#:~:text=a')
const edge = fc.constantFrom('', '', '', ' ', '\t', '\n', '\x01', '\u00a0')

/** An address of pieces that are there to mislead; broken as often as not. */
export const hostile = fc
  .tuple(edge, scheme, slashes, user, host, port, path, query, fragment, edge)
  .map(pieces => pieces.join(''))
  .chain(whole => fc.oneof({ weight: 4, arbitrary: fc.constant(whole) }, fc.webUrl(), shuffled(whole)))

function shuffled(whole: string): fc.Arbitrary<string> {
  const at = fc.nat(whole.length)
  const stray = fc.constantFrom(
    '\0',
    '\t',
    '\n',
    '/',
    '\\',
    ':',
    '@',
    '#',
    '?',
    '%',
    '&',
    '.',
    '-',
    ' ',
    '"',
    "'",
    '<',
    '>',
    '=',
  )
  return fc.tuple(at, at, stray).map(([a, b, c]) => whole.slice(0, a) + c + whole.slice(b))
}

/** One resource whatever its fragment, scheme (the mirror asks by the site's), final dot of its host, or user. */
export function resource(href: string): string {
  const { host, pathname, search } = new URL(href)
  return `${host.replace(/\.(?=:|$)/, '').replace(/^paper\.example$/, 'www.paper.example')}${pathname}${search}`
}

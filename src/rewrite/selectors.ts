import type { Territory } from '../address.ts'

/**
 * Which elements JavaScript looks at. A call costs more than everything else, so native selectors leave out what
 * cannot need one; what they cannot prove harmless, they hand over.
 */

/**
 * Elements that go, whatever they hold. An animation could give a link any address after all were looked at. Formulas,
 * and drawings in drawings or in lists of choices, are where parsers differ on what is text and what is markup.
 */
export const DROPPED = [
  ...[
    'script',
    'iframe',
    'frame',
    'noframes',
    'noembed',
    'embed',
    'applet',
    'portal',
    'fencedframe',
    'set',
    'animate',
  ],
  ...['math'],
]

/** Elements that go where they are. */
export const DROPPED_INSIDE = [
  ...[
    'svg svg',
    'select svg',
    'selecx svg',
    'svg noscript',
    'svg plaintext',
    'svg base',
    'select xmp',
    'selecx xmp',
  ],
  // To a browser these hold text. Where the parser sees elements in them, it has lost its way in a drawing.
  ...['style *', 'title *', 'textarea *', 'xmp *', 'noembed *', 'noscript *', 'plaintext *'],
]

/** To a browser these hold text, in which there are no comments. */
export const TEXTUAL = ['style', 'title', 'textarea', 'xmp', 'noembed', 'noframes', 'plaintext']

/** Elements that need a look whatever their attributes are. */
const ELEMENTS = [
  ...['object', 'frameset', 'framesex', 'base', 'link', 'form', 'img', 'source', 'video', 'audio', 'track'],
  ...['input[src]', 'image', 'use', 'feImage'],
  ...[
    'meta[http-equiv]',
    'meta[name="referrer" i]',
    'meta[content*="//"]',
    'meta[content*="\\\\"]',
    'meta[content*="&"]',
  ],
]

/** Attributes that are rare, wherever they stand: to name the elements too would be more tests, and not fewer. */
const ATTRIBUTES = [
  ...['ping', 'attributionsrc', 'referrerpolicy', 'formaction', 'manifest', 'background', 'xlink\\:href'],
]

/**
 * A link needs no look where it can only lead to a path of its own page's host. These are all the ways to name
 * another one besides a scheme, a port and two slashes: a backslash, a character reference for one of these, white space
 * between them; and the mirror's own prefix.
 */
const UNUSUAL = [
  ...['*="\\\\"', '*="&#"', '*="\\9 "', '*="\\a "', '*="\\d "'],
  ...['*="-/"', '$="/-"', '^="-"', '*="/-?"', '*="/-#"'],
  ...['*="&col" i', '*="&sol" i', '*="&bsol" i', '*="&tab" i', '*="&newl" i'],
]

/** A `style` that can name an address: in brackets, whatever the word before them is spelled like. */
const STYLES = ['[style*="("]', '[style*="&"]']

/** What needs a look at its attributes, one by one; links have their own handler. */
export const ATTRIBUTED = [...ELEMENTS, ...ATTRIBUTES.map(name => `[${name}]`), ...STYLES].join(',')

/**
 * On a page of the primary host paths mean the same on the mirror: only links that lead elsewhere are looked at. Where
 * they begin with the paper's own address, plainly, the last pass takes it off.
 * @param own these beginnings, without a slash at their end
 */
export function linksElsewhere(site: Territory, own: readonly string[]): string {
  const hosts = [...new Set([site.host, ...site.aliases, ...site.hosts])]
  // A host's name in another alphabet is not in the address that names it.
  const foreign = hosts.some(host => host.includes('xn--'))
  const but = (prefixes: readonly string[]) => prefixes.map(prefix => `:not([href^="${prefix}"])`).join('')
  const away = foreign ? '' : but(['https://', 'http://'])
  return [
    'area[href]',
    ...UNUSUAL.map(test => `a[href${test}]`),
    `a[href*=":"]${away}`,
    `a[href*="//"]${away}`,
    ...hosts.map(host => `a[href*="${host}" i]${but(own.map(prefix => `${prefix}/`))}`),
    ...own.flatMap(prefix => [`a[href^="${prefix}//"]`]),
  ].join(',')
}

/** On a page whose paths mean something else there (another host's, or one with a `<base>`) every link is. */
export const EVERY_LINK = 'a[href],area[href]'

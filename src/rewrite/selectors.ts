/**
 * Which elements JavaScript looks at. A call costs more than everything else, so native selectors leave out what
 * cannot need one; what they cannot prove harmless, they hand over.
 */

/**
 * Elements that go, whatever they hold. An animation could give a link any address after all were looked at. Formulas,
 * and drawings in drawings or in lists of choices, are where parsers differ on what is text and what is markup.
 */
export const DROPPED = [
  ...['script', 'iframe', 'frame', 'noframes', 'embed', 'applet', 'portal', 'fencedframe', 'set', 'animate'],
  ...['math', 'svg svg', 'select svg', 'svg noscript', 'svg plaintext'],
  // To a browser these hold text. Where the parser sees elements in them, it has lost its way in a drawing.
  ...['style *', 'title *', 'textarea *', 'xmp *', 'noembed *', 'noscript *', 'plaintext *'],
].join(',')

/** Elements that need a look whatever their attributes are. */
const ELEMENTS = [
  ...[
    'object',
    'frameset',
    'framesex',
    'base',
    'link',
    'form',
    'meta[http-equiv]',
    'meta[name="referrer" i]',
  ],
  ...[
    'meta[property*="image" i]',
    'meta[name*="image" i]',
    'meta[itemprop*="image" i]',
    'meta[name="thumbnail" i]',
  ],
  ...[
    'meta[property*="video" i]',
    'meta[property*="audio" i]',
    'meta[name*="player" i]',
    'meta[name^="msapplication" i]',
  ],
  ...['img', 'source', 'video', 'audio', 'track', 'input[src]', 'image', 'use', 'feImage'],
]

/** Attributes that are rare, and always need a look. */
const ATTRIBUTES = [
  ...['formaction', 'ping', 'background', 'poster', 'srcset', 'imagesrcset', 'manifest', 'lowsrc', 'dynsrc'],
  ...['longdesc', 'attributionsrc', 'srcdoc', 'xlink\\:href', 'referrerpolicy'],
]

/**
 * A link needs no look where it can only lead to a path of its own page's host. These are all the ways to name
 * another one: a scheme or a port, two slashes, a backslash, a character reference for one of these, white space
 * between them; and the mirror's own prefix.
 */
const LEADING_ELSEWHERE = [
  ...['*=":"', '*="//"', '*="\\\\"', '*="&#"', '*="\\9 "', '*="\\a "', '*="\\d "'],
  ...['*="/-/"', '^="-/"', '$="/-"', '^="-"', '*="/-?"', '*="/-#"'],
  ...['*="&col" i', '*="&sol" i', '*="&bsol" i', '*="&tab" i', '*="&newl" i'],
]

/** A `style` that can name an address, plainly or by an escape. */
const STYLES = ['*="url" i', '*="image" i', '*="src" i', '*="\\\\"', '*="&"']

/** Elements of a drawing that take something from another one, besides those above. */
const REFERRING = [
  'linearGradient',
  'radialGradient',
  'pattern',
  'textPath',
  'mpath',
  'filter',
  'tref',
  'cursor',
]

/** Attributes of a drawing that can name another one. */
const PAINTS = [
  'fill',
  'stroke',
  'filter',
  'mask',
  'clip-path',
  'cursor',
  'marker-start',
  'marker-mid',
  'marker-end',
  'marker',
]
/** Where a drawing ends is not the same to every parser: these count everywhere. No address without a "(". */
const PAINTED = ['*="("', '*="&"']

/** The handlers that pages have most, which go. What is left of the others means nothing (`handlers.ts`). */
const EVENTS = ['click', 'load', 'error', 'submit', 'change', 'mouseover', 'mouseout', 'mousedown']

/** What needs a look at its attributes, one by one; links have their own handler. */
export const ATTRIBUTED = [
  ...ELEMENTS,
  ...ATTRIBUTES.map(name => `[${name}]`),
  ...STYLES.map(test => `[style${test}]`),
  ...PAINTS.flatMap(name => PAINTED.map(test => `[${name}${test}]`)),
  ...REFERRING.map(name => `${name}[href]`),
  ...EVENTS.map(name => `[on${name}]`),
].join(',')

/** On a page of the primary host paths mean the same on the mirror: only links that lead elsewhere are looked at. */
export const LINKS_ELSEWHERE = ['area[href]', ...LEADING_ELSEWHERE.map(test => `a[href${test}]`)].join(',')

/** On a page whose paths mean something else there (another host's, or one with a `<base>`) every link is. */
export const EVERY_LINK = 'a[href],area[href]'

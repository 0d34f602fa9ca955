/**
 * Which elements JavaScript looks at. A call costs more than everything else, so native selectors leave out what
 * cannot need one; what they cannot prove harmless, they hand over.
 */

/** Elements that need a look whatever their attributes are. */
const ELEMENTS = [
  ...['script', 'iframe', 'frame', 'object', 'embed', 'applet', 'portal', 'fencedframe'],
  ...['base', 'link', 'meta[http-equiv]', 'meta[name="referrer" i]'],
  ...['img', 'source', 'video', 'audio', 'track', 'input[src]', 'image', 'use', 'feImage', 'area', 'form'],
]

/** Attributes that are rare, and always need a look. */
const ATTRIBUTES = [
  ...['formaction', 'ping', 'background', 'poster', 'srcset', 'imagesrcset', 'manifest', 'lowsrc', 'dynsrc'],
  ...['longdesc', 'attributionsrc', 'srcdoc', 'xlink\\:href'],
]

/**
 * A link needs no look where it can only lead to a path of its own page's host. These are all the ways to name
 * another one: a scheme or a port, two slashes, a backslash, a character reference for one of these, white space
 * between them; and the mirror's own prefix.
 */
const LEADING_ELSEWHERE = [
  ...['*=":"', '*="//"', '*="\\\\"', '*="&#"', '*="\\9 "', '*="\\a "', '*="\\d "', '^="/-"'],
  ...['*="&col" i', '*="&sol" i', '*="&bsol" i', '*="&tab" i', '*="&newl" i'],
]

/** A `style` that can name an address, plainly or by an escape. */
const STYLES = ['*="url" i', '*="image" i', '*="src" i', '*="\\\\"', '*="&"']

/** Event handlers that pages use. The Content-Security-Policy stops every other one. */
const EVENTS = (
  'click load error mouseover mouseout mousedown mouseup mousemove mouseenter mouseleave submit change focus blur ' +
  'keydown keyup keypress input select selectstart contextmenu dragstart copy cut paste dblclick resize scroll ' +
  'unload beforeunload abort reset touchstart touchend touchmove wheel pageshow canplay ended play'
).split(' ')

const COMMON = [
  ...ELEMENTS,
  ...ATTRIBUTES.map(name => `[${name}]`),
  ...STYLES.map(test => `[style${test}]`),
  ...EVENTS.map(name => `[on${name}]`),
]

/** For a page of the primary host: paths mean the same on the mirror, so only what leads elsewhere is looked at. */
export const ON_PRIMARY = [...COMMON, ...LEADING_ELSEWHERE.map(test => `a[href${test}]`)].join(',')

/** For a page whose paths mean something else on the mirror (another host's, or one with a `<base>`): every link. */
export const ELSEWHERE = [...COMMON, '[href]'].join(',')

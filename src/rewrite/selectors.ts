/**
 * Which elements JavaScript looks at. A call costs more than everything else, so native selectors leave out what
 * cannot need one; what they cannot prove harmless, they hand over.
 */

/** Elements that need a look whatever their attributes are. */
const ELEMENTS = [
  ...['script', 'iframe', 'frame', 'object', 'embed', 'applet', 'portal', 'fencedframe'],
  ...['base', 'link', 'meta[http-equiv]', 'meta[name="referrer" i]'],
  ...['img', 'source', 'video', 'audio', 'track', 'input[src]', 'area', 'form'],
  ...['image', 'use', 'feImage', 'set', 'animate'],
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
const ELSEWHERE_IN_PAINT = ['*="/"', '*="&"', '*="\\\\"']

/**
 * Every event handler attribute that a browser knows (HTML standard, SVG, and the event specifications). An
 * unknown one does nothing, and the Content-Security-Policy stops what a browser of tomorrow may know.
 */
const EVENTS = (
  'abort afterprint animationcancel animationend animationiteration animationstart auxclick beforecopy beforecut ' +
  'beforeinput beforematch beforepaste beforeprint beforetoggle beforeunload begin blur cancel canplay ' +
  'canplaythrough change click close command contentvisibilityautostatechange contextlost contextmenu ' +
  'contextrestored copy cuechange cut dblclick devicemotion deviceorientation drag dragend dragenter dragexit ' +
  'dragleave dragover dragstart drop durationchange emptied end ended error focus focusin focusout formdata ' +
  'freeze fullscreenchange fullscreenerror gotpointercapture hashchange input invalid keydown keypress keyup ' +
  'languagechange load loadeddata loadedmetadata loadend loadstart lostpointercapture message messageerror ' +
  'mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel offline online orientationchange ' +
  'pagehide pagereveal pageshow pageswap paste pause play playing pointercancel pointerdown pointerenter ' +
  'pointerleave pointermove pointerout pointerover pointerrawupdate pointerup popstate progress ratechange repeat ' +
  'readystatechange rejectionhandled reset resize resume scroll scrollend scrollsnapchange scrollsnapchanging search ' +
  'securitypolicyviolation seeked seeking select selectionchange selectstart show slotchange stalled storage submit ' +
  'suspend timeupdate toggle touchcancel touchend touchmove touchstart transitioncancel transitionend ' +
  'transitionrun transitionstart unhandledrejection unload volumechange waiting webkitanimationend ' +
  'webkitanimationiteration webkitanimationstart webkitfullscreenchange webkitfullscreenerror webkittransitionend wheel'
).split(' ')

const COMMON = [
  ...ELEMENTS,
  ...ATTRIBUTES.map(name => `[${name}]`),
  ...STYLES.map(test => `[style${test}]`),
  ...PAINTS.flatMap(name => ELSEWHERE_IN_PAINT.map(test => `svg [${name}${test}]`)),
  ...EVENTS.map(name => `[on${name}]`),
]

/** For a page of the primary host: paths mean the same on the mirror, so only what leads elsewhere is looked at. */
export const ON_PRIMARY = [...COMMON, ...LEADING_ELSEWHERE.map(test => `a[href${test}]`)].join(',')

/** For a page whose paths mean something else on the mirror (another host's, or one with a `<base>`): every link. */
export const ELSEWHERE = [...COMMON, '[href]'].join(',')

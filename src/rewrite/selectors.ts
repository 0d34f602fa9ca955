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
    'model',
    'amp-iframe',
    'set',
    'animate',
  ],
  ...['math'],
]

/** What only AMP's script fills. Elsewhere than on AMP's own pages nobody should pay for the look. */
const AMP_ONLY = [
  ...['amp-youtube', 'amp-vimeo', 'amp-dailymotion', 'amp-video-iframe'],
  ...['amp-twitter', 'amp-instagram', 'amp-facebook', 'i-amphtml-sizer'],
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
  ...['html[amp]', 'html[⚡]'].flatMap(page => AMP_ONLY.map(name => `${page} ${name}`)),
  // What was to be seen until the picture was there, or in its place.
  ...['amp-img', 'amp-anim'].flatMap(outer => [`${outer} amp-img[placeholder]`, `${outer} img[placeholder]`]),
  ...['amp-img', 'amp-anim', 'amp-video', 'amp-audio'].map(outer => `${outer} div[fallback]`),
  // To a browser these hold text. Where the parser sees elements in them, it has lost its way in a drawing.
  ...['style *', 'title *', 'textarea *', 'xmp *', 'noembed *', 'noscript *', 'plaintext *'],
]

/** To a browser these hold text, in which there are no comments. */
export const TEXTUAL = ['style', 'title', 'textarea', 'xmp', 'noembed', 'noframes', 'plaintext']

/** Elements whose meaning, and not an attribute alone, decides what becomes of them. */
export const ELEMENTS = [
  ...['object', 'frameset', 'framesex', 'base', 'link', 'form', 'img', 'source', 'video', 'audio', 'track'],
  ...['amp-img', 'amp-anim', 'amp-video', 'amp-audio'],
  ...['input[src]', 'image', 'use', 'feImage'],
  ...[
    'meta[http-equiv]',
    'meta[name="referrer" i]',
    'meta[content*="//"]',
    'meta[content*="\\\\"]',
    'meta[content*="&"]',
  ],
]

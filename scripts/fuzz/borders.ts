import { CLOSING } from '../../src/rewrite/pass/sentinel.ts'
import { PAYLOADS } from './dense.ts'
import { word } from './hostile.ts'
import { LISTED_CLASS, REMOVED_CLASS } from './page.ts'
import type { Random } from './random.ts'

/** Short pages about where what is read otherwise begins and ends, nested in every way. */

/** What makes the next piece, and whatever stands in it. */
type Make = (random: Random, depth: number) => string

const pickFrom =
  (...from: readonly string[]): Make =>
  random =>
    random.pick(from)
/** A few of these in a row. */
const some =
  (most: number, ...from: readonly Make[]): Make =>
  (random, depth) =>
    Array.from({ length: random.below(most + 1) }, () => random.pick(from)(random, depth)).join('')
const named: Make = random =>
  random.chance(0.3) ? ` class=${random.pick([LISTED_CLASS, REMOVED_CLASS])}` : ''

const payload: Make = random => random.pick(PAYLOADS)
const said: Make = random => ` ${word(random)} `
const inside: Make = (random, depth) => (depth <= 0 ? payload(random, 0) : row(random, depth - 1))

/** Start tag, contents, and mostly the end tag; an end tag of something else now and then. */
const around =
  (names: readonly string[], contents: Make, attributes: Make = named): Make =>
  (random, depth) => {
    const name = random.pick(names)
    const start = `<${name}${attributes(random, depth)}${random.chance(0.15) ? '/' : ''}>`
    const end = random.chance(0.75) ? `</${random.chance(0.9) ? name : random.pick(names)}>` : ''
    return start + contents(random, depth) + end
  }

const scripted = some(
  7,
  pickFrom('<!--', '-->', '<!-->', '<!--->', '--!>', '<!', '--', '<scr', 'x', '</scripts>', '"', '>'),
  pickFrom(
    '<script>',
    '<script ',
    '<script/',
    '<SCRIPT\n',
    '</script>',
    '</script ',
    '</script/',
    '</SCRIPT\f>',
  ),
  payload,
  said,
)
const section: Make = (random, depth) =>
  `<![CDATA[${some(3, pickFrom(']]', ']', '>', ']]>', '&lt;', '&', '<!--', '-->'), payload, said)(random, depth)}${
    random.chance(0.8) ? ']]>' : ''
  }`
const drawn = ['svg', 'svg', 'desc', 'foreignObject', 'g', 'title', 'style', 'a', 'math', 'mtext']
const text = some(
  3,
  pickFrom(
    '<!--',
    '-->',
    '</',
    '<',
    '&lt;',
    '&amp;lt;',
    '</title',
    '</textarea ',
    '</style/',
    '</svg>',
    '</select>',
    '</template>',
  ),
  payload,
  said,
)
/** What ends the element around a text, for a browser that takes the text for markup. */
const ending: Make = (random, depth) =>
  random.pick(['</svg>', '</select>', '</template>', '</title>', '</noscript>']) + payload(random, depth)
const led = pickFrom(
  '',
  ' action=/a',
  ' action=//evil.example/f',
  ' action=https://www.lantern.example/f',
  ' action=javascript:x()',
)
const amp = pickFrom(
  '',
  ' src=/a.jpg',
  ' src=//evil.example/a.jpg width=3 height=2 layout=responsive',
  ' placeholder src=/p.jpg',
  ' fallback',
  ' layout=nodisplay src=/n',
  ' data-videoid=x',
  ` class=${LISTED_CLASS} src=/c.jpg`,
)
const played = pickFrom(
  '',
  ' src=/v.mp4',
  ' src=https://evil.example/v.mp4',
  ' src=https://evil.example/v.mp4 poster=/p.jpg',
  ' poster=//evil.example/p.jpg',
  ` class=${LISTED_CLASS}`,
)
/** What ends only behind the end of what it stands in. */
const crossed: Make = (random, depth) => {
  const [outer, name] = [
    random.pick(['svg', 'select', 'template', 'desc', 'title']),
    random.pick(['g', 'i', 'div']),
  ]
  return `<${outer}><${name}${named(random, depth)}>${said(random, depth)}</${outer}>${said(random, depth)}</${name}>`
}
const holders = ['div', 'p', 'li', 'b', 'span', 'td', 'table', 'h1', 'section']

/** What is text to some and markup to others. */
const unclear = around(
  ['select', 'selecx', 'template', 'svg'],
  some(2, around(['title', 'textarea', 'style'], some(2, ending, text)), inside),
)

/** A text that holds the end of what it stands in. */
const enclosed: Make = (random, depth) => {
  const outer = random.pick(['select', 'select', 'svg', 'template'])
  const name = random.pick(['title', 'title', 'textarea', 'style'])
  return `<${outer}><${name}></${outer}>${payload(random, depth)}${said(random, depth)}</${name}>`
}

const PIECES: readonly Make[] = [
  enclosed,
  enclosed,
  enclosed,
  crossed,
  unclear,
  payload,
  said,
  said,
  around(['script'], scripted),
  section,
  around(drawn, some(3, section, inside, around(['title', 'style', 'textarea'], text))),
  around(['svg'], some(2, around(['svg', 'desc', 'foreignObject'], inside), inside)),
  around(['title', 'textarea', 'style', 'xmp', 'noembed', 'noframes', 'iframe'], text),
  around(['template', 'select', 'selecx', 'option', 'frameset', 'object'], some(2, inside)),
  around(['form'], some(2, inside, said), led),
  around(
    ['amp-img', 'amp-anim', 'amp-video', 'amp-audio', 'amp-iframe', 'amp-youtube', 'i-amphtml-sizer', 'div'],
    some(2, inside, said),
    amp,
  ),
  around(['video', 'audio', 'source', 'object'], some(2, inside, said), played),
  around(['noscript'], some(3, inside, text, said)),
  around(['head', 'select', 'svg', 'template'], around(['noscript'], inside)),
  around(['svg'], around(['template', 'select', 'foreignObject'], around(['noscript'], inside))),
  around(holders, some(3, inside, said)),
  pickFrom(
    CLOSING,
    CLOSING.slice(0, -9),
    '<x-heliograph-end "\'-->',
    '</x-heliograph-end>',
    '<x-heliograph-end "',
  ),
  pickFrom('<html amp>', '<html \xe2\x9a\xa1>', '<body>', '</head>', '</body>', '</html>', '<base href=/b/>'),
  pickFrom('\x81', '\xe3\x81', '\xa1\xa1', '\x8f', '\x1b$B', '\x1b(B', '~{', '~}', '\x02', '\x02x', '\0'),
  pickFrom(
    '</svg>',
    '</select>',
    '</template>',
    '</form>',
    '</p>',
    '</br>',
    '</noscript>',
    '</desc>',
    '</video>',
  ),
  pickFrom(
    '<',
    '</',
    '<!',
    '<?',
    '<!--',
    '-->',
    '<a title="',
    "<a title='",
    '">',
    "'>",
    '<img src=//evil.example/z',
  ),
]
const row = some(4, ...PIECES)

/** A page, as Latin-1 text. */
export function borders(random: Random): string {
  const start = random.pick(['', '', '<!doctype html>', '<!doctype html><html amp>', '<body>'])
  const pieces = Array.from({ length: 1 + random.below(6) }, () => random.pick(PIECES)(random, 3))
  return start + pieces.join('') + random.pick(PAYLOADS)
}

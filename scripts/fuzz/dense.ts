import { CONTEXTS, TRICKS } from './hostile.ts'
import { LISTED_CLASS, REMOVED_CLASS } from './page.ts'
import type { Random } from './random.ts'

/** Short pages of nothing but what changes how the next byte is read, with something at the end that must not be. */

const MORE = [
  ...[
    'mi',
    'mtext',
    'mglyph',
    'ruby',
    'rt',
    'nobr',
    'h1',
    'li',
    'tr',
    'i',
    'div',
    'g',
    'plaintext',
    'marquee',
    'font',
  ],
  ...['rect', 'html', 'br', 'x-y'],
]
const NAMES = [...CONTEXTS.map(([open]) => open.slice(1, -1)), ...MORE]
const PIECES = [
  ...[
    '<!--',
    '-->',
    '--!>',
    '<!-->',
    '<!--->',
    '<!---!>',
    '<![CDATA[',
    ']]>',
    '<?x',
    '>',
    '"',
    "'",
    '<',
    '</',
    '<!x',
  ],
  ...[
    '<a title="',
    "<a title='",
    '">',
    "'>",
    '="',
    "='",
    '</x y="',
    '<p id="--><!-->',
    '</p>',
    '</br>',
    '\0',
    '&lt;',
  ],
  ...[
    '<svg/>',
    '<title/>',
    '<style/>',
    '<textarea/>',
    '<noscript/>',
    '<desc/>',
    '<script/>',
    '<font color=x>',
  ],
  ...['<style>@import "', '<style>/*', '<style>a{b:url(', '<input type=hidden>'],
]
const EVIL = '<img src=//evil.example/d >'
export const PAYLOADS = [
  ...[
    EVIL,
    '<p onclick=x()>',
    '<script>x()</script>',
    '<a href=javascript:x()>q</a>',
    '<form action=//evil.example/>',
  ],
  ...['<style>a{b:url(//evil.example/d)}</style>', '<p style="background:url(//evil.example/d)">'],
  ...['<svg><use href=//evil.example/d />', '<rect fill="url(//evil.example/d)">', `<!--${EVIL}-->`],
  ...['', '-->', '</style>', '</textarea>', '</title>', ']]>', '</svg>'].map(
    end => `<i title='${end}${EVIL}'>`,
  ),
  ...['style', 'textarea', 'title', 'xmp', 'noscript'].map(name => `<${name}>${EVIL}</${name}>`),
  ...['</b title="x">', `</b title='${EVIL}'>`, '<a href=https://www.lantern.example/d>q</a>'],
]

export function dense(random: Random): string {
  const open: string[] = []
  const start = () => {
    const name = random.pick(NAMES)
    open.push(name)
    const named = random.chance(0.25) ? ` class=${random.pick([LISTED_CLASS, REMOVED_CLASS])}` : ''
    return `<${name}${named}>`
  }
  const end = () => {
    const name = random.chance(0.6) ? open.splice(random.below(open.length + 1), 1)[0] : undefined
    return `</${name ?? random.pick(NAMES)}>`
  }
  const piece = () => {
    const kind = random.below(20)
    if (kind < 9) return start()
    if (kind < 14) return end()
    if (kind < 17) return random.pick(PIECES)
    return random.pick(random.chance(0.3) ? TRICKS : PAYLOADS)
  }
  const pieces = Array.from({ length: 3 + random.below(14) }, piece)
  const closed = random.chance(0.5) ? open.toReversed().map(name => `</${name}>`) : []
  return [random.pick(['', '<!doctype html>']), ...pieces, random.pick(PAYLOADS), ...closed].join('')
}

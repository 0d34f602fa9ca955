/** A stretch of a style sheet, from `start` up to `end`. */
export interface Stretch {
  start: number
  end: number
}

/** A NUL counts as U+FFFD (CSS Syntax §3.3). */
const IDENT = '[-\\w\\0\\u0080-\\uffff]'
const ESCAPE = '\\\\(?:[0-9a-f]{1,6}[ \\t\\r\\n\\f]?|[^\\n\\r\\f0-9a-f])'
const COMMENT = '/\\*[\\s\\S]*?(?:\\*/|$)'
const STRING = `"(?:[^"\\\\\\n\\r\\f]|\\\\[\\s\\S])*"?|'(?:[^'\\\\\\n\\r\\f]|\\\\[\\s\\S])*'?`
const SPACE = '[ \\t\\r\\n\\f]*'
/** Data that is shown and never run: long, common, and the same afterwards. */
const DATA = `${SPACE}(?:"data:(?:image|font)/[^"\\\\]*"|'data:(?:image|font)/[^'\\\\]*'|data:(?:image|font)/[^"'()\\\\\\s]*)${SPACE}\\)`
/** Where a function's name can begin. */
const FREE = `(?:(?<![#@]|${IDENT})|(?<=<!--))`
const FETCHES = '(?:url|src|image|(?:-webkit-)?image-set|(?:-webkit-)?cross-fade)'

/** A name that has an escape in it, and what it may open. */
// Begins where a name begins: tried at every character of a long name it would take the square of its length.
const ESCAPED = `(?:@|(?<!${IDENT})|(?<=<!--))${IDENT}*${ESCAPE}(?:${IDENT}|${ESCAPE})*\\(?`

/**
 * What is passed over, then (named) what may hold an address: a function, an import, a name with escapes in it.
 * Each begins with a character that is rare, never with a look at its surroundings: that lets the engine jump from one
 * such character to the next. So a function is found by its parenthesis, and a name by its first escape; what stands
 * before these is `before`.
 */
const SCAN = new RegExp(
  `${COMMENT}|${STRING}|<!--|@namespace(?!${IDENT}|${ESCAPE})(?:${COMMENT}|${STRING}|[^;{}@"'/]|/(?!\\*))*|\\((?<=${FREE}url\\()${DATA}` +
    `|(?<place>\\((?<=${FREE}(?<name>${FETCHES})\\()|@import(?!${IDENT}|${ESCAPE})|@${IDENT}*${ESCAPE}(?:${IDENT}|${ESCAPE})*\\(?` +
    `|\\\\(?<=(?<begun>${IDENT}*)\\\\)(?:[0-9a-f]{1,6}[ \\t\\r\\n\\f]?|[^\\n\\r\\f0-9a-f])(?:${IDENT}|${ESCAPE})*\\(?)`,
  'gi',
)
const SPELLED = new RegExp(`^(?:${FETCHES}\\(|@import)$`, 'i')

/** An address without quotes ends at the first parenthesis, whatever stands in it (CSS Syntax §4.3.6, §4.3.14). */
const UNQUOTED = new RegExp(`${SPACE}(?!["' \\t\\r\\n\\f])(?:[^)\\\\]|\\\\[\\s\\S]?)*\\)?`, 'y')
const INSIDE = new RegExp(`${COMMENT}|${STRING}|${ESCAPED}|${FREE}url\\(|[()]`, 'gi')
const IMPORT = new RegExp(`${COMMENT}|${STRING}|${ESCAPED}|${FREE}url\\(|[;{}(]`, 'gi')

/** The places of a style sheet that can hold an address, in order. Everything between them holds none. */
export function* addressPlaces(css: string): Generator<Stretch> {
  let at = 0
  for (;;) {
    SCAN.lastIndex = at
    const found = SCAN.exec(css)
    if (found === null) return
    const before = found.groups?.name ?? found.groups?.begun ?? ''
    // Not all of a name's hyphens are its own after `<!--`.
    const start = Math.max(at, found.index - before.length)
    at = found.index + found[0].length
    if (found.groups?.place === undefined) continue
    const place = css.slice(start, at)
    if (!SPELLED.test(spelling(place))) continue
    at = place.endsWith('(') ? endOfFunction(css, at, opensUrl(place)) : endOfImport(css, at)
    yield { start, end: at }
  }
}

/** Where a function's closing parenthesis is, `from` being after its opening one. */
function endOfFunction(css: string, from: number, isUrl: boolean): number {
  let at = (isUrl ? endOfUnquoted(css, from) : undefined) ?? from
  for (let depth = at === from ? 1 : 0; depth > 0; ) {
    INSIDE.lastIndex = at
    const found = INSIDE.exec(css)
    if (found === null) return css.length
    at = found.index + found[0].length
    const end = opensUrl(found[0]) ? endOfUnquoted(css, at) : undefined
    if (end !== undefined) at = end
    else if (found[0].endsWith('(')) depth++
    else if (found[0] === ')') depth--
  }
  return at
}

const opensUrl = (name: string) => /^url\($/i.test(spelling(name))

function endOfImport(css: string, from: number): number {
  let at = from
  for (;;) {
    IMPORT.lastIndex = at
    const found = IMPORT.exec(css)
    if (found === null) return css.length
    at = found.index + found[0].length
    if (found[0].endsWith('(')) at = endOfFunction(css, at, opensUrl(found[0]))
    else if (/^[;{}]$/.test(found[0])) return at
  }
}

function endOfUnquoted(css: string, from: number): number | undefined {
  UNQUOTED.lastIndex = from
  return UNQUOTED.test(css) ? UNQUOTED.lastIndex : undefined
}

/** A name with its escapes (CSS Syntax §4.3.7) as the characters that they stand for. */
function spelling(name: string): string {
  if (!name.includes('\\')) return name
  return name.replace(
    /\\(?:([0-9a-f]{1,6})[ \t\r\n\f]?|([\s\S]))/gi,
    (_, hex: string | undefined, plain: string) =>
      hex === undefined ? plain : String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
  )
}

/** A stretch of a style sheet, from `start` up to `end`. */
export interface Stretch {
  start: number
  end: number
}

/** A NUL counts as U+FFFD (CSS Syntax §3.3). */
const IDENT = '[-\\w\\0\\u0080-\\uffff]'
/** The rest of an escape, after its backslash. */
const ESCAPES = '(?:[0-9a-f]{1,6}[ \\t\\r\\n\\f]?|[^\\n\\r\\f0-9a-f])'
const ESCAPE = `\\\\${ESCAPES}`
const COMMENT = '/\\*[\\s\\S]*?(?:\\*/|$)'
const STRING = `"(?:[^"\\\\\\n\\r\\f]|\\\\[\\s\\S])*"?|'(?:[^'\\\\\\n\\r\\f]|\\\\[\\s\\S])*'?`
const SPACE = '[ \\t\\r\\n\\f]*'
/** What `url(` opens onto if it is data, shown and never run: long, common, and the same afterwards. */
const DATA = `${SPACE}(?:"data:(?:image|font)/[^"\\\\]*"|'data:(?:image|font)/[^'\\\\]*'|data:(?:image|font)/[^"'()\\\\\\s]*)${SPACE}\\)`
/** Where a function's name can begin. */
const FREE = `(?:(?<![#@]|${IDENT})|(?<=<!--))`
const FETCHES = '(?:url|src|image|(?:-webkit-)?image-set|(?:-webkit-)?cross-fade)'

/** What follows the first escape of a name: the rest of the name, and what it may open. */
const REST = `(?:${IDENT}|${ESCAPE})*\\(?`
/** A name that has an escape in it, and what it may open. */
// Begins where a name begins: tried at every character of a long name it would take the square of its length.
const ESCAPED = `(?:@|(?<!${IDENT})|(?<=<!--))${IDENT}*${ESCAPE}${REST}`

/** Names that look like addresses. */
const NAMESPACE = `@namespace(?!${IDENT}|${ESCAPE})(?:${COMMENT}|${STRING}|[^;{}@"'/]|/(?!\\*))*`
const PASSED = `${COMMENT}|${STRING}|<!--|${NAMESPACE}|\\((?<=${FREE}url\\()${DATA}`
/** What may hold an address: a function, an import, a name with escapes in it. */
const PLACE =
  `\\((?<=${FREE}(?<name>${FETCHES})\\()|@import(?!${IDENT}|${ESCAPE})` +
  `|@${IDENT}*${ESCAPE}${REST}|\\\\(?<=(?<begun>${IDENT}*)\\\\)${ESCAPES}${REST}`
/**
 * What is passed over, then what may hold an address. Every alternative begins with a rare character and only then
 * looks back: so the engine jumps from one such character to the next, more than ten times as fast as trying each. A
 * function is met at its parenthesis, a name at its first escape; what stands before that is `name` or `begun`. That
 * a name is looked back over takes no more than its length, since only the one backslash that ends it does so.
 */
const SCAN = new RegExp(`${PASSED}|(?<place>${PLACE})`, 'gi')
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
    const { place, name, begun } = found.groups ?? {}
    // A name does not begin before what was passed over: the hyphens of `<!--` are none of its own.
    const start = Math.max(at, found.index - (name ?? begun ?? '').length)
    at = found.index + found[0].length
    if (place === undefined) continue
    const opening = css.slice(start, at)
    if (!SPELLED.test(spelling(opening))) continue
    at = opening.endsWith('(') ? endOfFunction(css, at, opensUrl(opening)) : endOfImport(css, at)
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

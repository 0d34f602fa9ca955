/** A character that is written otherwise than as itself: only who reads it knows which one it is. */
const CODED = /\\[cukpx]/i
/** An escape, a class, a number of times, or a character. */
const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|\{[^}]*\}|./gs
const OPTIONAL = /^(?:[*?]|\{.*)$/
/** A character that stands for itself, or one that is no letter behind a backslash. */
const LITERAL = /^(?:\\[^\w]|[^()[\]{}*+?.^$|\\])$/

/**
 * The longest text that stands in all that an expression matches; "" where none is certain. Groups are passed over, and
 * whatever may be missing.
 */
export function textOfExpression(source: string): string {
  if (CODED.test(source)) return ''
  let longest = ''
  let text = ''
  let depth = 0
  for (const [token] of source.matchAll(TOKEN)) {
    if (depth === 0 && token === '|') return ''
    if (token === '(') depth++
    else if (token === ')') depth--
    if (depth === 0 && LITERAL.test(token)) text += token.slice(-1)
    else {
      if (OPTIONAL.test(token)) text = text.slice(0, -1)
      if (text.length > longest.length) longest = text
      text = ''
    }
  }
  return text.length > longest.length ? text : longest
}

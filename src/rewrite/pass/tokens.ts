/*
 * Markup as the HTML standard divides it into tags, comments and text; for a piece of a page that begins with text.
 */

/** Elements in which there are no tags but their own end; a `<plaintext>` has not even that. */
export const TEXT = new Set('style textarea title xmp noembed noframes noscript iframe script'.split(' '))
/** Begins text in a drawing, and a comment anywhere else. */
export const SECTION = '<![CDATA['
/** What could be taken for a tag. */
export const TAG_LIKE = /<[a-z!/?]/i

const TAG = /<(\/?)([a-z][^\t\n\f\r />]*)/iy
const ATTRIBUTE = /[\s\S][^\t\n\f\r />=]*[\t\n\f\r ]*/y
const EQUALS = /=[\t\n\f\r ]*/y
const BARE = /[^\t\n\f\r >]*/y
const COMMENT_ENDS = /--!?>/g

export interface Token {
  readonly kind: 'start' | 'end' | 'comment' | 'other'
  /** A tag's name, in lower case. */
  readonly name: string
  readonly end: number
}

/** What a "<" begins; undefined where it does not end. "other" is text, or what readers may read otherwise. */
export function tokenAt(text: string, at: number): Token | undefined {
  if (text.startsWith('<!--', at)) {
    // "<!-->" and "<!--->" are whole comments.
    const whole = text.startsWith('>', at + 4) ? 5 : text.startsWith('->', at + 4) ? 6 : undefined
    if (whole !== undefined) return { kind: 'other', name: '', end: at + whole }
    COMMENT_ENDS.lastIndex = at + 4
    const found = COMMENT_ENDS.exec(text)
    if (found === null) return undefined
    const plain = found[0] === '-->' && !text.slice(at + 4, found.index).includes('<!--')
    return { kind: plain ? 'comment' : 'other', name: '', end: COMMENT_ENDS.lastIndex }
  }
  TAG.lastIndex = at
  const tag = TAG.exec(text)
  if (tag !== null) {
    const end = tagEnd(text, TAG.lastIndex)
    const kind = tag[1] === '/' ? 'end' : 'start'
    return end === undefined ? undefined : { kind, name: (tag[2] ?? '').toLowerCase(), end }
  }
  const next = text[at + 1]
  if (next === undefined) return undefined
  if (!/[!?/]/.test(next)) return { kind: 'other', name: '', end: at + 1 }
  const end = text.indexOf('>', at)
  return end < 0 ? undefined : { kind: 'other', name: '', end: end + 1 }
}

/** Where a tag ends. @param from after its name, or after one of its values */
export function tagEnd(text: string, from: number): number | undefined {
  let at = from
  for (;;) {
    const letter = text[at]
    if (letter === undefined) return undefined
    if (letter === '>') return at + 1
    if (/[\t\n\f\r /]/.test(letter)) {
      at++
      continue
    }
    at = ended(ATTRIBUTE, text, at)
    if (text[at] !== '=') continue
    at = ended(EQUALS, text, at)
    const quote = text[at]
    if (quote === '"' || quote === "'") {
      const close = text.indexOf(quote, at + 1)
      if (close < 0) return undefined
      at = close + 1
    } else at = ended(BARE, text, at)
  }
}

function ended(regex: RegExp, text: string, at: number): number {
  regex.lastIndex = at
  return regex.test(text) ? regex.lastIndex : at
}

/** Where an element's next end tag begins. @param name a plain word */
export function endTagOf(name: string, html: string, from: number): number | undefined {
  const tag = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi')
  tag.lastIndex = from
  return tag.exec(html)?.index
}

import { TEXT, tagEnd, tokenAt } from '../pass/tokens.ts'

/** Elements that hold text, as far as they are seen. */
const RAW = new Set([...TEXT, 'plaintext'])

/**
 * Whether a tag begins at a place of a page of which not everything is known: it could stand in the value of an
 * attribute, in a comment, or in a style sheet. Every way to read what stands before it is tried; one that does not
 * come to text at `end` cannot have been it.
 * @param end a place where there is text, and no tag, for certain
 * @param far how much is looked back at
 */
export function isCertain(all: string, place: number, end: number, far: number): boolean {
  const sure = place <= far
  const from = sure ? 0 : all.indexOf('>', place - far) + 1
  if (!sure && (from === 0 || from > place)) return false
  const text = all.slice(from, end)
  const goal = place - from
  if (!isRead(text, 0, goal)) return false
  return sure || startsOf(text).every(start => isRead(text, start, goal))
}

/**
 * Where text may begin after what a ">" may have stood in, if it was not the end of a tag: a value of an attribute,
 * a comment, or text without tags.
 */
function startsOf(text: string): number[] {
  const starts: number[] = []
  for (const quote of ['"', "'"]) {
    const close = text.indexOf(quote)
    const end = close < 0 ? undefined : tagEnd(text, close + 1)
    if (end !== undefined) starts.push(end)
  }
  const comment = /--!?>/g
  if (comment.test(text)) starts.push(comment.lastIndex)
  for (const name of RAW) {
    const close = text.search(new RegExp(`</${name}[\\t\\n\\f\\r />]`, 'i'))
    const end = close < 0 ? undefined : tagEnd(text, close + name.length + 2)
    if (end !== undefined) starts.push(end)
  }
  return starts
}

/** Whether a tag begins at a place, where there is text at `start`; or whether there cannot be. */
function isRead(text: string, start: number, place: number): boolean {
  let at = start
  while (at <= place) {
    const tag = text.indexOf('<', at)
    if (tag === place) return true
    const token = tokenAt(text, tag)
    if (token === undefined) return true
    at = token.end
    if (token.kind !== 'start' || !RAW.has(token.name)) continue
    // In a drawing it would hold tags: what has none reads the same.
    const close = text.indexOf('<', at)
    if (close < 0) return true
    if (
      !text
        .slice(close, close + 2 + token.name.length)
        .toLowerCase()
        .startsWith(`</${token.name}`)
    )
      return false
    at = close
  }
  return false
}

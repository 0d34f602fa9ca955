import { ScriptText } from './script-text.ts'
import { CLOSING } from './sentinel.ts'

/** What becomes of a text. */
export type Use =
  | 'kept'
  | 'dropped'
  /** Shown as it is written, wherever it stands. */
  | 'escaped'
  /** The same where character references count in any case. */
  | 'tagless'
  /** Worked on whole. */
  | 'style'
  | 'noscript'

export interface Found {
  /** Where the text ends; nothing where it does not. */
  readonly end?: number
  /** Where what follows begins: behind what ended a comment or a section. */
  readonly next?: number
  /** Up to where there is no end for certain. */
  readonly done: number
}

/** A stretch of a page in which there are no tags but the one that ends it. */
export interface Text {
  readonly use: Use
  /** Whether a browser may read it as markup. */
  readonly isDrawn: boolean
  /** What ends it where something else does: the drawing that it stands in, or the page. */
  readonly closing: string
  find(text: string, from: number): Found
}

/** What may end a text is no longer, in bytes; nor is what stands behind a page. */
const NEAR = CLOSING.length + 5

const doneOf = (text: string, from: number) => Math.max(from, text.length - NEAR)

/** What leaves an element open where the page ends. */
const CLOSED: ReadonlySet<Use> = new Set(['kept', 'tagless', 'style'])
const closingOf = (name: string, use: Use) => (CLOSED.has(use) ? `</${name}>` : '')

/** Ends where an expression matches. @param isOwn whether what matches is a part of it */
function endingWith(use: Use, ends: RegExp, isOwn: boolean, closing = '', isDrawn = false): Text {
  const find = (text: string, from: number): Found => {
    ends.lastIndex = from
    const found = ends.exec(text)
    if (found === null) return { done: doneOf(text, from) }
    const next = ends.lastIndex
    if (use === 'kept' && isOwn) return { end: next, next, done: next }
    return { end: found.index, next: isOwn ? next : found.index, done: found.index }
  }
  return { use, isDrawn, closing, find }
}

/** A comment. */
export const COMMENT = endingWith('kept', /--!?>/g, true, '-->')
/** What is read as a comment. */
export const DECLARATION = endingWith('kept', />/g, true, '>')
/** A section of text in a drawing. */
export const DRAWN_SECTION = endingWith('escaped', /\]\]>/g, true)

const known = new Map<string, RegExp>()

/** What an element holds in a drawing, where it is markup, and which ends with that. @param name a plain word */
export const drawnText = (name: string, use: Use): Text =>
  endingWith(
    use,
    new RegExp(`</(?:${name}|svg)(?=[\\t\\n\\f\\r />])`, 'gi'),
    false,
    closingOf(name, use),
    true,
  )

/** The text of an element, up to its own end tag. @param name a plain word */
export function textOf(name: string, use: Use): Text {
  const ends = known.get(name) ?? new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi')
  known.set(name, ends)
  return endingWith(use, ends, false, closingOf(name, use))
}

export function scriptText(): Text {
  const script = new ScriptText()
  return { use: 'dropped', isDrawn: false, closing: '', find: (text, from) => script.find(text, from) }
}

/** A text that nothing ends. */
export const ENDLESS_TEXT: Text = {
  use: 'escaped',
  isDrawn: false,
  closing: '</pre>',
  find: (text, from) => ({ done: doneOf(text, from) }),
}

import { type Token, tokenAt } from '../pass/tokens.ts'
import { isCertain } from './certain.ts'
import { holdsNothing, isLabelled, mayHoldNothing } from './labels.ts'

/** What an advertisement stands in is not longer than this without it, in bytes. */
const LONGEST = 8192
/** So much is looked back at to know where a tag begins, in bytes. */
const FAR = 1024

const word = (names: string) => new Set(names.split(' '))

/** Elements that are there for what they hold. */
const WRAPPER = word(
  'div span section aside article center ins figure figcaption p li ul ol dl table tbody thead tfoot tr td th font b ' +
    'strong em i small a nav header footer h2 h3 h4 h5 h6',
)
/** Cells go with their row: the others would take their place. */
const CELL = word('td th')
/** Elements that may end without an end tag, at these start tags or at these end tags. */
const ENDS: Readonly<Record<string, { start: ReadonlySet<string>; end: ReadonlySet<string> }>> = {
  li: { start: word('li'), end: word('ul ol') },
  p: {
    start: word('p div section aside article center figure ul ol dl table nav header footer h2 h3 h4 h5 h6'),
    end: word('div section aside article center figure li td th nav header footer'),
  },
  td: { start: word('td th tr tbody tfoot'), end: word('tr tbody thead tfoot table') },
  th: { start: word('td th tr tbody tfoot'), end: word('tr tbody thead tfoot table') },
  tr: { start: word('tr tbody tfoot'), end: word('tbody thead tfoot table') },
}

/** An element that is open, and of which nothing has been seen that is to stay. */
interface Frame {
  readonly name: string
  /** Where its start tag is in what is shown. */
  readonly from: number
  /** Whether something went from it. */
  gone: boolean
  /** Whether it says what went. */
  label: boolean
}

type Run = { readonly kind: 'open' } | { readonly kind: 'done'; readonly shown: string; readonly end: number }

/**
 * Takes out what held nothing but what has gone: from each mark outwards, as far as there are start tags before it, and
 * end tags after it, and between them nothing to see.
 */
export class Wrappers {
  readonly #gone: string
  /** What came last of what is settled. */
  #context = ''
  #held = ''

  /** @param gone the mark that stands for what has gone */
  constructor(gone: string) {
    this.#gone = gone
  }

  /** @returns what is settled; what may be part of a wrapper is held back unless it is the last */
  put(text: string, last: boolean): string {
    if (!last && this.#held === '' && !text.includes(this.#gone)) {
      const before = this.#context
      const settled = this.#hold(text, 0)
      if (this.#context.length <= FAR) this.#context = (before + this.#context).slice(-FAR - 1)
      return settled
    }
    const all = this.#context + this.#held + text
    let at = this.#context.length
    let out = ''
    let cut = -1
    for (let found = all.indexOf(this.#gone, at); found >= 0; found = all.indexOf(this.#gone, at)) {
      const begin = this.#begin(all, at, found)
      const run = this.#run(all, begin, last)
      out += all.slice(at, begin)
      if (run.kind === 'open') {
        cut = begin
        break
      }
      out += run.shown
      at = run.end
      // Something stays before what has gone: no start tag that is left can be around it alone.
      if (at <= found) {
        out += all.slice(at, found + this.#gone.length)
        at = found + this.#gone.length
      }
    }
    if (cut < 0) {
      if (!last) return out + this.#hold(all, at)
      cut = all.length
      out += all.slice(at, cut)
    }
    this.#keep(all, cut)
    return out
  }

  /** @returns what is settled from a place on, where nothing has gone */
  #hold(all: string, at: number): string {
    const cut = this.#unsettled(all, at)
    this.#keep(all, cut)
    return all.slice(at, cut)
  }

  #keep(all: string, cut: number): void {
    this.#held = all.slice(cut)
    // One more says that the page did not begin there.
    this.#context = all.slice(Math.max(0, cut - FAR - 1), cut)
  }

  /** Where start tags begin that have nothing between them and a mark. */
  #begin(all: string, at: number, found: number): number {
    const begin = outermost(all, Math.max(at, found - LONGEST), found)
    const certain = begin === found || isCertain(all, begin, found, FAR)
    return certain ? begin : found
  }

  /** Where something begins at the end of a text that may come to stand around a mark. */
  #unsettled(all: string, at: number): number {
    const from = Math.max(at, all.length - LONGEST)
    const near = all.slice(from)
    const tag = near.lastIndexOf('<')
    // A tag or a comment that has not ended, or text that may go on.
    const comment = openComment(near)
    if (comment >= 0) return outermost(all, from, from + comment)
    if (tag >= 0 && near.indexOf('>', tag) < 0) return outermost(all, from, from + tag)
    const text = near.lastIndexOf('>') + 1
    return mayHoldNothing(near.slice(text)) ? outermost(all, from, from + text) : all.length
  }

  /** Reads on from where a run of start tags begins, until something stays. */
  #run(all: string, begin: number, last: boolean): Run {
    const near = all.slice(begin, begin + 2 * LONGEST)
    const shown: string[] = []
    const open: Frame[] = []
    let at = 0
    const done = (): Run => ({ kind: 'done', shown: shown.join(''), end: begin + at })
    const close = (frame: Frame, endTag: string): void => {
      open.pop()
      const around = open.at(-1)
      if (frame.gone && !CELL.has(frame.name)) {
        shown.length = frame.from
        shown.push(this.#gone)
      } else shown.push(endTag)
      if (around !== undefined) {
        around.gone ||= frame.gone
        around.label ||= frame.label
      }
    }
    for (;;) {
      const token = this.#token(near, at)
      const end = token?.end ?? near.length
      const unknown = token === undefined || (token.kind === 'text' && end === near.length)
      if (unknown && !last && near.length <= LONGEST) {
        // More may come that makes it another one.
        if (token === undefined || mayHoldNothing(near.slice(at))) return { kind: 'open' }
      }
      if (token === undefined || (end > LONGEST && open.length > 0)) return done()
      const frame = open.at(-1)
      const text = near.slice(at, end)
      if (token.kind === 'gone') {
        if (frame !== undefined) frame.gone = true
        shown.push(text)
      } else if (token.kind === 'end') {
        if (frame === undefined) return done()
        const implied = token.name !== frame.name
        if (implied && !ENDS[frame.name]?.end.has(token.name)) return done()
        if (!isHollow(frame)) return done()
        close(frame, implied ? '' : text)
        if (implied) continue
      } else if (token.kind === 'start' && token.name !== 'br') {
        if (!WRAPPER.has(token.name)) return done()
        if (frame !== undefined && ENDS[frame.name]?.start.has(token.name)) {
          if (!isHollow(frame)) return done()
          close(frame, '')
          if (open.length === 0) return done()
          continue
        }
        open.push({ name: token.name, from: shown.length, gone: false, label: false })
        shown.push(text)
      } else {
        if (token.kind === 'other' || (token.kind === 'text' && !holdsNothing(text))) return done()
        if (frame !== undefined && token.kind === 'text' && isLabelled(text)) frame.label = true
        shown.push(text)
      }
      at = end
      if (open.length === 0) return done()
    }
  }

  /** What begins at a place; nothing where it has not ended. */
  #token(text: string, at: number): Token | { kind: 'gone' | 'text'; name: string; end: number } | undefined {
    if (at >= text.length) return undefined
    if (text.startsWith(this.#gone, at)) return { kind: 'gone', name: '', end: at + this.#gone.length }
    if (text[at] === '<') return tokenAt(text, at)
    const ends = [text.indexOf('<', at), text.indexOf(this.#gone, at)].filter(end => end >= 0)
    return { kind: 'text', name: '', end: Math.min(text.length, ...ends) }
  }
}

/** Most of what stands between tags, told apart from the rest at a glance. */
const isSpace = (text: string): boolean => text.length < 100 && /^[\t\n\f\r ]*$/.test(text)

/** Whether an element holds nothing that stays, and something that went or a word for it: an empty one is not touched. */
const isHollow = ({ gone, label }: Frame): boolean => gone || label

/**
 * Where the outermost of the start tags begins that stand right before a place. Between them may be comments, blanks,
 * and words for an advertisement, in elements of their own too.
 */
function outermost(all: string, from: number, place: number): number {
  const near = all.slice(from, place)
  /** Elements that have ended between there and the place. */
  const ended: string[] = []
  let at = near.length
  let begin = at
  let inner = ''
  let label = false
  while (at > 0) {
    const close = near.lastIndexOf('>', at - 1)
    const text = near.slice(close + 1, at)
    if (close < 0) break
    if (!isSpace(text)) {
      if (!holdsNothing(text)) break
      label ||= isLabelled(text)
    }
    const isComment = near.startsWith('--', close - 2)
    const tag = near.lastIndexOf(isComment ? '<!--' : '<', close)
    if (tag < 0) break
    const token = tokenAt(near.slice(0, close + 1), tag)
    // A ">" in a value would make two of it for who has only seen its beginning.
    if (token?.end !== close + 1 || (!isComment && near.indexOf('>', tag) !== close)) break
    if (token.kind === 'end') {
      if (!WRAPPER.has(token.name)) break
      ended.push(token.name)
      label = false
    } else if (token.kind === 'start' && token.name !== 'br') {
      if (!WRAPPER.has(token.name)) break
      if (ended.length === 0) {
        // Where the next one begins, this one has ended.
        if (ENDS[token.name]?.start.has(inner)) break
        begin = tag
        inner = token.name
      } else if (ended.pop() !== token.name || !label) break
    } else if (token.kind === 'other') break
    at = tag
  }
  return from + begin
}

/** Where a comment begins that does not end; -1 where every one does. Looks forward, which is many times faster. */
function openComment(text: string): number {
  for (let at = text.indexOf('<!--'); at >= 0; ) {
    const end = text.indexOf('-->', at + 2)
    if (end < 0) return at
    at = text.indexOf('<!--', end)
  }
  return -1
}

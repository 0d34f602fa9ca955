import type { Change } from '../pieces.ts'
import { bytesOf, latin1 } from './bytes.ts'
import { withoutEndAttributes } from './end-tags.ts'
import { FIRST, type Marks } from './marks.ts'
import { type Patterns, SEEN } from './patterns.ts'
import { type Removal, Removals } from './removals.ts'

/** What becomes of the parts of a page that only make sense whole, as bytes in the form of Latin-1 text. */
export interface Parts {
  style(css: string): string
  noscript(html: string): string | Promise<string>
}

/** So much is looked back at, in bytes. */
const CONTEXT = 512
/** No mark is longer, in bytes. */
const LONGEST_MARK = 48

const DRAWING = /<(?:svg|math)[\s/>]/i
/** Begins text in a drawing, and a comment anywhere else. */
const SECTION = '<![CDATA['

/**
 * The last pass over a page, after the rewriter: it works on the parts that handlers have marked, each whole, and on
 * what the bytes alone show. It costs one call for many kilobytes. Where a page is cut into pieces changes nothing.
 */
export class LastPass implements Change {
  readonly #marks: Marks
  readonly #patterns: Patterns
  readonly #parts: Parts
  readonly #removals: Removals
  /** What went last, which decides what the next bytes mean. */
  #context = ' '
  #held = ''
  #part: { kind: 's' | 'n' | 'r'; text: string[] } | undefined
  #drawn = false
  #inSection = false
  #inText = false

  constructor(
    { marks, removals }: { marks: Marks; removals: readonly Removal[] },
    patterns: Patterns,
    parts: Parts,
  ) {
    this.#marks = marks
    this.#removals = new Removals(marks, removals)
    this.#patterns = patterns
    this.#parts = parts
  }

  put(piece: Uint8Array): Uint8Array | Promise<Uint8Array> {
    return this.#take(this.#held + latin1(piece), false)
  }

  end(): Uint8Array | Promise<Uint8Array> {
    return this.#take(this.#held, true)
  }

  #take(text: string, last: boolean, before = ''): Uint8Array | Promise<Uint8Array> {
    let out = before
    let rest = text
    for (;;) {
      const at = rest.indexOf(this.#marks.sign)
      const end = rest.indexOf(';', at)
      if (at < 0 || end < 0) break
      const meaning = rest[at + this.#marks.sign.length]
      const removal = meaning === 'b' || meaning === 'f' || meaning === 'x' ? rest.slice(at, end + 1) : ''
      const inside = rest.slice(0, at)
      rest = rest.slice(end + 1)
      if (this.#part === undefined)
        out += this.#settled(withoutEndAttributes(inside).text, Number.POSITIVE_INFINITY)
      else this.#part.text.push(inside)
      const part = this.#part
      if (meaning === 'z' && this.#inSection) rest = `]]>${rest}`
      this.#inSection &&= meaning !== 'z'
      this.#drawn ||= meaning === 'd'
      this.#inText = meaning === 't' || (this.#inText && meaning !== 'e' && meaning !== 'z')
      // Whatever ends in it, a part is ended by the first mark that comes.
      this.#part =
        meaning === 's' || meaning === 'n' || meaning === 'r' ? { kind: meaning, text: [] } : undefined
      // What follows a mark follows no attribute's name.
      this.#context = FIRST
      const made = part === undefined ? '' : this.#made(part.kind, part.text.join(''))
      if (typeof made === 'string') out += made + removal
      else {
        const [so, far] = [out, rest]
        return made.then(html => this.#take(far, last, so + html + removal))
      }
    }
    if (this.#part !== undefined) {
      const safe = last ? rest.length : beforeMark(rest)
      this.#part.text.push(rest.slice(0, safe))
      this.#held = rest.slice(safe)
      if (!last) return this.#gone(out, last)
      const made = this.#made(this.#part.kind, this.#part.text.join(''))
      return typeof made === 'string'
        ? this.#gone(out + made, last)
        : made.then(html => this.#gone(out + html, last))
    }
    const { text: bare, open } = withoutEndAttributes(rest)
    return this.#gone(out + this.#settled(bare, last ? bare.length : Math.min(cutOf(bare), open)), last)
  }

  /** The bytes without what goes. */
  #gone(text: string, last: boolean): Uint8Array {
    const shown = this.#removals.put(text)
    return bytesOf(last ? shown + this.#removals.end() : shown)
  }

  #made(kind: 's' | 'n' | 'r', text: string): string | Promise<string> {
    if (kind === 'r') return text
    return kind === 's' ? this.#parts.style(text) : this.#parts.noscript(text)
  }

  /** @returns `text` up to `cut`, or further where something stands across it; the rest is held back */
  #settled(text: string, cut: number): string {
    const drawing = this.#drawn ? -1 : text.search(DRAWING)
    if (drawing >= 0 && drawing < cut) {
      const before = this.#settled(text.slice(0, drawing), drawing)
      this.#drawn = true
      return before + this.#settled(text.slice(drawing), cut - drawing)
    }
    const whole = this.#context + text
    const regex = this.#drawn ? this.#patterns.drawn : this.#patterns.plain
    const start = this.#context.length
    let end = Math.min(start + cut, whole.length)
    let out = ''
    let done = start
    regex.lastIndex = start
    for (let found = regex.exec(whole); found !== null && found.index < end; found = regex.exec(whole)) {
      const replaced = this.#patterns.replace(found, this.#inText)
      if (replaced === undefined) continue
      out += whole.slice(done, found.index) + replaced
      done = found.index + found[0].length
      end = Math.max(end, done)
    }
    out += whole.slice(done, end)
    this.#context = whole.slice(Math.max(0, end - CONTEXT), end)
    this.#held = whole.slice(end)
    return this.#drawn ? this.#withoutSections(out) : out
  }

  /** After a drawing the parser and a browser may differ on where foreign text ends: no tag may stand in it. */
  #withoutSections(text: string): string {
    if (!this.#inSection && !text.includes(SECTION)) return text
    const begin = this.#inSection ? 0 : text.indexOf(SECTION) + SECTION.length
    const end = text.indexOf(']]>', begin)
    this.#inSection = end < 0
    const inside = text.slice(begin, end < 0 ? text.length : end).replaceAll('<', '&lt;')
    return text.slice(0, begin) + inside + (end < 0 ? '' : this.#withoutSections(text.slice(end)))
  }
}

/** Where text may be cut: before the last tag, or far enough from its end. */
function cutOf(text: string): number {
  const tag = text.lastIndexOf('<')
  const cut = Math.max(tag, text.length - SEEN)
  return Math.max(0, Math.min(cut, beforeMark(text)))
}

/** Where a mark begins that has not come whole yet; the text's end where there is none. */
function beforeMark(text: string): number {
  const at = text.indexOf(FIRST, text.length - LONGEST_MARK)
  return at < 0 ? text.length : at
}

import type { Change } from '../pieces.ts'
import { ArticleLength, type ArticleText } from './article-length.ts'
import { bytesOf, latin1 } from './bytes.ts'
import { withoutEndAttributes } from './end-tags.ts'
import { FIRST, type Marks } from './marks.ts'
import { type Patterns, SEEN } from './patterns.ts'
import { type Removal, Removals } from './removals.ts'

/** What becomes of the parts of a page that only make sense whole, as bytes in the form of Latin-1 text. */
export interface Parts {
  /** @param drawn whether it stands in a drawing. @param bases how many the page had by then */
  style(css: string, drawn: boolean, bases: number): string
  noscript(html: string, bases: number): string | Promise<string>
  /** Puts marks around what goes by what its tag says. */
  adverts?: ((html: string, last: boolean) => string) | undefined
  /** Told what there is of the article, when the page has ended. */
  measured?: ((article: ArticleText) => void) | undefined
}

/** A part that is worked on whole: a style sheet, one in a drawing, or what a `<noscript>` holds. */
type Kind = 's' | 'v' | 'n'
interface Part {
  readonly kind: Kind
  /** How many bases the page had where it stands. */
  readonly bases: number
  readonly text: string[]
}
const isKind = (meaning: string | undefined): meaning is Kind => /^[svn]$/.test(meaning ?? '')
/** What ends a style sheet, whatever the parser thinks of where it stands; and one in a drawing with it. */
const STYLE_ENDS = /<\/style(?=[\t\n\f\r />])/i
const DRAWN_STYLE_ENDS = /<\/(?:style|svg)(?=[\t\n\f\r />])/i

/** So much is looked back at, in bytes. */
const CONTEXT = 512
/** Marks that mean something to `adverts` too. */
const KEPT = 'bfxkdlz'
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
  readonly #article: ArticleLength
  /** What went last, which decides what the next bytes mean. */
  #context = ' '
  #held = ''
  #part: Part | undefined
  #drawn = false
  #inSection = false
  #inText = false

  constructor(
    { marks, removals, outlines }: { marks: Marks; removals: readonly Removal[]; outlines?: boolean },
    patterns: Patterns,
    parts: Parts,
  ) {
    this.#marks = marks
    this.#removals = new Removals(marks, removals, outlines)
    this.#article = new ArticleLength(marks)
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
      const ends = this.#part?.kind === 'v' ? DRAWN_STYLE_ENDS : STYLE_ENDS
      const style = this.#part !== undefined && this.#part.kind !== 'n' ? rest.search(ends) : -1
      const at = rest.indexOf(this.#marks.sign)
      if (this.#part !== undefined && style >= 0 && (at < 0 || style < at)) {
        this.#part.text.push(rest.slice(0, style))
        const sheet = this.#part.text.join('')
        out += this.#made(this.#part, sheet)
        rest = rest.slice(style)
        // The drawing ends with its style sheet still open, or what looks like an end is text: or not.
        const isOpen = !STYLE_ENDS.test(rest.slice(0, '</style>'.length))
        if (isOpen || sheet.lastIndexOf(SECTION) > sheet.lastIndexOf(']]>'))
          out += `</style>${this.#marks.of('l')}`
        this.#part = undefined
        continue
      }
      const end = rest.indexOf(';', at)
      if (at < 0 || end < 0) break
      const meaning = rest[at + this.#marks.sign.length]
      let removal = meaning !== undefined && KEPT.includes(meaning) ? rest.slice(at, end + 1) : ''
      if (meaning === 'i' || meaning === 'o') removal = this.#article.mark(meaning)
      const bases = Number(rest.slice(at + this.#marks.sign.length + 1, end))
      const inside = rest.slice(0, at)
      rest = rest.slice(end + 1)
      if (this.#part === undefined) out += this.#settled(inside, false)
      else this.#part.text.push(inside)
      const part = this.#part
      if (meaning === 'z' && this.#inSection) rest = `]]>${rest}`
      this.#inSection &&= meaning !== 'z'
      this.#drawn ||= meaning === 'd'
      this.#inText = meaning === 't' || (this.#inText && meaning !== 'e' && meaning !== 'z')
      // A style sheet has no other end than its own, or the page's.
      if (part !== undefined && part.kind !== 'n' && meaning !== 'z') continue
      this.#part = isKind(meaning) ? { kind: meaning, bases: bases, text: [] } : undefined
      // What follows a mark follows no attribute's name.
      this.#context = FIRST
      const made = part === undefined ? '' : this.#made(part, part.text.join(''))
      if (typeof made === 'string') out += made + removal
      else {
        const [so, far] = [out, rest]
        return made.then(html => this.#take(far, last, so + html + removal))
      }
    }
    if (this.#part !== undefined) {
      const safe = last ? rest.length : Math.min(beforeMark(rest), beforeEnd(rest))
      this.#part.text.push(rest.slice(0, safe))
      this.#held = rest.slice(safe)
      if (!last) return this.#gone(out, last)
      const made = this.#made(this.#part, this.#part.text.join(''))
      return typeof made === 'string'
        ? this.#gone(out + made, last)
        : made.then(html => this.#gone(out + html, last))
    }
    return this.#gone(out + this.#settled(rest, !last), last)
  }

  /** The bytes without what goes. */
  #gone(text: string, last: boolean): Uint8Array {
    const shown = this.#removals.put(this.#parts.adverts?.(text, last) ?? text)
    const bare = this.#article.put(last ? shown + this.#removals.end() : shown, last)
    if (last) this.#parts.measured?.(this.#article.seen)
    return bytesOf(bare)
  }

  #made({ kind, bases }: Part, text: string): string | Promise<string> {
    return kind === 'n' ? this.#parts.noscript(text, bases) : this.#parts.style(text, kind === 'v', bases)
  }

  /** @param hold whether more is to come: what cannot be told yet is held back */
  #settled(written: string, hold: boolean): string {
    const drawing = this.#drawn ? -1 : written.search(DRAWING)
    if (drawing >= 0 && !(hold && drawing >= cutOf(written))) {
      const before = this.#settled(written.slice(0, drawing), false)
      this.#drawn = true
      return before + this.#settled(written.slice(drawing), hold)
    }
    const bare = this.#drawn ? withoutEndAttributes(written) : { text: written, open: written.length }
    const { text } = bare
    const cut = hold ? Math.min(cutOf(text), bare.open) : text.length
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

/** Where an end tag may begin that has not come whole yet. */
function beforeEnd(text: string): number {
  const at = text.lastIndexOf('<')
  return at < 0 || at < text.length - '</style>'.length ? text.length : at
}

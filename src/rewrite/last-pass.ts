import type { Change } from '../pieces.ts'
import { ArticleLength, type ArticleText } from './article-length.ts'
import { bytesOf, latin1 } from './bytes.ts'
import { FIRST, type Marks } from './marks.ts'
import { type Removal, Removals } from './removals.ts'
import { TAG_LIKE } from './tokens.ts'

/** What becomes of the parts of a page, as bytes in the form of Latin-1 text. */
export interface Parts {
  /** A style sheet, whole. @param drawn whether it stands in a drawing. @param point the number of where it stands */
  style(css: string, drawn: boolean, point: number): string
  /** What a `<noscript>` holds, whole. */
  noscript(html: string, point: number): string | Promise<string>
  /** Everything else, as it comes, with what has become of the others. */
  tags(html: string, last: boolean): string
  /** Told what there is of the article, when the page has ended. */
  measured?: ((article: ArticleText) => void) | undefined
}

/** A part that is worked on whole: a style sheet, one in a drawing, or what a `<noscript>` holds. */
type Kind = 's' | 'v' | 'n'
interface Part {
  readonly kind: Kind
  /** The number of where it stands. */
  readonly point: number
  readonly text: string[]
}
const isKind = (meaning: string | undefined): meaning is Kind => /^[svn]$/.test(meaning ?? '')
/** What ends a style sheet, whatever the parser thinks of where it stands; and one in a drawing with it. */
const STYLE_ENDS = /<\/style(?=[\t\n\f\r />])/i
const DRAWN_STYLE_ENDS = /<\/(?:style|svg)(?=[\t\n\f\r />])/i
/** In a drawing a style sheet is markup: a plain section of text is harmless there, and nothing else. */
const SECTIONS = /<!\[CDATA\[([^<]*?)\]\]>/g

/** No mark is longer, in bytes. */
const LONGEST_MARK = 48

/**
 * The last pass over a page, after the rewriter: it works on the parts that handlers have marked, each whole, and on
 * every tag in the bytes. It costs one call for many kilobytes. Where a page is cut into pieces changes nothing.
 */
export class LastPass implements Change {
  readonly #marks: Marks
  readonly #parts: Parts
  readonly #removals: Removals
  readonly #article: ArticleLength
  #held = ''
  #part: Part | undefined

  constructor(
    { marks, removals, outlines }: { marks: Marks; removals: readonly Removal[]; outlines?: boolean },
    parts: Parts,
  ) {
    this.#marks = marks
    this.#removals = new Removals(marks, removals, outlines)
    this.#article = new ArticleLength(marks)
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
    let from = 0
    for (;;) {
      const part = this.#part
      const at = rest.indexOf(this.#marks.sign, from)
      if (part !== undefined && part.kind !== 'n') {
        const style = rest.search(part.kind === 'v' ? DRAWN_STYLE_ENDS : STYLE_ENDS)
        if (style >= 0 && (at < 0 || style < at)) {
          out += this.#sheet(part, rest, style)
          rest = rest.slice(style)
          this.#part = undefined
          continue
        }
      }
      const end = rest.indexOf(';', at)
      if (at < 0 || end < 0) break
      const meaning = rest[at + this.#marks.sign.length]
      if (part === undefined && !isKind(meaning) && meaning !== 'i' && meaning !== 'o' && meaning !== 'e') {
        // For what comes after this.
        from = end + 1
        continue
      }
      const point = Number(rest.slice(at + this.#marks.sign.length + 1, end))
      const inside = rest.slice(0, at)
      const mark = rest.slice(at, end + 1)
      rest = rest.slice(end + 1)
      from = 0
      if (part === undefined) {
        out += inside
        if (isKind(meaning)) this.#part = { kind: meaning, point, text: [] }
        else if (meaning !== 'e') out += this.#article.mark(meaning === 'i' ? 'i' : 'o')
        continue
      }
      part.text.push(inside)
      // A style sheet has no other end than its own, or the page's.
      if (meaning !== 'z' && (part.kind !== 'n' || meaning !== 'e')) continue
      this.#part = undefined
      const made = this.#made(part)
      const after = meaning === 'z' ? mark : ''
      if (typeof made === 'string') out += made + after
      else {
        const [so, far] = [out, rest]
        return made.then(html => this.#take(far, last, so + html + after))
      }
    }
    if (this.#part !== undefined) {
      const safe = last ? rest.length : Math.min(beforeMark(rest), beforeEnd(rest))
      this.#part.text.push(rest.slice(0, safe))
      this.#held = rest.slice(safe)
      if (!last) return this.#gone(out, last)
      const made = this.#made(this.#part)
      return typeof made === 'string'
        ? this.#gone(out + made, last)
        : made.then(html => this.#gone(out + html, last))
    }
    const safe = last ? rest.length : beforeMark(rest)
    this.#held = rest.slice(safe)
    return this.#gone(out + rest.slice(0, safe), last)
  }

  /** A style sheet that has ended at a place. */
  #sheet(part: Part, rest: string, end: number): string {
    part.text.push(rest.slice(0, end))
    const sheet = part.text.join('')
    // The drawing ends with its style sheet still open, or what looks like an end is text: or not.
    const isOpen = !STYLE_ENDS.test(rest.slice(end, end + '</style>'.length))
    const isUntold = isOpen || (part.kind === 'v' && TAG_LIKE.test(sheet.replace(SECTIONS, '$1')))
    return (
      this.#parts.style(sheet, part.kind === 'v', part.point) +
      (isUntold ? `</style>${this.#marks.of('l')}` : '')
    )
  }

  /** The bytes without what goes. */
  #gone(text: string, last: boolean): Uint8Array {
    const shown = this.#removals.put(this.#parts.tags(text, last))
    const bare = this.#article.put(last ? shown + this.#removals.end() : shown, last)
    if (last) this.#parts.measured?.(this.#article.seen)
    return bytesOf(bare)
  }

  #made({ kind, point, text }: Part): string | Promise<string> {
    const whole = text.join('')
    if (kind !== 'n') return this.#parts.style(whole, kind === 'v', point)
    const done = (html: string) => this.#marks.of('q') + html + this.#marks.of('r')
    const made = this.#parts.noscript(whole, point)
    return typeof made === 'string' ? done(made) : made.then(done)
  }
}

/** Where a mark begins that has not come whole yet; the text's end where there is none. */
function beforeMark(text: string): number {
  const at = text.indexOf(FIRST, Math.max(0, text.length - LONGEST_MARK))
  return at < 0 ? text.length : at
}

/** Where an end tag may begin that has not come whole yet. */
function beforeEnd(text: string): number {
  const at = text.lastIndexOf('<')
  return at < 0 || at < text.length - '</style>'.length ? text.length : at
}

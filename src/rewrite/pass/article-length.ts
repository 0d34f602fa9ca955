import type { Marks } from './marks.ts'

/** What a page has of the article that its site's file tells of. */
export interface ArticleText {
  /** Whether the selector met an element that is still on the page. */
  readonly found: boolean
  /** Its text, in bytes of the page's encoding, without tags, comments, style sheets and white space. */
  readonly bytes: number
}

/** How a mark goes on. */
const END = 'i-->'

/** What tells markup from text, in bytes: "<style" and what follows it. */
const TELLING = 7

/**
 * Measures the articles that handlers have marked, in the bytes that readers get, and takes the marks out. Where the
 * bytes are cut into pieces changes nothing. Works on bytes in the form of Latin-1 text.
 */
export class ArticleLength {
  /** What its marks begin with: comments, because to what works on the bytes in between they are nothing. */
  readonly #sign: string
  /** The beginning of what may become a mark. */
  #rest = ''
  /** How many articles the text stands in: a selector may meet one in another. */
  #open = 0
  #found = false
  #bytes = 0
  /** What ends the markup that the text stands in; nothing in text. */
  #until = ''
  #held = ''

  constructor(marks: Marks) {
    this.#sign = `<!--${marks.sign.slice(1)}`
  }

  get seen(): ArticleText {
    return { found: this.#found, bytes: this.#bytes }
  }

  /** What stands in the text where an article begins (i) or ends (o). */
  mark(meaning: 'i' | 'o'): string {
    return `${this.#sign}${meaning}-->`
  }

  put(text: string, last: boolean): string {
    let out = ''
    let rest = this.#rest + text
    const cut = last ? rest.length : this.#beforeMark(rest)
    this.#rest = rest.slice(cut)
    rest = rest.slice(0, cut)
    for (;;) {
      const at = rest.indexOf(this.#sign)
      const inside = at < 0 ? rest : rest.slice(0, at)
      if (this.#open > 0) this.#count(inside)
      if (at < 0) return out + inside
      out += inside
      const meaning = rest[at + this.#sign.length]
      if (meaning === 'i') this.#begin()
      else if (meaning === 'o' && this.#open > 0) this.#open--
      rest = rest.slice(at + this.#sign.length + END.length)
    }
  }

  /** Where a mark begins that has not come whole; the text's end where there is none. */
  #beforeMark(text: string): number {
    const at = text.lastIndexOf('<')
    const length = this.#sign.length + END.length
    if (at < 0 || text.length - at >= length) return text.length
    const start = text.slice(at, at + this.#sign.length)
    return this.#sign.startsWith(start) ? at : text.length
  }

  #begin(): void {
    if (this.#open === 0) [this.#until, this.#held] = ['', '']
    this.#open++
    this.#found = true
  }

  #count(piece: string): void {
    const text = this.#held + piece
    this.#held = ''
    let at = 0
    while (at < text.length) {
      if (this.#until !== '') {
        const end = text.indexOf(this.#until, at)
        if (end < 0) {
          this.#held = text.slice(Math.max(at, text.length - this.#until.length + 1))
          return
        }
        at = end + this.#until.length
        this.#until = this.#until.startsWith('</') ? '>' : ''
        continue
      }
      const tag = text.indexOf('<', at)
      this.#bytes += written(text, at, tag < 0 ? text.length : tag)
      if (tag < 0) return
      if (text.length - tag < TELLING) {
        this.#held = text.slice(tag)
        return
      }
      this.#until = PLAIN.includes(text[tag + 1] ?? '') ? '>' : endOf(text.slice(tag, tag + TELLING))
      at = tag + 1
    }
  }
}

/** What most tags begin with; none of them is a style sheet's. */
const PLAIN = '/pabdiulhef'

/** What ends the markup that begins so; nothing where it is text after all. */
function endOf(start: string): string {
  if (start.startsWith('<!--')) return '-->'
  if (/^<style[\t\n\f\r />]/i.test(start)) return `</${start.slice(1, 6)}`
  return /^<[a-z/!?]/i.test(start) ? '>' : ''
}

const SPACE = 0x20

/** How many bytes are neither white space nor control characters. */
function written(text: string, from: number, to: number): number {
  let bytes = 0
  for (let at = from; at < to; at++) if (text.charCodeAt(at) > SPACE) bytes++
  return bytes
}

import type { Filters } from '../filters/filters.ts'
import { follow } from './advert.ts'
import { Context } from './context.ts'
import type { Page } from './page.ts'
import { ENDLESS } from './removals.ts'
import { Simplified } from './simplified.ts'
import { SCAR } from './tag.ts'
import { isLetter, TagScan } from './tag-scan.ts'
import { WrittenTag } from './written-tag.ts'

/** No end tag's name is longer that is looked for, and no comment's end, in bytes. */
const NEAR = 20
/** So many elements can be on their way out at a time: each is compared with every tag. */
const MOST = 50
const [SLASH, BANG, QUESTION] = [47, 33, 63]

/** An element that goes and has not ended yet. */
interface Open {
  /** In the page's list. */
  readonly number: string
  /** Its name; nothing where a handler has found it, and finds its end. */
  readonly name: string | undefined
  /** Its own elements of that name that are open, and itself. */
  depth: number
}

/**
 * Marks what goes by its class, its id, an attribute or its name, in the bytes of a page: to be called for every element
 * that might have such a one would cost much more. The bytes are divided into tags exactly as a browser does it, and
 * elements are counted by their tags. Marks of handlers are taken back where a browser may read on otherwise without
 * what they mark: nothing goes from inside a drawing or a list of choices, and nothing that holds half of one.
 */
export class AdvertMarks {
  readonly #page: Page
  readonly #filters: Filters | undefined
  readonly #tag: TagScan
  readonly #context = new Context()
  #simplified: Simplified | undefined
  /** Whether the page has ended, and what comes is the mirror's own. */
  #isOver = false
  #open: Open[] = []
  /** The element whose end tag ends the text that follows, or what ends a comment. */
  #inside: string | undefined
  /** What handlers have said of the tag that comes next. */
  #said: 'stays' | 'goes' | undefined
  /** What is looked at, and of that: up to where it has gone on, and where the next mark is. */
  #text = ''
  #done = 0
  #sign = -1
  #out = ''

  constructor(page: Page, filters: Filters | undefined) {
    this.#page = page
    this.#filters = filters
    this.#tag = new TagScan(filters?.candidates)
  }

  /** @returns the text with marks in it; what has not come whole is held back unless it is the last */
  put(text: string, last: boolean): string {
    this.#text = this.#text.slice(this.#done) + text
    this.#done = 0
    this.#out = ''
    this.#sign = this.#text.indexOf(this.#page.marks.sign)
    if (!this.#isOver) this.#walk(last)
    if (this.#context.isLost && !this.#isOver) this.#simplify(last)
    if (last || this.#isOver) this.#pass(this.#text.length, this.#inside === undefined)
    return this.#out
  }

  /** From where nobody can tell any more what is text, the page goes on in a form that reads the same for all. */
  #simplify(last: boolean): void {
    if (this.#simplified === undefined) {
      for (const { number } of this.#open) this.#out += this.#page.marks.stay(Number(number))
      this.#open = []
      const inside = this.#inside ?? ''
      this.#out += `${isLetter(inside.charCodeAt(0)) ? `</${inside}>` : ''}</svg>`
      this.#simplified = new Simplified(this.#page.charset)
    }
    const end = this.#text.indexOf(this.#page.marks.of('z'), this.#done)
    const out = this.#out
    this.#out = ''
    this.#pass(end < 0 ? this.#text.length : end, false)
    this.#out = out + this.#simplified.put(this.#out, last || end >= 0)
    this.#isOver = end >= 0
  }

  #walk(last: boolean): void {
    const text = this.#text
    let at = 0
    while (!this.#context.isLost) {
      if (this.#inside !== undefined) {
        at = this.#leave(this.#inside, at, last)
        if (at < 0) return
      }
      const tag = text.indexOf('<', at)
      this.#pass(tag < 0 ? text.length : tag, true)
      if (tag < 0 || this.#isOver || this.#context.isLost) return
      const next = text.charCodeAt(tag + 1)
      const isEnd = next === SLASH
      if (isLetter(isEnd ? text.charCodeAt(tag + 2) : next)) {
        if (!this.#tag.read(text, tag + (isEnd ? 2 : 1))) return
        at = this.#tag.end
        if (isEnd) this.#ended(tag + 2)
        else this.#begun(tag)
      } else if (!last && text.length - tag < '<!--->x'.length) return
      else at = this.#markup(tag, isEnd || next === BANG || next === QUESTION)
    }
  }

  /** A comment, or what is read as one, or text. @returns where it ends or goes on */
  #markup(tag: number, isMarkup: boolean): number {
    if (!isMarkup) return tag + 1
    if (!this.#text.startsWith('<!--', tag)) {
      this.#inside = '>'
      return tag + 2
    }
    // "<!-->" and "<!--->" are whole comments.
    const whole = /^<!---?>/.exec(this.#text.slice(tag, tag + 6))
    if (whole !== null) return tag + whole[0].length
    this.#inside = '-->'
    return tag + 4
  }

  /** Goes on to the end of a comment, or of an element's text. @returns the end; -1 where it has not come */
  #leave(inside: string, at: number, last: boolean): number {
    const text = this.#text
    const found = endOf(inside, text, at)
    const end = found ?? (last ? text.length : Math.max(at, text.length - NEAR))
    if (isLetter(inside.charCodeAt(0)) && !this.#context.holds(inside, text.slice(at, end))) {
      if (this.#context.isLost) return -1
      this.#inside = undefined
      return at
    }
    this.#pass(end, false)
    if (found === undefined) return -1
    this.#inside = undefined
    return found
  }

  #begun(tag: number): void {
    const { nameEnd, end, isKnown, isSelfClosing } = this.#tag
    const isSpecial = Context.isSpecial(this.#text, tag + 1, nameEnd)
    const said = this.#said
    this.#said = undefined
    if (!isSpecial && !isKnown && this.#open.length === 0) return
    const name = this.#text.slice(tag + 1, nameEnd).toLowerCase()
    if (this.#open.length > 0) this.#count(name)
    const isAsked = isKnown && said === undefined && this.#context.isPlain && this.#open.length < MOST
    if (isAsked && !Context.isText(name)) this.#ask(this.#text.slice(tag + 1, nameEnd), nameEnd, end)
    if (!isSpecial) return
    this.#inside = this.#context.begin(name, isSelfClosing)
    if (this.#context.isLost) this.#inside = undefined
  }

  /** Counts a start tag. Where another one of its kind begins, some elements end that were never closed. */
  #count(name: string): void {
    const endless = ENDLESS.has(name)
    for (const open of this.#open) {
      if (open.name !== name) continue
      open.depth++
      if (endless) this.#out += this.#page.marks.end(Number(open.number))
    }
    if (endless) this.#open = this.#open.filter(open => open.name !== name)
  }

  #ask(name: string, nameEnd: number, end: number): void {
    const tag = new WrittenTag(name, this.#text.slice(nameEnd, end - 1), this.#page.charset)
    if (!follow(this.#filters?.element(tag), tag, this.#page)) return
    this.#out += tag.opening
    if (tag.replaced !== undefined) {
      this.#out += tag.replaced
      this.#skip(end)
    } else if (tag.opening !== '')
      this.#open.push({ number: `${this.#page.removals.length - 1}`, name: tag.tagName, depth: 1 })
  }

  #ended(from: number): void {
    const { nameEnd, end } = this.#tag
    const isSpecial = Context.isSpecial(this.#text, from, nameEnd)
    if (!isSpecial && this.#open.length === 0) return
    const name = this.#text.slice(from, nameEnd).toLowerCase()
    if (isSpecial) this.#context.end(name)
    this.#pass(end, false)
    let over = false
    for (const open of this.#open) {
      if (open.name !== name || --open.depth > 0) continue
      over = true
      this.#out += this.#endMark(open.number)
    }
    if (over) this.#open = this.#open.filter(({ name: other, depth }) => other === undefined || depth > 0)
  }

  #endMark(number: string): string {
    const { marks } = this.#page
    return this.#context.isPlain ? marks.end(Number(number)) : marks.stay(Number(number))
  }

  /** Lets go on what comes before `to`, with its marks. @param isText whether they stand in text */
  #pass(to: number, isText: boolean): void {
    while (this.#sign >= 0 && this.#sign < to) {
      const [sign, end] = [this.#sign, this.#text.indexOf(';', this.#sign) + 1]
      this.#out += this.#text.slice(this.#done, sign) + this.#mark(this.#text.slice(sign, end), isText)
      this.#skip(end)
    }
    if (to > this.#done) this.#out += this.#text.slice(this.#done, to)
    this.#done = Math.max(this.#done, to)
  }

  #skip(to: number): void {
    this.#done = to
    if (this.#sign >= 0 && this.#sign < to) this.#sign = this.#text.indexOf(this.#page.marks.sign, to)
  }

  /** What becomes of a handler's mark. */
  #mark(mark: string, isText: boolean): string {
    const { marks } = this.#page
    const meaning = mark[marks.sign.length]
    const number = mark.slice(marks.sign.length + 1, -1)
    const isPlain = isText && this.#context.isPlain
    switch (meaning) {
      case 'b':
        if (this.#said === 'stays' || !isPlain || this.#open.length >= MOST) return marks.stay(Number(number))
        this.#said = 'goes'
        this.#open.push({ number, name: undefined, depth: 1 })
        return mark
      case 'f': {
        const before = this.#open.length
        this.#open = this.#open.filter(open => open.number !== number)
        return before === this.#open.length ? '' : isText ? this.#endMark(number) : marks.stay(Number(number))
      }
      case 'k':
        this.#said = 'stays'
        return ''
      case 'x':
        return isPlain ? mark : SCAR
      case 'd':
        this.#context.draw()
        return ''
      case 'l':
        this.#context.lose()
        return ''
      case 'z':
        this.#isOver = true
        return ''
      default:
        return mark
    }
  }
}

/** Where a comment ends, or the end tag begins that ends an element's text. */
function endOf(inside: string, text: string, from: number): number | undefined {
  if (inside === '>') {
    const at = text.indexOf('>', from)
    return at < 0 ? undefined : at + 1
  }
  const regex = inside === '-->' ? /--!?>/g : new RegExp(`</(?=${inside}[\\t\\n\\f\\r />])`, 'gi')
  regex.lastIndex = from
  const found = regex.exec(text)
  return found === null ? undefined : inside === '-->' ? regex.lastIndex : found.index
}

import type { Filters } from '../filters/filters.ts'
import { follow } from './advert.ts'
import { Context } from './context.ts'
import type { Page } from './page.ts'
import { ENDLESS } from './removals.ts'
import { Simplified } from './simplified.ts'
import { SCAR } from './tag.ts'
import { isLetter, TagScan } from './tag-scan.ts'
import { endTagOf, SECTION, TEXT } from './tokens.ts'
import { isTreated, treatWritten } from './treat.ts'
import { WrittenTag } from './written-tag.ts'

/** No end tag's name is longer that is looked for, and no comment's end, in bytes. */
const NEAR = 20
/** So many elements can be on their way out at a time: each is compared with every tag. */
const MOST = 50
const [SLASH, BANG, QUESTION] = [47, 33, 63]
/** What ends a comment, and a section of text in a drawing. */
const COMMENT_ENDS = '-->'
const SECTION_ENDS = ']]>'

/** An element that goes and has not ended yet. */
interface Open {
  /** In the page's list. */
  readonly number: number
  /** Its name; nothing where a handler has found it, and finds its end. */
  readonly name: string | undefined
  /** Its own elements of that name that are open, and itself. */
  depth: number
}

interface Options {
  readonly filters: Filters | undefined
  /** Beginnings of addresses that become paths of the mirror. */
  readonly own: readonly string[]
  /** Whether every link needs a look. */
  readonly everyLink: boolean
  /** Whether handlers have seen to every tag's attributes already. */
  readonly isTreated: boolean
}

/**
 * Looks at every tag in the bytes of a page, which are divided exactly as a browser does it: to be called for every
 * element that might need a look would cost much more. Relinks attributes, makes the names of event handlers mean
 * nothing, and marks what goes by its class, its id, an attribute or its name.
 *
 * Marks of handlers are taken back where a browser may read on otherwise without what they mark: nothing goes from inside
 * a drawing or a list of choices, and nothing that holds half of one.
 */
export class TagPass {
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
  /** The number of the tag that comes next, if it goes and has nothing in it. */
  #next: number | undefined
  /** Whether the parser believes that it stands in a drawing. */
  #isForeign = false
  /** Whether the attributes of what comes have been seen to. */
  #isDone: boolean
  /** Whether what comes has been through all this before. */
  #isMade = false
  /** How many bases the page has had so far. */
  #bases = 1
  /** What is looked at, and of that: up to where it has gone on, and where the next mark is. */
  #text = ''
  #done = 0
  #sign = -1
  #out = ''

  constructor(page: Page, { filters, own, everyLink, isTreated }: Options) {
    this.#page = page
    this.#filters = filters
    this.#tag = new TagScan(filters?.candidates, own, everyLink)
    this.#isDone = isTreated
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
      for (const { number } of this.#open) this.#out += this.#page.marks.stay(number)
      this.#open = []
      const inside = this.#inside ?? ''
      const end = isLetter(inside.charCodeAt(0)) ? `</${inside}>` : inside
      this.#out += `${end}${this.#context.closing || '</svg>'}`
      this.#simplified = new Simplified(this.#page)
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
      } else if (!last && text.length - tag < SECTION.length) return
      else at = this.#markup(tag, isEnd || next === BANG || next === QUESTION)
    }
  }

  /** A comment, or what is read as one, or text. @returns where it ends or goes on */
  #markup(tag: number, isMarkup: boolean): number {
    if (!isMarkup) return tag + 1
    if (!this.#text.startsWith('<!--', tag)) {
      // Outside of a drawing a section is a comment that ends with the next ">".
      const isSection = this.#text.startsWith(SECTION, tag) && !this.#context.isUndrawn
      this.#inside = isSection ? SECTION_ENDS : '>'
      return tag + (isSection ? SECTION.length : 2)
    }
    // "<!-->" and "<!--->" are whole comments.
    const whole = /^<!---?>/.exec(this.#text.slice(tag, tag + 6))
    if (whole !== null) return tag + whole[0].length
    this.#inside = COMMENT_ENDS
    return tag + 4
  }

  /** Goes on to the end of a comment, or of an element's text. @returns the end; -1 where it has not come */
  #leave(inside: string, at: number, last: boolean): number {
    const text = this.#text
    const over = this.#sign < 0 ? -1 : text.indexOf(this.#page.marks.of('z'), at)
    const whole = endOf(inside, text, at)
    const found = over >= 0 && (whole ?? over) >= over ? over : whole
    const end = found ?? (last ? text.length : Math.max(at, text.length - NEAR))
    this.#pass(at, false)
    if (inside !== COMMENT_ENDS && inside !== '>' && !this.#context.holds(inside, text.slice(at, end + 1))) {
      if (this.#context.isLost) return -1
      this.#inside = undefined
      return at
    }
    this.#pass(end, false)
    if (found === undefined) return -1
    // The page ends, and what it has left open with it.
    if (found === over) this.#pass(over + 1, false)
    this.#inside = undefined
    return found === over ? -1 : found
  }

  #begun(tag: number): void {
    const { nameEnd, end, isKnown, isNaming, isSelfClosing, edits } = this.#tag
    const isSpecial = this.#context.inDrawing || Context.isSpecial(this.#text, tag + 1, nameEnd)
    const said = this.#said
    const goes = this.#next
    const isForeign = this.#isForeign
    this.#said = undefined
    this.#next = undefined
    this.#isForeign = false
    const isPlainTag = !isSpecial && !isKnown && goes === undefined && this.#open.length === 0
    if (isPlainTag && !isNaming && edits.length === 0) return
    const name = this.#text.slice(tag + 1, nameEnd).toLowerCase()
    if (goes !== undefined && this.#page.removals[goes]?.tagName === name) return this.#take(goes, end)
    if (this.#open.length > 0) this.#count(name)
    const mayGo = said === undefined && this.#context.isPlain && this.#open.length < MOST
    const isSeen = this.#isDone || this.#isMade
    if (isKnown && mayGo && !isSeen && !TEXT.has(name)) this.#ask(name, nameEnd, end)
    if (this.#done < end && !isSeen) this.#treat(tag, name, mayGo)
    if (!isSpecial) return
    this.#inside = this.#context.begin(name, isSelfClosing, this.#isMade ? undefined : isForeign)
    if (this.#context.isLost) this.#inside = undefined
  }

  /** Sees to a tag's attributes. @param mayGo whether it may be taken out for what they say */
  #treat(tag: number, name: string, mayGo: boolean): void {
    const { nameEnd, end, isNaming, isSelfClosing, edits } = this.#tag
    const open = this.#open.length
    if (isNaming && !isTreated(name)) {
      const inner = this.#text.slice(nameEnd, end - 1)
      const given = this.#text.slice(tag + 1, nameEnd)
      const written = new WrittenTag(given, inner, this.#page.charset, isSelfClosing)
      const removals = this.#page.removals.length
      this.#page.during({ bases: this.#bases }, () => treatWritten(written, this.#page))
      if (mayGo && open === this.#open.length && this.#page.removals.length > removals) this.#begin(written)
      const { changed } = written
      if (changed === undefined) return
      this.#pass(tag, true)
      this.#out += changed
      return this.#skip(end)
    }
    for (let n = 0; n < edits.length; n += 2) {
      const [at, length] = [edits[n] ?? 0, edits[n + 1] ?? 0]
      this.#pass(at, false)
      // A letter as a character reference: in the name of an attribute it is none, and the attribute means nothing.
      if (length === 0) this.#out += `&#${this.#text.charCodeAt(at)};`
      this.#skip(at + (length || 1))
    }
  }

  /** Counts a start tag. Where another one of its kind begins, some elements end that were never closed. */
  #count(name: string): void {
    const endless = ENDLESS.has(name)
    for (const open of this.#open) {
      if (open.name !== name) continue
      open.depth++
      if (endless) this.#out += this.#page.marks.end(open.number)
    }
    if (endless) this.#open = this.#open.filter(open => open.name !== name)
  }

  #ask(name: string, nameEnd: number, end: number): void {
    const { marks, removals, charset } = this.#page
    const tag = new WrittenTag(name, this.#text.slice(nameEnd, end - 1), charset)
    if (!follow(this.#filters?.element(tag), tag, this.#page)) return
    if (tag.replaced?.startsWith(marks.next(removals.length - 1))) this.#take(removals.length - 1, end)
    else if (tag.replaced !== undefined) {
      this.#out += tag.opening + tag.replaced
      this.#skip(end)
    } else this.#begin(tag)
  }

  /** Begins what the last of the page's removals takes out. */
  #begin({ opening, tagName }: WrittenTag): void {
    if (opening === '') return
    this.#out += opening
    this.#open.push({ number: this.#page.removals.length - 1, name: tagName, depth: 1 })
  }

  /** Takes out a tag that has nothing in it. */
  #take(number: number, end: number): void {
    const removal = this.#page.removals[number]
    if (removal !== undefined) removal.outcome = 'removed'
    this.#out += this.#page.marks.of('x')
    this.#skip(end)
  }

  #ended(from: number): void {
    const { nameEnd, end } = this.#tag
    const isSpecial = this.#context.inDrawing || Context.isSpecial(this.#text, from, nameEnd)
    this.#said = undefined
    this.#next = undefined
    // The attributes of an end tag mean nothing, unless a browser takes the tag for text and them for markup.
    if (end - nameEnd > 1) {
      this.#pass(nameEnd, false)
      this.#out += '>'
      this.#skip(end)
    }
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

  #endMark(number: number): string {
    const { marks } = this.#page
    return this.#context.isPlain ? marks.end(number) : marks.stay(number)
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
    const number = Number(mark.slice(marks.sign.length + 1, -1))
    const isPlain = isText && this.#context.isPlain
    switch (meaning) {
      case 'b':
        if (this.#said === 'stays' || !isPlain || this.#open.length >= MOST) return marks.stay(number)
        this.#said = 'goes'
        this.#open.push({ number, name: undefined, depth: 1 })
        return mark
      case 'f': {
        const before = this.#open.length
        this.#open = this.#open.filter(open => open.number !== number)
        return before === this.#open.length ? '' : isText ? this.#endMark(number) : marks.stay(number)
      }
      case 'k':
        this.#said = 'stays'
        return ''
      case 'x':
        return isPlain ? mark : SCAR
      case 'y':
        if (this.#said === 'stays' || !isPlain) return marks.stay(number)
        this.#next = number
        return ''
      case 'w':
        this.#isForeign = true
        return ''
      case 'd':
        this.#context.draw()
        this.#tag.isDrawn = true
        return ''
      case 'l':
        this.#context.lose()
        return ''
      case 'm':
        this.#bases++
        this.#tag.everyLink = true
        return ''
      case 'q':
      case 'r':
        this.#isMade = meaning === 'q'
        return ''
      case 'z':
        this.#isOver = true
        return this.#inside === SECTION_ENDS ? SECTION_ENDS : ''
      default:
        return mark
    }
  }
}

/** Where a comment or a section ends, or the end tag begins that ends an element's text. */
function endOf(inside: string, text: string, from: number): number | undefined {
  if (inside === '>' || inside === SECTION_ENDS) {
    const at = text.indexOf(inside, from)
    return at < 0 ? undefined : at + inside.length
  }
  if (inside !== COMMENT_ENDS) return endTagOf(inside, text, from)
  const regex = /--!?>/g
  regex.lastIndex = from
  return regex.test(text) ? regex.lastIndex : undefined
}

import type { Filters } from '../../filters/filters.ts'
import { follow, MOST_BY_SITE, takeAway } from '../adverts/advert.ts'
import type { Page } from '../page.ts'
import { mayTell } from '../tags/meta.ts'
import { SCAR } from '../tags/tag.ts'
import { treat, treatDropped, treatHref, treatWritten } from '../tags/treat.ts'
import { Context } from './context.ts'
import { Departures } from './departures.ts'
import { type Fate, fateOf, losesEnd, mayMean } from './elements.ts'
import { Passage } from './passage.ts'
import { Players } from './players.ts'
import { CLOSING, SENTINEL } from './sentinel.ts'
import { isLetter, TagScan } from './tag-scan.ts'
import {
  COMMENT,
  DECLARATION,
  DRAWN_SECTION,
  drawnText,
  ENDLESS_TEXT,
  scriptText,
  type Text,
  textOf,
} from './text.ts'
import { SECTION } from './tokens.ts'
import { WrittenTag } from './written-tag.ts'

const [SLASH, BANG, QUESTION, X] = [47, 33, 63, 120]

/** What becomes of the parts of a page that are worked on whole, as bytes in the form of Latin-1 text. */
export interface Parts {
  /** A style sheet. @param drawn whether a browser may read it as markup */
  style(css: string, drawn: boolean): string
  /** What a `<noscript>` holds. @param isPlain whether it stands in no drawing, for certain */
  noscript(html: string, isPlain: boolean): string | Promise<string>
  /** What stands at the end of the page. */
  ending(): string
  /** What stands where an article begins (i) or ends (o). */
  article(meaning: 'i' | 'o'): string
}

interface Options {
  readonly filters: Filters | undefined
  /** Beginnings of addresses that become paths of the mirror. */
  readonly own: readonly string[]
  /** Whether every link needs a look. */
  readonly everyLink: boolean
  /** Whether it stands in no drawing, for certain. */
  readonly isPlain?: boolean
  readonly parts: Parts
}

/**
 * Looks at every tag in the bytes of a page, which are divided exactly as a browser does it: to be called for every
 * element that might need a look would cost much more. Each element is treated by its name and its attributes, makes the
 * names of event handlers mean nothing, and goes by its class, its id, an attribute or its name where a list says so.
 * What parsers would read differently is written so that all of them read the same.
 *
 * Marks of handlers are taken back where a browser may read on otherwise without what they mark: nothing goes from inside
 * a drawing or a list of choices, and nothing that holds half of one.
 */
export class TagPass {
  readonly #page: Page
  readonly #filters: Filters | undefined
  readonly #parts: Parts
  readonly #tag: TagScan
  readonly #context: Context
  readonly #departures: Departures
  readonly #players = new Players()
  /** The text that follows, up to what ends it. */
  #inside: Text | undefined
  /** What has come of a text that is worked on whole. */
  #collected: string[] = []
  /** What a `<noscript>` comes to, which what follows waits for. */
  #pending: string | Promise<string> | undefined
  /** What handlers have said of the tag that comes next. */
  #said: 'stays' | 'goes' | undefined
  /** The number of the tag that comes next, if it goes and has nothing in it. */
  #next: number | undefined
  /** Whether an end tag comes next that has nothing before it. */
  #isBare = false
  /** Whether what comes has been through all this before. */
  #isMade = false
  /** How many tags have gone whose end tags have not come: of drawings in drawings, and of forms. */
  readonly #gone = { svg: 0, form: 0 }
  /** Whether scripts of AMP would have filled the page, and how many of its pictures are open. */
  #isAmp = false
  #ampPictures = 0
  readonly #passage: Passage
  /** What has come and is not looked at yet, and how much is waited for. */
  #come = ''
  #wanted = 0

  constructor(page: Page, { filters, own, everyLink, isPlain = true, parts }: Options) {
    this.#context = new Context(!isPlain)
    this.#page = page
    this.#filters = filters
    this.#parts = parts
    this.#tag = new TagScan(filters?.candidates, own, everyLink, !isPlain)
    this.#departures = new Departures(page.marks)
    const told = (mark: string, isText: boolean) => this.#mark(mark, isText)
    this.#passage = new Passage(page.marks.sign, page.charset, told)
  }

  /** @returns the text with marks in it; what has not come whole is held back unless it is the last */
  put(text: string, last: boolean): string | Promise<string> {
    this.#come += text
    if (!last && this.#come.length < this.#wanted) return ''
    this.#passage.add(this.#come)
    this.#come = ''
    this.#wanted = 0
    return this.#go(last)
  }

  #go(last: boolean): string | Promise<string> {
    this.#walk(last)
    const made = this.#pending
    if (made !== undefined) {
      this.#pending = undefined
      return typeof made === 'string' ? this.#goOn(made, last) : made.then(html => this.#goOn(html, last))
    }
    if (last) this.#end()
    return this.#passage.take()
  }

  /** Goes on with what has been made of a part of the page. */
  #goOn(html: string, last: boolean): string | Promise<string> {
    const { marks } = this.#page
    this.#passage.add('', marks.of('q') + html + marks.of('r'))
    return this.#go(last)
  }

  #end(): void {
    this.#passage.pass(this.#passage.text.length, true)
    this.#passage.say(this.#players.endAll())
    this.#passage.write(this.#context.closing)
    if (this.#page.source.whole) this.#passage.say(this.#parts.ending())
  }

  /** Where a text ends that the page ends in. @param from where it begins: what ends a page may have ended a tag before */
  #endFrom(from: number): number {
    const { text } = this.#passage
    const ending = [CLOSING, CLOSING_END].find(
      each => text.endsWith(each) && text.length - each.length >= from,
    )
    return text.length - (ending?.length ?? 0)
  }

  #walk(last: boolean): void {
    let at = 0
    for (;;) {
      const text = this.#passage.text
      const inside = this.#inside
      if (inside !== undefined) {
        const { end, next, done } = inside.find(text, at)
        this.#leave(inside, end ?? (last ? this.#endFrom(at) : done), end !== undefined || last)
        if (end === undefined) {
          if (last && !inside.isDrawn) this.#passage.write(inside.closing)
          return this.#passage.skip(last ? text.length : done)
        }
        if (next !== undefined && next > end) this.#passage.skip(next)
        if (this.#pending !== undefined) return
        at = next ?? end
      }
      const tag = text.indexOf('<', at)
      this.#passage.pass(tag < 0 ? text.length : tag, true)
      if (tag < 0) return
      const next = text.charCodeAt(tag + 1)
      if (next === X && this.#isOver(tag, last)) return
      const isEnd = next === SLASH
      if (isLetter(isEnd ? text.charCodeAt(tag + 2) : next)) {
        if (!this.#tag.read(text, tag + (isEnd ? 2 : 1))) {
          // A long tag is not read again for every piece of it, which would take the square of its length.
          this.#wanted = (text.length - tag) >> 2
          // To a browser, a tag that never ends is nothing.
          if (last) this.#passage.skip(text.length)
          return
        }
        at = this.#tag.end
        if (isEnd) this.#ended(tag)
        else this.#begun(tag)
      } else if (!last && text.length - tag < SECTION.length) return
      else at = this.#markup(tag, isEnd || next === BANG || next === QUESTION)
    }
  }

  /** Whether nothing comes any more but what ends every page; or whether that is to be seen. */
  #isOver(tag: number, last: boolean): boolean {
    const { length } = this.#passage.text
    if (length - tag < CLOSING.length) return !last && CLOSING.startsWith(this.#passage.text.slice(tag))
    if (length - tag > CLOSING.length || !this.#passage.text.startsWith(CLOSING, tag)) return false
    if (last) this.#passage.skip(length)
    return true
  }

  /** A comment, or what is read as one, or text. @returns where it ends or goes on */
  #markup(tag: number, isMarkup: boolean): number {
    if (!isMarkup) return tag + 1
    if (this.#passage.text.startsWith('<!--', tag)) {
      // "<!-->" and "<!--->" are whole comments.
      const whole = /^<!---?>/.exec(this.#passage.text.slice(tag, tag + 6))
      if (whole !== null) return tag + whole[0].length
      this.#inside = COMMENT
      return tag + 4
    }
    // Outside of a drawing a section is a comment that ends with the next ">".
    const mayBeText = this.#context.inDrawing || this.#context.mayBeDrawn
    if (mayBeText && this.#passage.text.startsWith(SECTION, tag)) {
      this.#replace(tag + SECTION.length, SCAR)
      this.#inside = DRAWN_SECTION
      return tag + SECTION.length
    }
    this.#inside = DECLARATION
    return tag + 2
  }

  /** Goes on to a place in a text. @param isOver whether it ends there */
  #leave(text: Text, to: number, isOver: boolean): void {
    const { use } = text
    switch (use) {
      case 'kept':
        this.#passage.pass(to, false)
        break
      case 'dropped':
        this.#passage.omit(to)
        break
      case 'escaped':
        this.#passage.write(this.#passage.omit(to).replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
        break
      case 'tagless':
        this.#passage.write(this.#passage.omit(to).replaceAll('<', '&lt;'))
        break
      case 'style':
      case 'noscript':
        this.#collected.push(this.#passage.omit(to))
        break
      default:
        use satisfies never
    }
    if (!isOver) return
    this.#isBare = use === 'dropped'
    this.#inside = undefined
    this.#collect(text)
    // The drawing that it stands in has ended, or the page.
    if (text.isDrawn && !isOwnEnd(this.#passage.text, to, text.closing)) this.#passage.write(text.closing)
  }

  /** Has what has come of a text worked on, where that is done to the whole of it. */
  #collect({ use, isDrawn }: Text): void {
    if (use !== 'style' && use !== 'noscript') return
    const whole = this.#collected.join('')
    this.#collected = []
    if (use === 'noscript') {
      this.#pending = this.#parts.noscript(whole, this.#context.isPlain)
      return
    }
    this.#passage.write(this.#parts.style(whole, isDrawn))
  }

  #begun(tag: number): void {
    const text = this.#passage.text
    const { nameEnd, end, isKnown, isLinking, isNaming, isSelfClosing, edits } = this.#tag
    const isMeaning = this.#context.isOpen || this.#ampPictures > 0 || mayMean(text, tag + 1, nameEnd)
    const said = this.#said
    const goes = this.#next
    this.#said = undefined
    this.#next = undefined
    const isCounted = !this.#departures.isNone || !this.#players.isNone
    const isPlainTag = !isMeaning && !isKnown && !isCounted && goes === undefined
    if (isPlainTag && !isLinking && !isNaming && edits.length === 0) return
    const name = text.slice(tag + 1, nameEnd).toLowerCase()
    if (goes !== undefined && this.#page.removals[goes]?.tagName === name) {
      this.#takeOut(goes, end)
      return
    }
    this.#passage.write(this.#departures.count(name))
    if (!isSelfClosing && !this.#players.isNone) this.#players.count(name)
    const fate = isMeaning ? fateOf(name) : undefined
    const isEnding = this.#context.endsDrawing(name, () => this.#has(tag, 'color', 'face', 'size'))
    if (isEnding) this.#context.endDrawing()
    if (this.#isMade) return this.#enter(name, fate)
    // What ends a drawing must not take that back by going.
    const mayGo = !isEnding && said === undefined && this.#context.isPlain && !this.#departures.isFull
    const mayAsk = isKnown && mayGo && (fate === undefined || fate === 'treated' || fate === 'drawing')
    const start = { name, tag, mayGo, isEnding }
    if (mayAsk && this.#ask(start)) return
    if (this.#become(start, fate)) this.#enter(name, fate)
  }

  /** Does with a tag what its name asks for. @returns whether it is still there */
  #become(start: Start, fate: Fate | undefined): boolean {
    const { name, tag } = start
    const { end, isSelfClosing, isLinking, isNaming, edits } = this.#tag
    switch (fate) {
      case 'dropped':
        this.#treat(start, treatDropped)
        this.#inside = this.#textOfDropped(name)
        return false
      case 'hollow':
        return this.#treat(start, treatDropped)
      case 'amp':
        if (this.#isAmp) return this.#treat(start, name === SIZER ? takeFallback : treatDropped)
        break
      case 'noscript':
        if (!this.#context.inDrawing) this.#inside = textOf(name, 'noscript')
        return this.#replace(end, SCAR)
      case 'verbatim':
        this.#context.endDrawing()
        this.#inside = name === 'xmp' ? textOf(name, 'escaped') : ENDLESS_TEXT
        return this.#replace(end, '<pre>')
      case 'drawing':
        if (!this.#context.inDrawing && !this.#context.inChoices) break
        if (!isSelfClosing) this.#gone.svg++
        return this.#replace(end, SCAR)
      case 'treated':
        if (name === 'meta' && !mayTell(this.#passage.text, tag, end)) break
        if (this.#ampPictures > 0 && this.#has(tag, 'placeholder')) return this.#replace(end, SCAR)
        if (!isSelfClosing && isAmpPicture(name)) this.#ampPictures++
        return this.#treat(start, treat)
      case 'page':
        if (name === 'html') this.#isAmp ||= this.#has(tag, 'amp', '\xe2\x9a\xa1')
        else if (name === 'body') this.#hide()
        break
      case 'style':
      case 'words':
      case undefined:
        break
      default:
        fate satisfies never
    }
    const isInAmp = this.#ampPictures > 0 || this.#players.innermost?.startsWith('amp-') === true
    if (isInAmp && name === 'div' && this.#has(tag, 'fallback')) return this.#treat(start, takeFallback)
    if (isNaming) return this.#treat(start, treatWritten)
    if (isLinking) return this.#treat(start, edits.length === 0 ? treatHref : treatWritten)
    this.#edit(edits)
    return true
  }

  /** Takes note of what a tag begins that stays. */
  #enter(name: string, fate: Fate | undefined): void {
    this.#passage.pass(this.#tag.end, true)
    if (fate !== 'style' && fate !== 'words') return this.#context.begin(name, this.#tag.isSelfClosing)
    const { isPlain, inDrawing: isDrawn } = this.#context
    if (this.#tag.isSelfClosing && !isPlain) {
      // In a drawing it ends here: now it does everywhere.
      if (!this.#isMade) this.#passage.write(`</${name}>`)
      return
    }
    this.#context.begin(name, false)
    if (this.#isMade) this.#inside = textOf(name, 'kept')
    else if (fate === 'words' && isDrawn) this.#inside = drawnText(name, 'tagless')
    else if (fate === 'words') this.#inside = textOf(name, isPlain ? 'kept' : 'tagless')
    else this.#inside = isPlain ? textOf(name, 'style') : drawnText(name, 'style')
  }

  /** What goes with an element that goes. */
  #textOfDropped(name: string): Text | undefined {
    if (this.#context.inDrawing) return this.#tag.isSelfClosing ? undefined : drawnText(name, 'dropped')
    return name === 'script' ? scriptText() : textOf(name, 'dropped')
  }

  #written(tag: number): WrittenTag {
    const { nameEnd, end, isSelfClosing } = this.#tag
    const [name, inner] = [
      this.#passage.text.slice(tag + 1, nameEnd),
      this.#passage.text.slice(nameEnd, end - 1),
    ]
    return new WrittenTag(name, inner, this.#page.charset, isSelfClosing, this.#context.inDrawing)
  }

  /** Whether a tag has one of some attributes. */
  #has(tag: number, ...names: string[]): boolean {
    const written = this.#written(tag)
    return names.some(name => written.hasAttribute(name))
  }

  /** Asks the filter lists about a tag. @returns whether it has gone */
  #ask({ name, tag }: Start): boolean {
    const { end } = this.#tag
    const { marks, removals } = this.#page
    const written = this.#written(tag)
    const number = removals.length
    if (!follow(this.#filters?.element(written), written, this.#page)) return false
    if (written.replaced?.startsWith(marks.next(number))) return !this.#takeOut(number, end)
    this.#passage.write(written.opening)
    if (written.replaced !== undefined) return !this.#replace(end, written.replaced)
    if (written.opening !== '') this.#departures.begin(number, name)
    return false
  }

  /** Has a tag's attributes seen to. @returns whether it is still there */
  #treat({ name, tag, mayGo, isEnding }: Start, work: (tag: WrittenTag, page: Page) => void): boolean {
    const { end } = this.#tag
    const { marks, removals, source } = this.#page
    const written = this.#written(tag)
    const number = removals.length
    try {
      work(written, this.#page)
    } catch (error) {
      console.error(`rewrite: <${name}> of ${source.url}: ${error}`)
      written.replace(SCAR)
    }
    if (this.#page.hasBase) this.#tag.everyLink = true
    let { opening, replaced } = written
    if (removals.length > number) {
      const begins = opening.includes(marks.begin(number))
      if (mayGo && replaced?.startsWith(marks.next(number))) return this.#takeOut(number, end)
      if (mayGo && begins) this.#departures.begin(number, name)
      if (!mayGo) {
        opening = opening.replace(marks.begin(number), marks.stay(number)).replaceAll(marks.of('x'), SCAR)
        replaced = replaced?.replace(marks.next(number), marks.stay(number))
      }
    } else if (written.removed) source.report?.dropped(name)
    this.#passage.write((isEnding && replaced !== undefined ? '<b></b>' : '') + opening)
    if (opening.includes('<p') || opening.includes('<img')) this.#context.endDrawing()
    const { ended } = written
    // A slash means nothing in HTML, and in a drawing nobody waits.
    if (ended !== undefined) this.#players.begin(name, ended)
    if (replaced !== undefined && name === 'form') this.#gone.form++
    if (replaced !== undefined) return this.#replace(end, replaced)
    if (written.changed !== undefined) this.#replace(end, written.changed)
    return true
  }

  /** The names of event handlers, and the paper's own address in links. */
  #edit(edits: readonly number[]): void {
    for (let n = 0; n < edits.length; n += 2) {
      const [at, length] = [edits[n] ?? 0, edits[n + 1] ?? 0]
      this.#passage.pass(at, false)
      // A letter as a character reference: in the name of an attribute it is none, and the attribute means nothing.
      if (length === 0) this.#passage.write(`&#${this.#passage.text.charCodeAt(at)};`)
      this.#passage.skip(at + (length || 1))
    }
  }

  /** Writes something in the place of what comes up to `end`. @returns false, for a tag that is there no more */
  #replace(end: number, what: string): false {
    this.#passage.write(what)
    this.#passage.skip(end)
    return false
  }

  /** Takes out a tag that has nothing in it. */
  #takeOut(number: number, end: number): false {
    const removal = this.#page.removals[number]
    if (removal !== undefined) removal.outcome = 'removed'
    return this.#replace(end, this.#page.marks.of('x'))
  }

  /** The style rules for what the page's head can say is hidden. */
  #hide(): void {
    if (this.#page.source.whole && this.#context.isPlain) this.#passage.say(this.#page.hiding())
  }

  #ended(tag: number): void {
    const text = this.#passage.text
    const from = tag + 2
    const { nameEnd, end } = this.#tag
    this.#said = undefined
    this.#next = undefined
    const isBare = this.#isBare
    this.#isBare = false
    const isMeaning = this.#context.isOpen || this.#gone.svg > 0 || mayMean(text, from, nameEnd)
    const isCounted = !this.#departures.isNone || !this.#players.isNone
    if (!isMeaning && !isCounted) return this.#bare(nameEnd, end)
    const name = text.slice(from, nameEnd).toLowerCase()
    const behind = this.#players.end(name)
    if (this.#isLost(name)) {
      const marks = this.#departures.end(name, this.#context.isPlain)
      if (isAmpPicture(name) && this.#ampPictures > 0) this.#ampPictures--
      if (marks === '') this.#replace(end, isBare ? '' : SCAR)
      else this.#passage.pass(end, false)
      this.#passage.write(marks)
      return this.#passage.say(behind)
    }
    if (name === 'head') this.#hide()
    if (name === 'xmp') {
      this.#replace(end, '</pre>')
      return
    }
    this.#bare(nameEnd, end)
    this.#context.end(name)
    this.#passage.pass(end, false)
    this.#passage.say(behind)
    this.#passage.write(this.#departures.end(name, this.#context.isPlain))
  }

  /** Whether an end tag goes, because what it ends has gone. */
  #isLost(name: string): boolean {
    if (this.#isMade) return false
    if (name === 'svg' && this.#gone.svg > 0 && (this.#context.inDrawing || this.#context.inChoices)) {
      this.#gone.svg--
      return true
    }
    if (name === 'form' && this.#gone.form > 0) {
      this.#gone.form--
      return true
    }
    return name === SENTINEL || losesEnd(name) || (this.#isAmp && fateOf(name) === 'amp' && name !== SIZER)
  }

  /** The attributes of an end tag mean nothing, unless a browser takes the tag for text and them for markup. */
  #bare(nameEnd: number, end: number): void {
    if (end - nameEnd <= 1) return
    this.#passage.pass(nameEnd, false)
    this.#replace(end, '>')
  }

  #mark(mark: string, isText: boolean): string {
    const { marks } = this.#page
    const meaning = mark[marks.sign.length]
    const number = Number(mark.slice(marks.sign.length + 1, -1))
    const isPlain = isText && this.#context.isPlain
    switch (meaning) {
      case 'b':
        if (this.#said === 'stays' || !isPlain || this.#departures.isFull) return marks.stay(number)
        this.#said = 'goes'
        this.#departures.begin(number)
        return mark
      case 'f':
        return this.#departures.endOf(number, isPlain)
      case 'k':
        this.#said = 'stays'
        return ''
      case 'x':
        // What went has left its scar in the bytes.
        return isPlain ? mark : ''
      case 'y':
        if (this.#said === 'stays' || !isPlain) return marks.stay(number)
        this.#next = number
        return ''
      case 'i':
      case 'o':
        return isText ? this.#parts.article(meaning) : ''
      case 'q':
      case 'r':
        this.#isMade = meaning === 'q'
        return ''
      default:
        return mark
    }
  }
}

/** What is left of what ends a page where it has ended a tag. */
const CLOSING_END = `</${SENTINEL}>`

/** A start tag that is looked at. */
interface Start {
  /** In lower case. */
  readonly name: string
  /** Where it begins. */
  readonly tag: number
  /** Whether it may be taken out for what it says. */
  readonly mayGo: boolean
  /** Whether it has ended a drawing. */
  readonly isEnding: boolean
}

/** What keeps a picture's place open until it is there. */
const SIZER = 'i-amphtml-sizer'

/** Whether what ends an element is its own end tag. */
const isOwnEnd = (text: string, at: number, endTag: string): boolean =>
  text.slice(at, at + endTag.length - 1).toLowerCase() === endTag.slice(0, -1)

const isAmpPicture = (name: string) => name === 'amp-img' || name === 'amp-anim'

/** What stands for something that cannot be shown, where it can be. */
const takeFallback = (tag: WrittenTag, page: Page) =>
  takeAway(tag, page, 'what AMP shows for what it cannot show', MOST_BY_SITE)

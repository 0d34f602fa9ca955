import type { Rule } from '../../filters/data.ts'
import type { Marks } from '../pass/marks.ts'
import { SCAR } from '../tags/tag.ts'
import { outlined } from './outline.ts'
import { isHeaded, textIn } from './text-in.ts'
import { Wrappers } from './wrappers.ts'

type Outcome = 'removed' | 'unclosed' | 'too much'

/** What is to go, by which rule. */
export interface Removal {
  /** The element's name, in lower case. */
  readonly tagName: string
  /** How the rule is written, and where. */
  readonly rule: string
  /** The rule itself, where it is known which. */
  readonly by?: Rule
  /** The most text that it may take, in bytes; a rule that would take more has met the article. */
  readonly most: number
  /** What became of it; undefined as long as nothing has. */
  outcome?: Outcome
}

/** What has not ended after so many bytes is no advertisement. */
const LONGEST = 262_144
/** How little text may go along with what a page is about, in bytes. */
const HEADED = 300
/** No end tag is longer, in bytes. */
const END_TAG = 100

/** Elements whose end tag may be left out: a browser ends them long before the parser does, so they can be hidden. */
export const ENDLESS = new Set(['p', 'li', 'dt', 'dd', 'option', 'optgroup', 'rt', 'rp', 'tr', 'td', 'th'])
/** Whether it stays, hidden. */
export const isHidden = ({ outcome, tagName }: Removal) => outcome === 'unclosed' && ENDLESS.has(tagName)

/** Of an attribute that stands twice a browser takes the first. */
const HIDDEN = 'class="" id="" style="display:none!important"'

/** What an element begins with, behind what has gone before it. */
const START = /^((?:<!---->)*<([a-z]+))(?=[\t\n\f\r />])/i

/** A piece of what is held back, and what of it counts as text: nothing of what is on its way out. */
interface Part {
  shown: string
  readonly counted: string
}

/** What has begun and not ended yet. */
interface Open {
  readonly number: string
  readonly removal: Removal
  /** Where its first part is. */
  part: number
  /** How much of the page stood before it, in bytes. */
  readonly from: number
  /** Text that it holds for certain, in bytes, and whether what the page is about is in it. */
  text: number
  headed: boolean
  ended: boolean
}

/**
 * Takes out what handlers have marked for it, once it is seen whole, with what held nothing else. What never ends, or
 * holds more text than its rule may take, stays. Works on bytes in the form of Latin-1 text, in time in proportion to
 * them, and keeps no more of them than one advertisement may be long.
 */
export class Removals {
  readonly #sign: string
  readonly #gone: string
  readonly #removals: readonly Removal[]
  readonly #wrappers: Wrappers
  readonly #outlines: boolean
  #parts: Part[] = []
  /** From the outermost on; those before the first have been given up. */
  readonly #open: Open[] = []
  #first = 0
  readonly #byNumber = new Map<string, Open>()
  /** How much of the page has come, in bytes. */
  #seen = 0
  /** What came last, marks left out. */
  #tail = ''

  /** @param outlines whether everything stays, with a line around what would go */
  constructor(marks: Marks, removals: readonly Removal[], outlines = false) {
    this.#sign = marks.sign
    this.#removals = removals
    this.#outlines = outlines
    this.#gone = marks.of('x')
    this.#wrappers = new Wrappers(this.#gone)
  }

  put(text: string): string {
    return this.#shown(this.#take(text), false)
  }

  end(): string {
    this.#abandon(-1)
    return this.#shown(this.#take(''), true)
  }

  #shown(text: string, last: boolean): string {
    return this.#wrappers.put(text, last).replaceAll(this.#gone, SCAR)
  }

  /** @returns what is decided, with a mark where something has gone */
  #take(text: string): string {
    if (this.#open.length === 0 && this.#parts.length === 0 && !text.includes(this.#sign)) {
      this.#see(text)
      return text
    }
    let from = 0
    for (let at = text.indexOf(this.#sign); at >= 0; at = text.indexOf(this.#sign, from)) {
      this.#add(text.slice(from, at))
      const end = text.indexOf(';', at)
      const meaning = text[at + this.#sign.length]
      const number = text.slice(at + this.#sign.length + 1, end)
      if (meaning === 'x') this.#parts.push({ shown: this.#gone, counted: '' })
      else if (meaning === 'b') this.#begin(number)
      else if (meaning === 'f') this.#end(number)
      else if (meaning === 'g') this.#stay(number)
      from = end + 1
    }
    this.#add(text.slice(from))
    this.#open.splice(0, this.#first)
    this.#first = 0
    const held = this.#open[0]?.part ?? this.#parts.length
    const done = this.#parts.slice(0, held)
    if (held > 0) {
      this.#parts = this.#parts.slice(held)
      for (const open of this.#open) open.part -= held
    }
    return done.map(({ shown }) => shown).join('')
  }

  #add(text: string): void {
    if (text === '') return
    this.#parts.push({ shown: text, counted: text })
    this.#see(text)
    this.#abandon(LONGEST)
  }

  #see(text: string): void {
    this.#tail = text.length < END_TAG ? (this.#tail + text).slice(-END_TAG) : text.slice(-END_TAG)
    this.#seen += text.length
  }

  /** Lets what is longer go on as if no rule had named it. */
  #abandon(longest: number): void {
    for (; ; this.#first++) {
      const open = this.#open[this.#first]
      if (open === undefined || this.#seen - open.from <= longest) return
      if (!open.ended) this.#leave(open, 'unclosed')
    }
  }

  #begin(number: string): void {
    const removal = this.#removals[Number(number)]
    if (removal === undefined || this.#byNumber.has(number)) return
    const part = this.#parts.length
    const open = { number, removal, part, from: this.#seen, text: 0, headed: false, ended: false }
    this.#open.push(open)
    this.#byNumber.set(number, open)
  }

  #stay(number: string): void {
    const removal = this.#removals[Number(number)]
    if (removal !== undefined) removal.outcome ??= 'unclosed'
    this.#end(number, 'unclosed')
  }

  #end(number: string, known?: Outcome): void {
    const open = this.#byNumber.get(number)
    if (open === undefined || open.ended) return
    open.ended = true
    const outcome = known ?? this.#outcome(open)
    this.#leave(open, outcome)
    if (outcome === 'removed') {
      const shown = this.#outlines ? this.#parts.slice(open.part).map(part => part.shown) : [this.#gone]
      this.#parts.length = open.part
      this.#parts.push({ shown: shown.join(''), counted: '' })
      // What never ended in it goes along.
      while (this.#open.at(-1) !== open) this.#byNumber.delete(this.#open.pop()?.number ?? '')
    }
    for (let last = this.#innermost(); last?.ended; last = this.#innermost()) {
      this.#open.pop()
      if (last.removal.outcome === 'too much') this.#tell(last)
    }
  }

  #innermost(): Open | undefined {
    return this.#open.length > this.#first ? this.#open.at(-1) : undefined
  }

  /** Tells what stands around it how much text there is in it, so that nobody counts it twice. */
  #tell({ text, headed }: Open): void {
    const around = this.#innermost()
    if (around === undefined) return
    around.text += text
    around.headed ||= headed
  }

  #leave(open: Open, outcome: Outcome): void {
    const { removal } = open
    this.#byNumber.delete(open.number)
    removal.outcome = outcome
    const first = this.#parts[open.part]
    if (first === undefined) return
    if (this.#outlines) {
      const goes = outcome === 'removed' || isHidden(removal)
      first.shown = outlined(first.shown, removal, goes ? 'removed' : 'kept', this.#sign)
    } else if (isHidden(removal))
      first.shown = first.shown.replace(START, (all, begin, name, at: number) => {
        const isOwn = name.toLowerCase() === removal.tagName
        return isOwn && !first.shown.startsWith(` ${HIDDEN}`, at + all.length) ? `${begin} ${HIDDEN}` : all
      })
  }

  #outcome(open: Open): Outcome {
    const { tagName, most } = open.removal
    if (endTag(this.#tail) !== tagName) return 'unclosed'
    if (isTooMuch(open, most)) return 'too much'
    const inside = this.#parts
      .slice(open.part)
      .map(({ counted }) => counted)
      .join('')
    open.text = textIn(inside)
    open.headed ||= isHeaded(inside)
    return isTooMuch(open, most) ? 'too much' : 'removed'
  }
}

const isTooMuch = ({ text, headed }: Open, most: number) => text > most || (headed && text > HEADED)

/** The name of the end tag that a text ends with, in lower case. */
const endTag = (text: string) =>
  /^<\/([a-z][^\t\n\f\r />]*)[\t\n\f\r ]*>$/i
    .exec(text.slice(Math.max(0, text.lastIndexOf('<'))))?.[1]
    ?.toLowerCase()

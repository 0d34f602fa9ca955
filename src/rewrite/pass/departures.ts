import { ENDLESS } from '../adverts/removals.ts'
import type { Marks } from './marks.ts'

/** So many elements can be on their way out at a time: each is compared with every tag. */
const MOST = 50

/** An element that goes and has not ended yet. */
interface Open {
  /** In the page's list. */
  readonly number: number
  /** Its name; nothing where a handler has found it, and finds its end. */
  readonly name: string | undefined
  /** Its own elements of that name that are open, and itself. */
  depth: number
}

/** The elements that are on their way out of a page, until their ends are found. */
export class Departures {
  readonly #marks: Marks
  #open: Open[] = []

  constructor(marks: Marks) {
    this.#marks = marks
  }

  get isNone(): boolean {
    return this.#open.length === 0
  }

  get isFull(): boolean {
    return this.#open.length >= MOST
  }

  /** @param name of the element that tags end; nothing where a handler says when it has ended */
  begin(number: number, name?: string): void {
    this.#open.push({ number, name, depth: 1 })
  }

  /** Counts a start tag. @returns marks: where another one of its kind begins, some elements end that were never closed */
  count(name: string): string {
    if (this.isNone) return ''
    const endless = ENDLESS.has(name)
    let marks = ''
    for (const open of this.#open) {
      if (open.name !== name) continue
      open.depth++
      if (endless) marks += this.#marks.end(open.number)
    }
    if (endless) this.#open = this.#open.filter(open => open.name !== name)
    return marks
  }

  /** Counts an end tag. @param isPlain whether what has ended may go from here. @returns marks for what has */
  end(name: string, isPlain: boolean): string {
    if (this.isNone) return ''
    let marks = ''
    for (const open of this.#open) {
      if (open.name === name && --open.depth === 0) marks += this.#endOf(open.number, isPlain)
    }
    if (marks !== '') this.#open = this.#open.filter(open => open.depth > 0)
    return marks
  }

  /** What becomes of a handler's mark that an element has ended. @returns nothing where it had not begun */
  endOf(number: number, isPlain: boolean): string {
    const before = this.#open.length
    this.#open = this.#open.filter(open => open.number !== number)
    return before === this.#open.length ? '' : this.#endOf(number, isPlain)
  }

  #endOf(number: number, isPlain: boolean): string {
    return isPlain ? this.#marks.end(number) : this.#marks.stay(number)
  }
}

import { VOID } from '../tags/tag.ts'

/** Elements in which what begins may end otherwise than it does outside; a list of choices under both its names. */
const OPENING = new Set(['svg', 'select', 'selecx', 'template'])
/** What holds HTML in a drawing. */
const HOLDING = new Set(['desc', 'foreignobject'])
/** Tags that end a drawing for a browser, wherever in it they stand (HTML standard, "in foreign content"). */
const ENDING = new Set(
  (
    'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu ' +
    'meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var'
  ).split(' '),
)
/** End tags that do the same. */
const ENDING_ENDS = new Set(['br', 'p'])

/** So deep can these be in each other, and so much be open in one, that it is counted. */
const [DEEPEST, MOST] = [64, 256]

/** An element that is open, and what is open in it. */
interface Level {
  readonly name: string
  readonly inner: string[]
}

/**
 * What is open of the elements that decide how the bytes after them are read. Parsers differ on where a drawing ends that
 * is nested wrongly: from there on it is uncertain what is open, and nothing is written that they would read otherwise.
 */
export class Context {
  readonly #open: Level[] = []
  /** Every kind of them that has begun. */
  readonly #begun = new Set<string>()
  #isDrawn: boolean
  #isUncertain: boolean

  /** @param isUncertain whether it may begin in a drawing */
  constructor(isUncertain = false) {
    this.#isDrawn = isUncertain
    this.#isUncertain = isUncertain
  }

  /** Whether what comes next stands in a drawing, as far as can be told. */
  get inDrawing(): boolean {
    return this.#open.at(-1)?.name === 'svg'
  }

  /** Whether there is a list of choices open, in which parsers differ on what a drawing is. */
  get inChoices(): boolean {
    return this.#open.some(({ name }) => name === 'select' || name === 'selecx')
  }

  /** Whether what comes next stands in a drawing, or may. */
  get mayBeDrawn(): boolean {
    return this.#isDrawn && !this.isPlain
  }

  /** Whether what comes next stands in none of these elements, for certain. */
  get isPlain(): boolean {
    return this.#open.length === 0 && !this.#isUncertain
  }

  /** Whether every tag must be told. */
  get isOpen(): boolean {
    return this.#open.length > 0
  }

  /** Whether a tag ends the drawing that it stands in. @param hasFontAttribute whether a `<font>` is one of HTML */
  endsDrawing(name: string, hasFontAttribute: () => boolean): boolean {
    return this.inDrawing && (ENDING.has(name) || (name === 'font' && hasFontAttribute()))
  }

  endDrawing(): void {
    if (this.#isUncertain) return
    while (this.inDrawing) this.#open.pop()
  }

  /** The end tags of what is open, or may be. */
  get closing(): string {
    const open = this.#open.map(({ name }) => name).reverse()
    const others = this.#isUncertain ? [...this.#begun].filter(name => !open.includes(name)).reverse() : []
    // What was given up stands in what is still open.
    return [...others, ...open].map(name => `</${name}>`).join('')
  }

  begin(name: string, isSelfClosing: boolean): void {
    const { inDrawing } = this
    if (isSelfClosing && (inDrawing || name === 'svg')) return
    const last = this.#open.at(-1)
    if (this.#open.length >= DEEPEST || (last?.inner.length ?? 0) >= MOST) {
      // Nobody writes pages like that, and to go on counting would take the square of their length.
      this.#isUncertain = true
      return
    }
    if (OPENING.has(name) || (inDrawing && HOLDING.has(name))) {
      this.#isDrawn ||= name === 'svg'
      this.#begun.add(name)
      this.#open.push({ name, inner: [] })
    } else if (!VOID.has(name) || inDrawing) last?.inner.push(name)
  }

  end(name: string): void {
    const last = this.#open.at(-1)
    if (last === undefined) return
    if (name === last.name) {
      // HTML in a drawing that is not nested rightly keeps it open.
      if (HOLDING.has(name) && last.inner.length > 0) this.#isUncertain = true
      this.#open.pop()
      return
    }
    const at = last.inner.lastIndexOf(name)
    if (at >= 0) {
      // HTML is not closed through what is open in it as other markup is.
      if (HOLDING.has(last.name) && at < last.inner.length - 1) this.#isUncertain = true
      last.inner.length = at
    } else if (this.inDrawing && ENDING_ENDS.has(name)) this.endDrawing()
    else {
      // It ends something around the drawing, and for a browser the drawing too.
      this.#isUncertain = true
      const around = this.#open.findLastIndex(open => open.name === name || open.name === 'template')
      // Nothing is closed from inside a template.
      if (this.#open[around]?.name === name) this.#open.length = around
    }
  }
}

import { TAG_LIKE, TEXT } from './tokens.ts'

/**
 * Elements in which what begins may end otherwise than it does outside; under every name that `withoutAmbiguity` gives
 * them, because a page that is made again must come out as it did.
 */
const OPENING = new Set(['svg', 'select', 'selecx', 'template'])
/** Elements behind which the tags alone do not tell what a browser has open. */
const UNTOLD = new Set(['math', 'frameset', 'framesex', 'plaintext'])
/** What a drawing has of the elements that hold text. */
const DRAWN_TEXT = new Set(['title', 'style'])
/** What may hold HTML in a drawing, and mostly holds text or nothing. */
const HOLDING = new Set(['desc', 'foreignobject'])

/** Names' first letters and lengths, which tell of nearly every other element that it is none of these. */
const SPECIAL = new Uint8Array(32 * 16)
const entryOf = (first: number, length: number) => ((first & 31) << 4) | length
for (const name of [...TEXT, ...OPENING, ...UNTOLD, ...HOLDING])
  SPECIAL[entryOf(name.charCodeAt(0), name.length)] = 1

/**
 * What is open of the elements that decide how the bytes after them are read. Parsers differ on where a drawing ends that
 * is nested wrongly: from there on it is uncertain what is open. That does no harm until something comes that is text for
 * one and tags for the other.
 */
export class Context {
  readonly #open: string[] = []
  /** What is open in a drawing. */
  readonly #drawing: string[] = []
  #isDrawn = false
  #isUncertain = false
  #isLost = false

  /** Whether nobody can tell any more what is text and what are tags. */
  get isLost(): boolean {
    return this.#isLost
  }

  get inDrawing(): boolean {
    return this.#open.length > 0 && this.#open.includes('svg')
  }

  /** Whether there has been no drawing, and nothing like one. */
  get isUndrawn(): boolean {
    return !this.#isDrawn && this.isPlain
  }

  /** Whether what comes next stands in none of these elements, for certain. */
  get isPlain(): boolean {
    return this.#open.length === 0 && !this.#isUncertain && !this.#isLost
  }

  /** Whether a tag may matter here; true of some that do not. */
  static isSpecial(text: string, from: number, end: number): boolean {
    return end - from < 16 && SPECIAL[entryOf(text.charCodeAt(from), end - from)] === 1
  }

  /** The end tags of what is open. */
  get closing(): string {
    return this.#open
      .toReversed()
      .map(name => `</${name}>`)
      .join('')
  }

  lose(): void {
    this.#isLost = true
  }

  /** Told of a drawing whose own tags have gone. */
  draw(): void {
    this.#isDrawn = true
  }

  /**
   * @param isForeign whether the parser believes that it stands in a drawing; undefined in what was rewritten before
   * @returns the element whose end tag ends the text that follows; nothing where there may be tags
   */
  begin(name: string, isSelfClosing: boolean, isForeign: boolean | undefined): string | undefined {
    const { inDrawing } = this
    if (inDrawing && !isSelfClosing) this.#drawing.push(name)
    this.#isDrawn ||= name === 'svg'
    if (TEXT.has(name)) {
      const isDrawnText = inDrawing && DRAWN_TEXT.has(name)
      // In a drawing it ends there, and nowhere else.
      if (isSelfClosing && isDrawnText && isForeign !== false && !this.#isUncertain) return undefined
      if (isSelfClosing && this.#isDrawn && !this.isPlain) this.#isLost = true
      if (isForeign && !isDrawnText) this.#isLost = true
      // Its character references mean something in a drawing.
      if (inDrawing && isForeign === false && name === 'style') this.#isLost = true
      return name
    }
    if (inDrawing && HOLDING.has(name) && !isSelfClosing) return name
    if (UNTOLD.has(name)) this.#isUncertain = true
    else if (OPENING.has(name) && !(name === 'svg' && isSelfClosing)) this.#open.push(name)
    return undefined
  }

  end(name: string): void {
    if (this.inDrawing && name !== 'svg') {
      const at = this.#drawing.lastIndexOf(name)
      // It ends something around the drawing, and for a browser the drawing too.
      if (at < 0) this.#isUncertain = true
      else this.#drawing.length = at
    }
    if (name === 'svg') this.#drawing.length = 0
    if (!OPENING.has(name) || this.#open.length === 0) return
    if (this.#open.pop() !== name) this.#isUncertain = true
  }

  /** Told of what an element holds that holds text, or a section. @returns whether it is text */
  holds(name: string, text: string): boolean {
    if (TEXT.has(name) && this.#open.length === 0 && !this.#isUncertain) return true
    if (!TAG_LIKE.test(text)) return true
    if (HOLDING.has(name)) this.#isUncertain = true
    else this.#isLost = true
    return false
  }
}

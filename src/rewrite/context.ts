/** Elements in which there are no tags but their own end. */
const TEXT = new Set('textarea title style xmp noembed noframes noscript iframe script'.split(' '))
/**
 * Elements in which what begins may end otherwise than it does outside; under every name that `withoutAmbiguity` gives
 * them, because a page that is made again must come out as it did.
 */
const OPENING = new Set(['svg', 'select', 'selecx', 'template'])
/** Elements behind which the tags alone do not tell what a browser has open. */
const UNTOLD = new Set(['math', 'frameset', 'framesex', 'plaintext'])
/** What may hold HTML in a drawing. */
const UNTOLD_DRAWN = 'foreignobject'
/** What a drawing has of the elements that hold text. */
const DRAWN_TEXT = new Set(['title', 'style'])
/** In a drawing its description is text, as long as there are no tags in it. */
const DESCRIPTION = 'desc'

/** Names' first letters and lengths, which tell of nearly every other element that it is none of these. */
const SPECIAL = new Uint8Array(32 * 16)
const entryOf = (first: number, length: number) => ((first & 31) << 4) | length
for (const name of [...TEXT, ...OPENING, ...UNTOLD, UNTOLD_DRAWN, DESCRIPTION])
  SPECIAL[entryOf(name.charCodeAt(0), name.length)] = 1

/**
 * What is open of the elements that decide how the bytes after them are read. Parsers differ on where a drawing ends that
 * is nested wrongly: from there on it is uncertain what is open. That does no harm until something comes that is text for
 * one and tags for the other.
 */
export class Context {
  readonly #open: string[] = []
  #isDrawn = false
  #isUncertain = false
  #isLost = false

  /** Whether nobody can tell any more what is text and what are tags. */
  get isLost(): boolean {
    return this.#isLost
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

  /** Whether an element holds nothing but text. @param name in lower case */
  static isText(name: string): boolean {
    return TEXT.has(name)
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
    const inDrawing = this.#open.includes('svg')
    this.#isDrawn ||= name === 'svg'
    if (TEXT.has(name)) {
      // In a drawing it ends there, and nowhere else.
      if (isSelfClosing && this.#isDrawn) this.#isLost = true
      if (isForeign && !(inDrawing && DRAWN_TEXT.has(name))) this.#isLost = true
      // Its character references mean something in a drawing.
      if (inDrawing && isForeign === false && name === 'style') this.#isLost = true
      return name
    }
    if (inDrawing && name === DESCRIPTION && !isSelfClosing) return name
    if (UNTOLD.has(name) || (inDrawing && name === UNTOLD_DRAWN)) this.#isUncertain = true
    else if (OPENING.has(name) && !(name === 'svg' && isSelfClosing)) this.#open.push(name)
    return undefined
  }

  end(name: string): void {
    if (!OPENING.has(name) || this.#open.length === 0) return
    if (this.#open.pop() !== name) this.#isUncertain = true
  }

  /** Told of what an element holds that holds text, or a section. @returns whether it is text */
  holds(name: string, text: string): boolean {
    if (TEXT.has(name) && this.#open.length === 0 && !this.#isUncertain) return true
    if (!text.includes('<')) return true
    if (name === DESCRIPTION) this.#isUncertain = true
    else this.#isLost = true
    return false
  }
}

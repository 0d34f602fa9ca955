/** Elements in which there are no tags but their own end. */
const TEXT = new Set('textarea title style xmp noembed noframes noscript iframe script'.split(' '))
/**
 * Elements in which what begins may end otherwise than it does outside; under every name that `withoutAmbiguity` gives
 * them, because a page that is made again must come out as it did.
 */
const CONTEXT = new Set(['svg', 'select', 'selecx', 'template'])
/** Elements behind which bytes alone do not tell how a browser reads on: what may hold HTML in a drawing is one. */
const UNTOLD = new Set(['math', 'frameset', 'framesex', 'plaintext'])
const UNTOLD_DRAWN = new Set(['foreignobject'])
/** In a drawing the description of it is text too, or nobody can tell. */
const DRAWN_TEXT = 'desc'

/** Names' first letters and lengths, which tell of nearly every other element that it is none of these. */
const SPECIAL = new Uint8Array(32 * 16)
const entryOf = (first: number, length: number) => ((first & 31) << 4) | length
for (const name of [...TEXT, ...CONTEXT, ...UNTOLD, ...UNTOLD_DRAWN, DRAWN_TEXT])
  SPECIAL[entryOf(name.charCodeAt(0), name.length)] = 1

/**
 * What is open of the elements that decide how the bytes after them are read. A browser knows much more of what is open:
 * where that could make a difference, this is lost, for the rest of the page.
 */
export class Context {
  readonly #open: string[] = []
  #isLost = false

  /** Whether it can no longer be told how a browser reads on. */
  get isLost(): boolean {
    return this.#isLost
  }

  /** Whether what comes next stands in none of these elements, for certain. */
  get isPlain(): boolean {
    return this.#open.length === 0 && !this.#isLost
  }

  /** Whether a tag may matter here; true of some that do not. */
  static isSpecial(text: string, from: number, end: number): boolean {
    return end - from < 16 && SPECIAL[entryOf(text.charCodeAt(from), end - from)] === 1
  }

  /** Whether an element holds nothing but text. @param name in lower case */
  static isText(name: string): boolean {
    return TEXT.has(name)
  }

  /** @returns the element whose end tag ends the text that follows; nothing where there may be tags */
  begin(name: string, isSelfClosing: boolean): string | undefined {
    const isDrawn = this.#open.includes('svg')
    if (UNTOLD.has(name) || (isDrawn && UNTOLD_DRAWN.has(name))) this.#isLost = true
    else if (TEXT.has(name) || (isDrawn && name === DRAWN_TEXT)) {
      // In a drawing it ends there, and behind one that a browser has left it does not.
      if (isDrawn && isSelfClosing) this.#isLost = true
      return name
    } else if (CONTEXT.has(name) && !(name === 'svg' && isSelfClosing)) this.#open.push(name)
    return undefined
  }

  end(name: string): void {
    if (!CONTEXT.has(name) || this.#open.length === 0) return
    if (this.#open.pop() !== name) this.#isLost = true
  }

  /** Told of an element's text: outside of plain HTML it may be read as tags. */
  text(text: string, from: number, end: number): void {
    if (this.#open.length > 0 && text.slice(from, end).includes('<')) this.#isLost = true
  }
}

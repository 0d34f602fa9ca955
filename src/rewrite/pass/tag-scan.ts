import type { Candidates } from '../../filters/candidates.ts'

const [TAB, LF, FF, CR, SPACE] = [9, 10, 12, 13, 32]
const [DOUBLE, HASH, AND, SINGLE, OPEN, DASH, SLASH] = [34, 35, 38, 39, 40, 45, 47]
const [COLON, EQUALS, CLOSE, QUESTION, BACKSLASH] = [58, 61, 62, 63, 92]
const [A, H, N, O, Z, LOWER] = [97, 104, 110, 111, 122, 32]

const isSpace = (code: number) => code === SPACE || code === LF || code === TAB || code === CR || code === FF

/** Whether a character begins a tag's name. @param code NaN behind a text's end */
export const isLetter = (code: number) => (code | LOWER) >= A && (code | LOWER) <= Z

/** Attributes whose values name addresses wherever they stand, or must not be there. */
const NAMING = new Set(['ping', 'attributionsrc', 'referrerpolicy', 'formaction', 'manifest', 'background'])
const NAMING_DRAWN = new Set(
  'fill stroke filter mask cursor marker clip-path marker-mid marker-end marker-start href xlink:href'.split(
    ' ',
  ),
)
/** Their first letters and lengths, which tell of nearly every other attribute that it is none of them. */
const SHAPES = new Uint8Array(32 * 16)
const shapeOf = (first: number, length: number) => ((first & 31) << 4) | length
for (const name of NAMING) SHAPES[shapeOf(name.charCodeAt(0), name.length)] = 1
for (const name of NAMING_DRAWN) SHAPES[shapeOf(name.charCodeAt(0), name.length)] = 1

/**
 * Reads tags in the bytes of a page, each to its very end, as the HTML standard's tokenizer does. It makes nothing of
 * them but numbers: a page has thousands, and hardly one of them matters.
 */
export class TagScan {
  /** Where the last tag's name ends, and the tag itself, behind its ">". */
  nameEnd = 0
  end = 0
  /** Whether a rule of the filter lists may be about it. */
  isKnown = false
  /** Whether its link needs a look, and whether one of its other attributes does. */
  isLinking = false
  isNaming = false
  isSelfClosing = false
  /** Where its event handlers begin, each with a 0, and its links to the paper's own address, with that one's length. */
  readonly edits: number[] = []
  /** Whether there has been a drawing, whose elements name addresses in attributes of their own. */
  isDrawn: boolean
  /** Whether every link needs a look, because paths mean something else on the page than on the mirror. */
  everyLink: boolean
  #isLink = false
  #isDrawn = false
  /** Whether its `href` has been seen: of two a browser takes the first. */
  #isAddressed = false
  readonly #candidates: Candidates | undefined
  readonly #own: readonly string[]

  /**
   * @param candidates whose classes, ids, attributes and tags are known
   * @param own beginnings of addresses that become paths of the mirror, such as "https://www.paper.example"
   */
  constructor(
    candidates: Candidates | undefined,
    own: readonly string[],
    everyLink: boolean,
    isDrawn: boolean,
  ) {
    this.isDrawn = isDrawn
    this.#candidates = candidates
    this.#own = own
    this.everyLink = everyLink
  }

  /** @param from where the tag's name begins. @returns whether the tag has ended */
  read(text: string, from: number): boolean {
    const length = text.length
    let at = from
    let code = text.charCodeAt(at)
    while (at < length && code !== CLOSE && code !== SLASH && !isSpace(code)) code = text.charCodeAt(++at)
    this.nameEnd = at
    this.isKnown = this.#candidates?.hasTag(text, from, at) ?? false
    this.isLinking = false
    this.#isAddressed = false
    this.isNaming = false
    this.edits.length = 0
    this.#isLink = (text.charCodeAt(from) | LOWER) === A && (at - from === 1 || isArea(text, from, at))
    // A name that has not come whole is none yet.
    this.#isDrawn = this.isDrawn || (at - from === 3 && isName(text, from, at, 'svg'))
    let slash = false
    while (at < length) {
      if (code === CLOSE) {
        this.isDrawn = this.#isDrawn
        this.isSelfClosing = slash
        this.end = at + 1
        return true
      }
      slash = code === SLASH
      if (slash || isSpace(code)) code = text.charCodeAt(++at)
      else {
        at = this.#attribute(text, at, length)
        if (at < 0) return false
        code = text.charCodeAt(at)
      }
    }
    return false
  }

  /** @returns where it ends; -1 where its value does not */
  #attribute(text: string, from: number, length: number): number {
    let at = from + 1
    let code = text.charCodeAt(at)
    while (at < length && code !== EQUALS && code !== CLOSE && code !== SLASH && !isSpace(code))
      code = text.charCodeAt(++at)
    const nameEnd = at
    while (isSpace(code)) code = text.charCodeAt(++at)
    let valueFrom = at
    let valueEnd = at
    if (code === EQUALS) {
      do code = text.charCodeAt(++at)
      while (isSpace(code))
      valueFrom = at
      if (code === DOUBLE || code === SINGLE) {
        valueFrom++
        valueEnd = text.indexOf(code === DOUBLE ? '"' : "'", valueFrom)
        if (valueEnd < 0) return -1
        at = valueEnd + 1
      } else {
        while (at < length && code !== CLOSE && !isSpace(code)) code = text.charCodeAt(++at)
        valueEnd = at
      }
    }
    if (!this.isKnown && this.#candidates?.hasAttribute(text, from, nameEnd, valueFrom, valueEnd))
      this.isKnown = true
    this.#look(text, from, nameEnd, valueFrom, valueEnd)
    return at
  }

  /** Whether an attribute needs a look. */
  #look(text: string, from: number, nameEnd: number, valueFrom: number, valueEnd: number): void {
    const first = text.charCodeAt(from) | LOWER
    const length = nameEnd - from
    // Known or not: a list could only name those of today.
    if (first === O && (text.charCodeAt(from + 1) | LOWER) === N) this.edits.push(from, 0)
    else if (this.isNaming) return
    else if (first === H && length === 4 && isName(text, from, nameEnd, 'href')) {
      if (this.#isLink) this.#link(text, valueFrom, valueEnd)
      else if (this.#isDrawn) this.isNaming = text.charCodeAt(valueFrom) !== HASH
    } else if (length === 5 && isName(text, from, nameEnd, 'style'))
      this.isNaming = mayName(text, valueFrom, valueEnd)
    else if (length < 16 && SHAPES[shapeOf(first, length)] === 1) {
      const name = text.slice(from, nameEnd).toLowerCase()
      if (NAMING.has(name) || name === 'xlink:href') this.isNaming = true
      else if (this.#isDrawn && NAMING_DRAWN.has(name)) this.isNaming = mayName(text, valueFrom, valueEnd)
    }
  }

  #link(text: string, from: number, end: number): void {
    if (this.#isAddressed) return
    this.#isAddressed = true
    this.isLinking = this.everyLink || !isOwnPath(text, from, end)
    if (this.everyLink || !this.isLinking || text.charCodeAt(from) !== H) return
    for (const own of this.#own) {
      const path = from + own.length
      if (!text.startsWith(own, from) || text.charCodeAt(path) !== SLASH) continue
      if (!isOwnPath(text, path, end)) return
      this.isLinking = false
      this.edits.push(from, own.length)
      return
    }
  }
}

const isName = (text: string, from: number, end: number, name: string): boolean =>
  text.slice(from, end).toLowerCase() === name

const isArea = (text: string, from: number, end: number): boolean =>
  end - from === 4 && isName(text, from, end, 'area')

/** Whether a declaration can name an address: in brackets, whatever the word before them is spelled like. */
function mayName(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === OPEN || code === AND || code === BACKSLASH) return true
  }
  return false
}

/**
 * Whether a link can only lead to a path of its own page's host. These are all the ways to name another one: a scheme or a
 * port, two slashes, a backslash, a character reference for one of these, white space between them; and the mirror's
 * own prefix.
 */
function isOwnPath(text: string, from: number, end: number): boolean {
  let before = SLASH
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === HASH && at === from) return true
    if (code <= SPACE || code === COLON || code === BACKSLASH) return false
    if (code === SLASH && before === SLASH && at > from) return false
    if (code === AND && isReference(text.charCodeAt(at + 1))) return false
    if (code === DASH && before === SLASH && isEnd(at + 1 < end ? text.charCodeAt(at + 1) : SLASH))
      return false
    before = code
  }
  return true
}

/** What comes after "/-" where that is the mirror's own prefix. */
const isEnd = (code: number) => code === SLASH || code === QUESTION || code === HASH

/** Whether what begins so may be a character reference for what leads elsewhere: "&#…", "&colon;", "&sol;", "&bsol;", "&Tab;", "&NewLine;". */
const isReference = (code: number) => code === HASH || REFERENCES.includes(String.fromCharCode(code | LOWER))
const REFERENCES = 'csbtn'

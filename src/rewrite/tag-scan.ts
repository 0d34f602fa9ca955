import type { Candidates } from '../filters/candidates.ts'

const [TAB, LF, FF, CR, SPACE] = [9, 10, 12, 13, 32]
const [DOUBLE, SINGLE, SLASH, EQUALS, CLOSE] = [34, 39, 47, 61, 62]
const [A, Z, LOWER] = [97, 122, 32]

const isSpace = (code: number) => code === SPACE || code === LF || code === TAB || code === CR || code === FF

/** Whether a character begins a tag's name. @param code NaN behind a text's end */
export const isLetter = (code: number) => (code | LOWER) >= A && (code | LOWER) <= Z

/**
 * Reads tags in the bytes of a page, each to its very end, as the HTML standard's tokenizer does. It makes nothing of
 * them but numbers: a page has thousands, and hardly one of them matters.
 */
export class TagScan {
  /** Where the last tag's name ends, and the tag itself, behind its ">". */
  nameEnd = 0
  end = 0
  /** Whether a rule may be about it. */
  isKnown = false
  isSelfClosing = false
  readonly #candidates: Candidates | undefined

  /** @param candidates whose classes, ids, attributes and tags are known */
  constructor(candidates: Candidates | undefined) {
    this.#candidates = candidates
  }

  /** @param from where the tag's name begins. @returns whether the tag has ended */
  read(text: string, from: number): boolean {
    const length = text.length
    let at = from
    let code = text.charCodeAt(at)
    while (at < length && code !== CLOSE && code !== SLASH && !isSpace(code)) code = text.charCodeAt(++at)
    this.nameEnd = at
    this.isKnown = this.#candidates?.hasTag(text, from, at) ?? false
    let slash = false
    while (at < length) {
      if (code === CLOSE) {
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
    const { isKnown } = this
    if (!isKnown && this.#candidates?.hasAttribute(text, from, nameEnd, valueFrom, valueEnd))
      this.isKnown = true
    return at
  }
}

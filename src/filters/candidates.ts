import { holds, type Test } from './compound.ts'

/** What an element may be known by. */
export interface Known {
  /** Whole classes and ids. */
  readonly words: Iterable<string>
  /** What a `class` or an `id` begins with, three letters each. */
  readonly beginnings: Iterable<string>
  /** What a `class` or an `id` holds anywhere, three letters or more. */
  readonly parts: readonly string[]
  /** Names of tags, in lower case. */
  readonly tags: Iterable<string>
  /** Names of attributes, in lower case, with what rules ask of their values. */
  readonly attributes: ReadonlyMap<string, readonly Test[]>
}

/** Entries of a table; a power of two. */
const SIZE = 65_536
const [LOWER, SPACE] = [32, 32]
const [C, I, D] = [99, 105, 100]

/** What the entries of the table say. */
const [WORD, BEGINNING, PART, ATTRIBUTE, TAG] = [1, 2, 4, 8, 16]

/**
 * Says quickly of nearly every element that no rule is about it, from a page's text and without making any other. Of a
 * word its shape tells: its length, its first letters and its last; of a beginning and of a part, three letters.
 */
export class Candidates {
  readonly #table = new Uint8Array(SIZE)
  readonly #known: { readonly [Each in 'words' | 'beginnings' | 'parts' | 'tags']: ReadonlySet<string> }
  readonly #attributes: ReadonlyMap<string, readonly Test[]>

  constructor({ words, beginnings, parts, attributes, tags }: Known) {
    this.#known = {
      words: new Set(words),
      beginnings: new Set(beginnings),
      parts: new Set(parts),
      tags: new Set(tags),
    }
    this.#attributes = attributes
    for (const word of this.#known.words) this.#put(shapeOf(word, 0, word.length), WORD)
    for (const name of attributes.keys()) this.#put(lowerShapeOf(name, 0, name.length), ATTRIBUTE)
    for (const name of this.#known.tags) this.#put(lowerShapeOf(name, 0, name.length), TAG)
    for (const three of this.#known.beginnings) this.#put(threeOf(three, 0), BEGINNING)
    for (const part of parts) this.#put(threeOf(part, 0), PART)
  }

  /** Whether a rule may be about a tag by its name. */
  hasTag(text: string, from: number, end: number): boolean {
    return (
      this.#has(lowerShapeOf(text, from, end), TAG) &&
      this.#known.tags.has(text.slice(from, end).toLowerCase())
    )
  }

  /** Whether a rule may be about an attribute: by its name, or by its value where it is a `class` or an `id`. */
  hasAttribute(text: string, from: number, end: number, valueFrom: number, valueEnd: number): boolean {
    const first = text.charCodeAt(from) | LOWER
    if (first === C && end - from === 5 && isClass(text, from))
      return this.#hasValue(text, valueFrom, valueEnd)
    if (first === I && end - from === 2 && (text.charCodeAt(from + 1) | LOWER) === D)
      return this.#hasValue(text, valueFrom, valueEnd)
    if (!this.#has(lowerShapeOf(text, from, end), ATTRIBUTE)) return false
    const tests = this.#attributes.get(text.slice(from, end).toLowerCase())
    if (tests === undefined) return false
    const value = text.slice(valueFrom, valueEnd)
    // What is not written as it is read is left to who reads it.
    return /[^\0-\x25\x27-\x7f]/.test(value) || tests.some(test => holds(test, value))
  }

  #hasValue(text: string, from: number, end: number): boolean {
    let word = from
    for (let at = from; at < end; at++) {
      const code = text.charCodeAt(at)
      if (code <= SPACE) {
        if (at > word && this.#hasWord(text, word, at)) return true
        word = at + 1
      } else if (at + 2 < end) {
        const entry = this.#table[threeOf(text, at)] as number
        if ((entry & PART) !== 0 && this.#hasPart(text.slice(from, end))) return true
        if (at === from && (entry & BEGINNING) !== 0 && this.#known.beginnings.has(text.slice(at, at + 3)))
          return true
      }
    }
    return end > word && this.#hasWord(text, word, end)
  }

  #hasWord(text: string, from: number, end: number): boolean {
    return this.#has(shapeOf(text, from, end), WORD) && this.#known.words.has(text.slice(from, end))
  }

  #hasPart(value: string): boolean {
    for (const part of this.#known.parts) if (value.includes(part)) return true
    return false
  }

  #put(at: number, what: number): void {
    this.#table[at] = (this.#table[at] as number) | what
  }

  #has(at: number, what: number): boolean {
    return ((this.#table[at] as number) & what) !== 0
  }
}

const isClass = (text: string, from: number): boolean => text.slice(from, from + 5).toLowerCase() === 'class'

function shapeOf(text: string, from: number, end: number): number {
  const first = text.charCodeAt(from)
  const second = text.charCodeAt(end - from > 1 ? from + 1 : from)
  const last = text.charCodeAt(end - 1)
  return (first * 2749 + second * 911 + last * 331 + (end - from) * 97) & (SIZE - 1)
}

/** Of what is written in any case. */
function lowerShapeOf(text: string, from: number, end: number): number {
  const first = text.charCodeAt(from) | LOWER
  const second = text.charCodeAt(end - from > 1 ? from + 1 : from) | LOWER
  const last = text.charCodeAt(end - 1) | LOWER
  return (first * 2749 + second * 911 + last * 331 + (end - from) * 97) & (SIZE - 1)
}

const threeOf = (text: string, at: number): number =>
  (text.charCodeAt(at) * 2749 + text.charCodeAt(at + 1) * 911 + text.charCodeAt(at + 2) * 331) & (SIZE - 1)

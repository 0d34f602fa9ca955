import { Bits, EMPTY, hashed } from './bits.ts'
import type { Words } from './data.ts'
import type { ElementRules } from './groups.ts'
import type { Names } from './names.ts'
import { Values } from './values.ts'

const LOWER = 32
/** Names of attributes are few, and each page asks of hundreds. */
const ROOM = 8
const [A, C, D, I, L, S] = [97, 99, 100, 105, 108, 115]

/**
 * Says quickly of nearly every element that no rule is about it, from a page's text and without making any other. It
 * knows nothing of a site, and serves them all.
 */
export class Candidates {
  readonly #classes: Values
  readonly #ids: Values
  readonly #attributes: WrittenNames
  readonly #tags: WrittenNames
  readonly #rules: ElementRules

  /** @param words what rules are found by, as bits, where it is written */
  constructor(classes: Names, ids: Names, rules: ElementRules, words: Words = {}) {
    this.#classes = new Values('class', classes, rules.class, words.classes)
    this.#ids = new Values('id', ids, rules.id, words.ids)
    this.#attributes = new WrittenNames([...rules.attributes.keys()])
    this.#tags = new WrittenNames([...rules.tags.keys()])
    this.#rules = rules
  }

  /** Whether a rule may be about a tag by its name. */
  hasTag(text: string, from: number, end: number): boolean {
    return this.#tags.mayBe(text, from, end) && this.#rules.tags.has(text.slice(from, end).toLowerCase())
  }

  /** Whether a rule may be about an attribute: by its name, or by its value where it is a `class` or an `id`. */
  hasAttribute(text: string, from: number, end: number, valueFrom: number, valueEnd: number): boolean {
    const length = end - from
    if (length === 5 && isClass(text, from)) return this.#classes.has(text, valueFrom, valueEnd)
    if (length === 2 && isId(text, from)) return this.#ids.has(text, valueFrom, valueEnd)
    if (!this.#attributes.mayBe(text, from, end)) return false
    const name = text.slice(from, end).toLowerCase()
    return this.#rules.attributes.get(name)?.mayHold(name, text.slice(valueFrom, valueEnd)) ?? false
  }
}

const isClass = (text: string, from: number): boolean =>
  (text.charCodeAt(from) | LOWER) === C &&
  (text.charCodeAt(from + 1) | LOWER) === L &&
  (text.charCodeAt(from + 2) | LOWER) === A &&
  (text.charCodeAt(from + 3) | LOWER) === S &&
  (text.charCodeAt(from + 4) | LOWER) === S

const isId = (text: string, from: number): boolean =>
  (text.charCodeAt(from) | LOWER) === I && (text.charCodeAt(from + 1) | LOWER) === D

/** Names that are written in any case. A name's length and first letter tell of most that they are none of them. */
class WrittenNames {
  readonly #shapes = new Uint8Array(32 * 32)
  readonly #bits: Bits

  constructor(names: readonly string[]) {
    this.#bits = Bits.for(names.length * ROOM)
    for (const name of names) {
      this.#shapes[shapeOf(name, 0, name.length)] = 1
      this.#bits.add(lowerHashOf(name, 0, name.length))
    }
  }

  mayBe(text: string, from: number, end: number): boolean {
    return this.#shapes[shapeOf(text, from, end)] === 1 && this.#bits.has(lowerHashOf(text, from, end))
  }
}

const shapeOf = (text: string, from: number, end: number): number =>
  ((text.charCodeAt(from) & 31) << 5) | Math.min(end - from, 31)

function lowerHashOf(text: string, from: number, end: number): number {
  let hash = EMPTY
  for (let at = from; at < end; at++) hash = hashed(hash, text.charCodeAt(at) | LOWER)
  return hash
}

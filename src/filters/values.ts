import { Bits, EMPTY, hashed } from './bits.ts'
import type { ElementGroup } from './element-group.ts'
import type { ValueRules } from './groups.ts'
import type { Names } from './names.ts'

/** Three characters make a number: each of them moves those before it up, and the fourth out. */
const [THREES, SHIFT] = [2 ** 12, 4]
const SPACE = 32

/**
 * Says of a `class`, or of an `id`, whether a rule may be about it, from a page's text and without making any other: in
 * one pass over its characters, of which each is read once.
 */
export class Values {
  readonly #name: 'class' | 'id'
  readonly #names: Names
  readonly #rules: ValueRules
  readonly #words: Bits
  /** By three characters, what a value may begin with, and what a part of it may. */
  readonly #beginnings = new Uint8Array(THREES)
  readonly #threes = new Uint8Array(THREES)
  /** What it holds for the rules that ask for nothing whole. */
  readonly #parts: readonly string[]

  /**
   * @param names that are a rule each
   * @param words these, and those that rules are found by, as bits, if they are written
   */
  constructor(name: 'class' | 'id', names: Names, rules: ValueRules, words?: string) {
    this.#name = name
    this.#names = names
    this.#rules = rules
    this.#words = Bits.of(wordsOf(names, rules), words)
    this.#parts = partsOf(name, rules.parts)
    for (const three of rules.beginnings.keys()) put(this.#beginnings, three)
    for (const part of this.#parts) put(this.#threes, part)
  }

  /** Whether a rule may be about the value that stands there. */
  has(text: string, from: number, end: number): boolean {
    if (end - from >= 3 && this.#beginnings[threeOf(text, from)] === 1 && this.#begins(text, from, end))
      return true
    const threes = this.#threes
    let word = from
    let hash = EMPTY
    let three = 0
    for (let at = from; at < end; at++) {
      const code = text.charCodeAt(at)
      three = ((three << SHIFT) ^ code) & (THREES - 1)
      if (threes[three] === 1 && this.#hasPart(text, at - 2, from, end)) return true
      if (code > SPACE) hash = hashed(hash, code)
      else {
        if (at > word && this.#words.has(hash) && this.#hasWord(text.slice(word, at), text, from, end))
          return true
        word = at + 1
        hash = EMPTY
      }
    }
    return end > word && this.#words.has(hash) && this.#hasWord(text.slice(word, end), text, from, end)
  }

  #hasWord(word: string, text: string, from: number, end: number): boolean {
    return this.#names.has(word) || this.#asks(this.#rules.words.get(word), text.slice(from, end))
  }

  #begins(text: string, from: number, end: number): boolean {
    return this.#asks(this.#rules.beginnings.get(text.slice(from, from + 3)), text.slice(from, end))
  }

  /** @param at where the three characters begin, if there are as many */
  #hasPart(text: string, at: number, from: number, end: number): boolean {
    if (at < from) return false
    for (const part of this.#parts) if (text.startsWith(part, at) && at + part.length <= end) return true
    return false
  }

  #asks(rules: ElementGroup | undefined, value: string): boolean {
    return rules?.mayHold(this.#name, value) ?? false
  }
}

function* wordsOf(names: Names, rules: ValueRules): Generator<string> {
  yield* names.all
  yield* rules.words.keys()
}

const threeOf = (text: string, at: number): number =>
  ((text.charCodeAt(at) << (2 * SHIFT)) ^ (text.charCodeAt(at + 1) << SHIFT) ^ text.charCodeAt(at + 2)) &
  (THREES - 1)

function put(table: Uint8Array, text: string): void {
  table[threeOf(text, 0)] = 1
}

/** What a `class` or an `id` must hold for the rules that ask for nothing whole. */
function partsOf(name: string, rules: ElementGroup | undefined): string[] {
  const parts: string[] = []
  for (const { compound } of rules?.all ?? [])
    for (const [tested, operator, value] of compound)
      if (tested === name && !operator.startsWith('!')) parts.push(value)
  return parts
}

import { Bits, EMPTY, hashed } from './bits.ts'

/** The characters that words of an address are made of, in lower case; 0 for all others. */
const LOWER = new Uint8Array(128)
for (const character of 'abcdefghijklmnopqrstuvwxyz0123456789%ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  LOWER[character.charCodeAt(0)] = character.toLowerCase().charCodeAt(0)

/** What finds a value by a word. */
interface Values<Value> {
  keys(): Iterable<string>
  get(word: string): Value | undefined
}

/** What is found by the words of an address: letters, digits and "%" without interruption, in any case. */
export class TokenTable<Value> {
  readonly #values: Values<Value>
  readonly #words: Bits

  /**
   * @param values by words in lower case; "" is in every address
   * @param words all of these, as bits, if they are written
   */
  constructor(values: Values<Value>, words?: string) {
    this.#values = values
    this.#words = Bits.of(values.keys(), words)
  }

  /** What every address has. */
  get always(): Value | undefined {
    return this.#values.get('')
  }

  /** In the order in which the words stand, each once. Nothing is made of a word that is in no rule. */
  in(address: string): readonly Value[] {
    let found: Value[] | undefined
    let from = 0
    let hash = EMPTY
    for (let at = 0; at <= address.length; at++) {
      // Behind the end there is NaN, which is no letter either.
      const code = address.charCodeAt(at)
      const lower = code < LOWER.length ? (LOWER[code] as number) : 0
      if (lower !== 0) {
        hash = hashed(hash, lower)
        continue
      }
      // Some letters of other scripts have one of these as their lower case.
      if (code >= LOWER.length) return this.#lowered(address)
      if (at > from && this.#words.has(hash)) {
        const value = this.#values.get(address.slice(from, at).toLowerCase())
        if (value !== undefined && !found?.includes(value)) {
          found ??= []
          found.push(value)
        }
      }
      from = at + 1
      hash = EMPTY
    }
    return found ?? NOTHING
  }

  #lowered(address: string): readonly Value[] {
    const found = new Set<Value>()
    for (const [token] of address.toLowerCase().matchAll(/[a-z0-9%]+/g)) {
      const value = this.#values.get(token)
      if (value !== undefined) found.add(value)
    }
    return [...found]
  }
}

const NOTHING: readonly never[] = []

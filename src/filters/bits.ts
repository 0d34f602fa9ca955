/** A character holds so many bits, above which it has one that is always set: "@" is none of them. */
const WIDTH = 6
const NO_BIT = 64

/**
 * A set of hashes, kept as single bits: it may say yes of another hash, and never no of one that was put in. It can be
 * written as a text, because that is read at once, and to hash thousands of words takes longer than a page.
 */
export class Bits {
  readonly #characters: Uint8Array
  readonly #last: number

  private constructor(characters: Uint8Array) {
    this.#characters = characters
    this.#last = characters.length - 1
  }

  /** None yet. @param count how many hashes there will be: of others it says yes of one in ten or fewer */
  static for(count: number): Bits {
    return new Bits(new Uint8Array(2 ** Math.ceil(Math.log2(Math.max(count, 1)))).fill(NO_BIT))
  }

  /** @param written the same words, as `toString` wrote them, if it did */
  static of(words: Iterable<string>, written?: string): Bits {
    if (written !== undefined) return new Bits(new TextEncoder().encode(written))
    const all = [...words]
    const bits = Bits.for(all.length)
    for (const word of all) bits.add(hashOf(word))
    return bits
  }

  toString(): string {
    return new TextDecoder().decode(this.#characters)
  }

  add(hash: number): void {
    const at = this.#characterOf(hash)
    this.#characters[at] = (this.#characters[at] as number) | bitOf(hash)
  }

  has(hash: number): boolean {
    return ((this.#characters[this.#characterOf(hash)] as number) & bitOf(hash)) !== 0
  }

  #characterOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & this.#last
  }
}

/** One of a character's bits, by eight bits of the hash. */
const bitOf = (hash: number): number => 1 << ((((hash >>> 16) & 255) * WIDTH) >>> 8)

/** What a hash begins with. */
export const EMPTY = 7

/** The hash of a text and one more character: of those that cost no more, the one that mixes up the fewest words. */
export const hashed = (hash: number, code: number): number => ((hash << 7) + hash) ^ code

/** The hash of a whole text. */
export function hashOf(text: string): number {
  let hash = EMPTY
  for (let at = 0; at < text.length; at++) hash = hashed(hash, text.charCodeAt(at))
  return hash
}

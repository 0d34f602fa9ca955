/** A set of hashes, kept as single bits: it may say yes of another hash, and never no of one that was put in. */
export class Bits {
  readonly #words: Uint32Array
  readonly #last: number

  /** @param size how many bits, a power of two: about fifty for each hash */
  constructor(size: number) {
    this.#words = new Uint32Array(size >>> 5)
    this.#last = size - 1
  }

  add(hash: number): void {
    const at = this.#placeOf(hash)
    this.#words[at >>> 5] = (this.#words[at >>> 5] as number) | (1 << (at & 31))
  }

  has(hash: number): boolean {
    const at = this.#placeOf(hash)
    return ((this.#words[at >>> 5] as number) & (1 << (at & 31))) !== 0
  }

  #placeOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & this.#last
  }
}

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

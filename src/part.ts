import { type Change, changed } from './pieces.ts'

/** A body's bytes from `first` to `last`, both of them included. */
export function partOf(
  body: ReadableStream<Uint8Array> | Uint8Array,
  first: number,
  last: number,
): ReadableStream<Uint8Array> | Uint8Array {
  if (!(body instanceof ReadableStream)) return body.subarray(first, last + 1)
  return changed(body, new Part(first, last + 1))
}

class Part implements Change {
  #at = 0
  readonly #first: number
  readonly #end: number

  constructor(first: number, end: number) {
    this.#first = first
    this.#end = end
  }

  put(piece: Uint8Array): Uint8Array {
    const start = this.#at
    this.#at += piece.length
    return piece.subarray(Math.max(0, this.#first - start), Math.max(0, this.#end - start))
  }

  end(): Uint8Array {
    return new Uint8Array()
  }
}

import { joined } from '../stream.ts'

/**
 * What passes between the object and those who ask it, over one body: first what it came to, then the page's bytes,
 * and last whether they are all of it. A body that ends without its last frame has broken off, however it ended.
 */
export type Frame =
  | { kind: 'outcome'; text: string }
  | { kind: 'data'; bytes: Uint8Array }
  /** The page is whole; with the head of what is stored of it, if anything is. */
  | { kind: 'whole'; text: string }
  | { kind: 'broken' }

const CODES = { outcome: 1, data: 2, whole: 3, broken: 4 } as const satisfies Record<Frame['kind'], number>
/** One byte says what it is, four how long. */
const HEADER = 5
/** What is longer is none of ours: a text is a head and some words. In bytes. */
const LONGEST_TEXT = 1_000_000

export function encode(frame: Frame): Uint8Array {
  const payload = payloadOf(frame)
  const bytes = new Uint8Array(HEADER + payload.length)
  bytes[0] = CODES[frame.kind]
  new DataView(bytes.buffer).setUint32(1, payload.length)
  bytes.set(payload, HEADER)
  return bytes
}

function payloadOf(frame: Frame): Uint8Array {
  switch (frame.kind) {
    case 'outcome':
    case 'whole':
      return new TextEncoder().encode(frame.text)
    case 'data':
      return frame.bytes
    case 'broken':
      return new Uint8Array()
    default:
      return frame satisfies never
  }
}

/** Takes frames out of the pieces that they come in. Data passes piece by piece; a text is waited for. */
export class Decoder {
  #header: number[] = []
  #code = 0
  #left = 0
  #text: Uint8Array[] = []

  /** The frames that a piece completes, and the data in it. Throws where it is no frame. */
  put(piece: Uint8Array): Frame[] {
    const frames: Frame[] = []
    let at = 0
    for (;;) {
      while (this.#header.length < HEADER) {
        const byte = piece[at++]
        if (byte === undefined) return frames
        this.#header.push(byte)
        if (this.#header.length === HEADER) this.#begin()
      }
      const part = piece.subarray(at, at + this.#left)
      at += part.length
      this.#left -= part.length
      const frame = this.#frameOf(part)
      if (frame) frames.push(frame)
      if (this.#left > 0) return frames
      this.#header = []
    }
  }

  #begin(): void {
    const [code = 0, ...length] = this.#header
    this.#code = code
    this.#left = new DataView(Uint8Array.from(length).buffer).getUint32(0)
    this.#text = []
    if (code !== CODES.data && this.#left > LONGEST_TEXT) throw new Error('a frame is too long')
  }

  #frameOf(part: Uint8Array): Frame | undefined {
    if (this.#code === CODES.data) return part.length > 0 ? { kind: 'data', bytes: part } : undefined
    this.#text.push(part)
    if (this.#left > 0) return undefined
    if (this.#code === CODES.broken) return { kind: 'broken' }
    const length = this.#text.reduce((sum, { length }) => sum + length, 0)
    const text = new TextDecoder().decode(joined(this.#text, length))
    if (this.#code === CODES.outcome) return { kind: 'outcome', text }
    if (this.#code === CODES.whole) return { kind: 'whole', text }
    throw new Error(`${this.#code} is no frame`)
  }
}

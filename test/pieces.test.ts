import { describe, expect, it } from 'vitest'
import { type Change, changed, Limited } from '../src/pieces.ts'

const page = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7 + (at >> 8)) % 251)

/** As from a network: a byte stream, in small chunks. */
function arriving(): ReadableStream<Uint8Array> {
  const { readable, writable } = new IdentityTransformStream()
  const writer = writable.getWriter()
  const write = async () => {
    for (let at = 0; at < page.length; at += 5000) await writer.write(page.subarray(at, at + 5000))
    await writer.close()
  }
  void write()
  return readable as ReadableStream<Uint8Array>
}

/** Takes a copy of each piece, and gives it a piece later. */
class Late implements Change {
  #held = new Uint8Array()

  put(piece: Uint8Array): Uint8Array {
    const before = this.#held
    this.#held = piece.slice()
    return before
  }

  end(): Uint8Array {
    return this.#held
  }
}

const whole = async (body: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(body).arrayBuffer())

describe('a body in pieces', () => {
  it('is all there where each piece is passed on as it is', async () => {
    expect(await whole(changed(arriving(), new Limited(page.length)))).toEqual(page)
  })

  it('is all there where pieces are kept for later', async () => {
    expect(await whole(changed(arriving(), new Late()))).toEqual(page)
  })

  it('keeps what was passed on, however long nobody reads it', async () => {
    const chunks: Uint8Array[] = []
    for await (const chunk of changed(arriving(), new Limited(page.length))) chunks.push(chunk)
    expect(new Uint8Array(await new Blob(chunks).arrayBuffer())).toEqual(page)
  })
})

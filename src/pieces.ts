/** So much is waited for at a time, in bytes: a call for each of a rewriter's small chunks would cost more than it. */
const AT_LEAST = 16_384
const AT_MOST = 32_768
/** A body that takes longer for it, in milliseconds, is passed on as it comes. */
const PATIENCE_MS = 50

/** Reads a body in large pieces; in what there is at the beginning, and where it comes slowly. */
export function pieces(body: ReadableStream<Uint8Array>) {
  let least = 1
  const byob = byobReader(body)
  if (byob === undefined) {
    const reader = body.getReader()
    return { next: async () => (await reader.read()).value, cancel: () => reader.cancel(), free: () => {} }
  }
  let spare: ArrayBufferLike | undefined
  const next = async () => {
    const asked = Date.now()
    const room = new Uint8Array(spare ?? new ArrayBuffer(AT_MOST))
    spare = undefined
    const { value } = await byob.readAtLeast(least, room)
    least = Date.now() - asked > PATIENCE_MS ? 1 : AT_LEAST
    return value === undefined || value.length === 0 ? undefined : value
  }
  /** Says that nobody needs a piece any more, so that the next one may take its place. */
  const free = ({ buffer }: Uint8Array) => {
    spare = buffer
  }
  return { next, cancel: () => byob.cancel(), free }
}

/** Only byte streams give their bytes in pieces of the reader's choice. */
function byobReader(body: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | undefined {
  try {
    return body.getReader({ mode: 'byob' })
  } catch {
    return undefined
  }
}

/** What is done to a body's pieces; what is held back at one comes with a later one, or at the end. */
export interface Change {
  /** Passes a piece on itself, or has taken what it needs of it when this returns: another one comes in its place. */
  put(piece: Uint8Array): Uint8Array | Promise<Uint8Array>
  end(): Uint8Array | Promise<Uint8Array>
}

/** A body with its pieces changed. */
export function changed(body: ReadableStream<Uint8Array>, change: Change): ReadableStream<Uint8Array> {
  const read = pieces(body)
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    for (;;) {
      const piece = await read.next()
      const ready = await made(piece)
      if (piece !== undefined && ready.buffer !== piece.buffer) read.free(piece)
      if (ready.length > 0) controller.enqueue(ready)
      if (piece === undefined) return controller.close()
      if (ready.length > 0) return
    }
  }
  /** A change that fails ends the body, and nobody waits for its rest. */
  const made = async (piece: Uint8Array | undefined) => {
    try {
      return await (piece === undefined ? change.end() : change.put(piece))
    } catch (error) {
      await read.cancel()
      throw error
    }
  }
  return new ReadableStream({ pull, cancel: () => read.cancel() }, { highWaterMark: 0 })
}

/** Lets so many bytes pass, and breaks off what is larger. */
export class Limited implements Change {
  #left: number

  constructor(most: number) {
    this.#left = most
  }

  put(piece: Uint8Array): Uint8Array {
    this.#left -= piece.length
    if (this.#left < 0) throw new Error('the body is larger than it may be')
    return piece
  }

  end(): Uint8Array {
    return new Uint8Array()
  }
}

/** A body's beginning, and the whole of it as a stream; or that it broke off before there was enough to see. */
export type Peeked =
  | {
      kind: 'peeked'
      prelude: Uint8Array
      stream: ReadableStream<Uint8Array>
      late?: boolean
      /** Whether the body ended within its prelude. */
      whole?: true
    }
  | { kind: 'broken' }
  /** Not a byte had come in time. */
  | { kind: 'silent' }

/** How a body's beginning is waited for, in milliseconds, and what is put after its end. */
export interface Peeking {
  /** Until the first byte; for ever where it is left out. */
  silenceMs?: number
  /** For more, once the first bytes are there: a dripping page must reach its reader. */
  patienceMs?: number
  /** What follows the body in the stream, if it ends cleanly. */
  ending?: (prelude: Uint8Array) => Uint8Array
}

const nothing = () => new Uint8Array()

/**
 * Looks at a body's beginning. The rest is piped on natively, without a call per chunk.
 * @param enough whether what has come is all that is wanted; a body that ends before is fine too. Asked again
 * only when there is a good part more, so that a body that comes byte by byte does not take the square of its length.
 */
export async function peek(
  body: ReadableStream<Uint8Array>,
  enough: (prelude: Uint8Array) => boolean,
  { silenceMs, patienceMs = 150, ending = nothing }: Peeking = {},
): Promise<Peeked> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let [length, asked] = [0, 0]
  /** What there was when it was asked for the last time. */
  let seen: Uint8Array = nothing()
  let next = caught(reader.read())
  let late = false
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const lateAfter = (ms: number) =>
      new Promise<'late'>(resolve => {
        timer = setTimeout(() => resolve('late'), ms)
      })
    let patience = silenceMs === undefined ? undefined : lateAfter(silenceMs)
    for (;;) {
      const read = await (patience ? Promise.race([next, patience]) : next)
      if (read === 'late') {
        if (length === 0) {
          await reader.cancel()
          return { kind: 'silent' }
        }
        late = true
        break
      }
      if (read.done) {
        const prelude = joined(chunks, length)
        const tail = ending(prelude)
        const stream = streamOf(joined([prelude, tail], length + tail.length))
        return { kind: 'peeked', prelude, stream, whole: true }
      }
      chunks.push(read.value)
      length += read.value.length
      next = caught(reader.read())
      if (length > asked * 1.2) {
        asked = length
        seen = joined(chunks, length)
        if (enough(seen)) break
      }
      if (chunks.length === 1) {
        clearTimeout(timer)
        patience = lateAfter(patienceMs)
      }
    }
  } catch (error) {
    if (length === 0) return { kind: 'broken' }
    const prelude = joined(chunks, length)
    return { kind: 'peeked', prelude, stream: brokenAfter(prelude, error) }
  } finally {
    clearTimeout(timer)
  }
  const prelude = seen.length === length ? seen : joined(chunks, length)
  const { readable, writable } = new IdentityTransformStream()
  void forward(prelude, next, reader, body, writable, ending(prelude))
  return { kind: 'peeked', prelude, stream: readable as ReadableStream<Uint8Array>, late }
}

/** A promise that may be left waiting: whoever awaits it later still gets its failure. */
function caught<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

/** What had come before a body broke off, and then the break. */
function brokenAfter(prelude: Uint8Array, error: unknown): ReadableStream<Uint8Array> {
  let given = false
  return new ReadableStream({
    async pull(controller) {
      if (!given) {
        given = true
        controller.enqueue(prelude)
        return
      }
      // An error overtakes what is still on its way to the reader.
      await new Promise(resolve => setTimeout(resolve, 1))
      controller.error(error)
    },
  })
}

/** What is there already, as a stream. */
export const streamOf = (content: BodyInit) => new Response(content).body as ReadableStream<Uint8Array>

/** Writes the beginning, the chunk that was being waited for, and then lets the rest pass by itself. */
async function forward(
  prelude: Uint8Array,
  next: Promise<ReadableStreamReadResult<Uint8Array>>,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  body: ReadableStream<Uint8Array>,
  writable: WritableStream,
  tail: Uint8Array,
): Promise<void> {
  let writer = writable.getWriter()
  try {
    await writer.write(prelude)
    const { done, value } = await next
    if (!done) {
      await writer.write(value)
      writer.releaseLock()
      reader.releaseLock()
      await body.pipeTo(writable, { preventClose: true })
      writer = writable.getWriter()
    }
    if (tail.length > 0) await writer.write(tail)
    await writer.close()
  } catch (error) {
    // Breaks the readable side, which is where it is noticed; or whoever reads it has gone, and the origin is told.
    await Promise.allSettled([writer.abort(error), reader.cancel(error)])
  }
}

/** Chunks as one. */
export function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const [only] = chunks
  if (chunks.length === 1 && only) return only
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

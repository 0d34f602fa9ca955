/** A body read to its end, or why there is none. */
export type Collected = { kind: 'whole'; bytes: Uint8Array } | { kind: 'broken' } | { kind: 'too-large' }

/** Reads a body whole. One that breaks off is broken, however much of it had come. */
export async function collect(body: ReadableStream<Uint8Array> | null, most: number): Promise<Collected> {
  if (body === null) return { kind: 'whole', bytes: new Uint8Array() }
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return { kind: 'whole', bytes: joined(chunks, length) }
      length += value.length
      if (length > most) {
        await reader.cancel()
        return { kind: 'too-large' }
      }
      chunks.push(value)
    }
  } catch {
    return { kind: 'broken' }
  }
}

/**
 * Looks at a body's beginning. The rest is piped on natively, without a call per chunk.
 * @param wanted how many bytes to wait for, unless the body ends before
 */
export async function peek(body: ReadableStream<Uint8Array>, wanted: number) {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  while (length < wanted) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.length
  }
  reader.releaseLock()
  const prelude = joined(chunks, length)
  const { readable, writable } = new IdentityTransformStream()
  return { prelude, stream: readable as ReadableStream<Uint8Array>, piped: forward(prelude, body, writable) }
}

/** Resolves when all is written. A body that breaks off breaks the readable side too, which is where it is noticed. */
async function forward(prelude: Uint8Array, body: ReadableStream, writable: WritableStream): Promise<void> {
  const writer = writable.getWriter()
  try {
    if (prelude.length > 0) await writer.write(prelude)
    writer.releaseLock()
    await body.pipeTo(writable)
  } catch {
    // The readable side has the error already; a second report would only be an unhandled rejection.
  }
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
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

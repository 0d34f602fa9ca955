type Bytes = Uint8Array<ArrayBuffer>

/** Waits, and stops waiting when the signal says that nobody is there any more. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal?.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
}

const half = (body: Bytes): Bytes => body.subarray(0, Math.floor(body.length / 2))

/** A stream made one piece at a time, only when asked for. Its waits end when the reader goes away. */
function pieces(next: (n: number, gone: AbortSignal) => Promise<Bytes | undefined>): ReadableStream<Bytes> {
  const gone = new AbortController()
  let n = 0
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const piece = await next(n++, gone.signal)
        if (gone.signal.aborted) return
        if (piece) controller.enqueue(piece)
        else controller.close()
      },
      cancel: () => gone.abort(),
    },
    { highWaterMark: 0 },
  )
}

export function dripping(body: Bytes, count: number, ms: number): ReadableStream<Bytes> {
  const size = Math.ceil(body.length / count)
  return pieces(async (n, gone) => {
    if (n >= count) return undefined
    if (n > 0) await wait(ms / (count - 1), gone)
    return body.slice(n * size, (n + 1) * size)
  })
}

export const halfThenSilence = (body: Bytes, ms: number): ReadableStream<Bytes> =>
  pieces(async (n, gone) => {
    if (n === 0) return half(body).slice()
    await wait(ms, gone)
    return undefined
  })

export const broken = (body: Bytes): ReadableStream<Bytes> =>
  pieces(async n => {
    if (n === 0) return half(body).slice()
    // A moment, so that the first half is on its way before the connection breaks.
    await wait(20)
    throw new Error('the demo origin broke off, as asked')
  })

/** workerd sends the length of a FixedLengthStream as Content-Length before it knows that the rest won't come. */
export function shortOfLength(body: Bytes): ReadableStream {
  const { readable, writable } = new FixedLengthStream(body.length)
  const writer = writable.getWriter()
  const send = async (): Promise<void> => {
    await writer.write(half(body).slice())
    await wait(20)
    await writer.abort(new Error('the demo origin broke off, as asked'))
  }
  send().catch(() => undefined)
  return readable
}

/** Bytes that are no text in any encoding; always the same. */
export function noise(length: number): Bytes {
  const bytes = new Uint8Array(length)
  let state = 1
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}

const filler: Bytes = new Uint8Array(
  new TextEncoder().encode(
    '<p>Filler paragraph: the presses ran on all night and nobody could find the switch.</p>\n'.repeat(700),
  ),
)

export const withFiller = (body: Bytes, total: number): ReadableStream<Bytes> => {
  let sent = 0
  return pieces(async n => {
    if (sent >= total) return undefined
    const piece = n === 0 ? body.slice() : filler.slice(0, total - sent)
    sent += piece.length
    return piece
  })
}

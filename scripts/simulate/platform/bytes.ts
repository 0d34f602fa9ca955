/** A body as it comes over a connection: in workerd always a stream of bytes, whatever made it. */
export function overTheWire(response: Response): Response {
  const { status, headers, body } = response
  return new Response(body && byteStream(body as ReadableStream<Uint8Array>), { status, headers })
}

function byteStream(body: ReadableStream<Uint8Array>): ReadableStream {
  const reader = body.getReader()
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      const { done, value } = await reader.read()
      if (!done) {
        if (value.length > 0) return controller.enqueue(new Uint8Array(value))
        return
      }
      controller.close()
      controller.byobRequest?.respond(0)
    },
    cancel: reason => reader.cancel(reason),
  })
}

interface Read {
  readonly value: Uint8Array | undefined
  readonly done: boolean
}

/** Node has workerd's `readAtLeast` under another name, and says with the last bytes that they are the last. */
const { prototype } = ReadableStreamBYOBReader as unknown as {
  prototype: { read(view: Uint8Array, options: { min: number }): Promise<Read>; readAtLeast?: unknown }
}
prototype.readAtLeast ??= async function (
  this: typeof prototype,
  min: number,
  view: Uint8Array,
): Promise<Read> {
  const { value, done } = await this.read(view, { min })
  return { value, done: done && (value === undefined || value.length === 0) }
}

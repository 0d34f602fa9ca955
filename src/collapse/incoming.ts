import { Decoder, type Frame } from './frames.ts'

const PIECE = 32_768

/** An object's answer, taken apart again. */
export interface Incoming {
  readonly outcome: string
  /** Fails where the page isn't whole. It has its first bytes, or its end, already. */
  readonly body: ReadableStream<Uint8Array>
  /** The head of what was stored of it, once it has ended; undefined where nothing was, or it broke off. */
  readonly stored: Promise<string | undefined>
}

/**
 * Undefined where it breaks off before there is anything for the reader.
 * @param ahead so much is taken before its reader has it, in bytes: an object that waits for slow readers is paid for
 */
export async function incoming(
  answer: ReadableStream<Uint8Array>,
  ahead: number,
): Promise<Incoming | undefined> {
  const frames = new Frames(answer, ahead)
  void frames.run()
  const outcome = await frames.next()
  if (outcome?.kind !== 'outcome') return undefined
  const begins = await frames.peek()
  if (begins === undefined || begins.kind === 'broken') return undefined
  const stored = Promise.withResolvers<string | undefined>()
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const frame = await frames.next()
    switch (frame?.kind) {
      case 'data':
        return controller.enqueue(frame.bytes)
      case 'whole':
        stored.resolve(frame.text || undefined)
        return controller.close()
      case 'outcome':
      case 'broken':
      case undefined:
        stored.resolve(undefined)
        return controller.error(new Error('the page broke off'))
      default:
        return frame satisfies never
    }
  }
  const cancel = () => {
    stored.resolve(undefined)
    return frames.cancel()
  }
  const body = new ReadableStream({ pull, cancel }, { highWaterMark: 0 })
  return { outcome: outcome.text, body, stored: stored.promise }
}

/** Frames as they come, some of them ahead of whoever takes them. */
class Frames {
  readonly #reader: ReadableStreamBYOBReader
  readonly #ahead: number
  #queue: Frame[] = []
  #bytes = 0
  #ended = false
  #changed = Promise.withResolvers<void>()

  constructor(body: ReadableStream<Uint8Array>, ahead: number) {
    this.#reader = body.getReader({ mode: 'byob' })
    this.#ahead = ahead
  }

  /** Never rejects: a body that fails is one that ends without its last frame. */
  async run(): Promise<void> {
    const decoder = new Decoder()
    try {
      for (;;) {
        const { done, value } = await this.#reader.read(new Uint8Array(PIECE))
        if (done || this.#ended) break
        // A little one would hold its large buffer.
        const piece = value.length < PIECE / 2 ? value.slice() : value
        for (const frame of decoder.put(piece)) {
          this.#queue.push(frame)
          if (frame.kind === 'data') this.#bytes += frame.bytes.length
        }
        this.#wake()
        while (this.#bytes > this.#ahead && !this.#ended) await this.#changed.promise
      }
    } catch (error) {
      await this.#reader.cancel(error).catch(() => {})
    }
    this.#ended = true
    this.#wake()
  }

  /** Undefined at the end. */
  async peek(): Promise<Frame | undefined> {
    while (this.#queue.length === 0 && !this.#ended) await this.#changed.promise
    return this.#queue[0]
  }

  async next(): Promise<Frame | undefined> {
    const frame = await this.peek()
    this.#queue.shift()
    if (frame?.kind === 'data') {
      this.#bytes -= frame.bytes.length
      this.#wake()
    }
    return frame
  }

  async cancel(): Promise<void> {
    this.#ended = true
    this.#queue = []
    this.#wake()
    await this.#reader.cancel().catch(() => {})
  }

  #wake(): void {
    const { resolve } = this.#changed
    this.#changed = Promise.withResolvers()
    resolve()
  }
}

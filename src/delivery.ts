import { pieces } from './pieces.ts'
import { joined } from './stream.ts'

/** What a page came to: its bytes, or why there is nothing to keep. */
export type Collected =
  | { kind: 'whole'; bytes: Uint8Array }
  | { kind: 'broken' }
  | { kind: 'too-large' }
  /** Its reader got its words, and nothing else could be made of it. */
  | { kind: 'unreadable' }

/** A body for when one fails in the middle: the same page made otherwise, or only its words. */
export interface Second {
  body: ReadableStream<Uint8Array>
  /** Whether it is the same page from its first byte on, so that it can be taken up where the other ended. */
  same: boolean
}

/** Asked for once when a body fails, with why; undefined where there is nothing instead. */
export type Instead = (error: unknown) => Promise<Second | undefined>

export interface Delivered {
  toReader: ReadableStream<Uint8Array>
  /** Settles when the body has ended, whether or not its reader is still there. Never rejects. */
  collected: Promise<Collected>
}

/**
 * Sends a body to its reader and collects it, in one go. Up to `most` bytes nobody waits for a slow reader, and a
 * reader who leaves takes nothing along; beyond, the body is no copy to keep, and comes as fast as it is read.
 * @param second asked for once when the body fails; undefined where there is nothing instead
 */
export function deliver(body: ReadableStream<Uint8Array>, most: number, second?: Instead): Delivered {
  const queue = new Queue()
  return { toReader: queue.stream, collected: run(body, most, second, queue) }
}

/** The same without a reader. */
export function collectBody(
  body: ReadableStream<Uint8Array> | null,
  most: number,
  second?: Instead,
): Promise<Collected> {
  if (body === null) return Promise.resolve({ kind: 'whole', bytes: new Uint8Array() })
  const nobody = new Queue()
  nobody.leave()
  return run(body, most, second, nobody)
}

async function run(
  first: ReadableStream<Uint8Array>,
  most: number,
  second: Instead | undefined,
  queue: Queue,
): Promise<Collected> {
  const pass = new Pass(first, most, 0, queue)
  try {
    const collected = await pass.run()
    queue.end()
    return collected
  } catch (error) {
    const instead = await second?.(error).catch(() => undefined)
    if (instead === undefined) {
      queue.fail(error)
      return { kind: 'broken' }
    }
    try {
      const collected = await new Pass(instead.body, most, instead.same ? pass.length : 0, queue).run()
      queue.end()
      return instead.same ? collected : { kind: 'unreadable' }
    } catch (last) {
      queue.fail(last)
      return { kind: 'broken' }
    }
  }
}

/** One way through a body, from its start to its end. */
class Pass {
  length = 0
  readonly #body: ReadableStream<Uint8Array>
  readonly #most: number
  readonly #skip: number
  readonly #queue: Queue

  /** @param skip so many bytes have been sent already */
  constructor(body: ReadableStream<Uint8Array>, most: number, skip: number, queue: Queue) {
    this.#body = body
    this.#most = most
    this.#skip = skip
    this.#queue = queue
  }

  async run(): Promise<Collected> {
    const read = pieces(this.#body)
    let chunks: Uint8Array[] = []
    for (;;) {
      const chunk = await read.next()
      if (chunk === undefined) break
      const sent = Math.min(Math.max(0, this.#skip - this.length), chunk.length)
      this.length += chunk.length
      this.#queue.put(chunk.subarray(sent))
      if (this.length <= this.#most) {
        chunks.push(chunk)
        continue
      }
      chunks = []
      if (!(await this.#queue.drained())) {
        await read.cancel()
        break
      }
    }
    if (this.length > this.#most) return { kind: 'too-large' }
    return { kind: 'whole', bytes: joined(chunks, this.length) }
  }
}

/** What waits for a reader: a stream whose chunks are put in by somebody who does not wait. */
class Queue {
  readonly stream: ReadableStream<Uint8Array>
  #chunks: Uint8Array[] = []
  #end: { error?: unknown } | undefined
  #gone = false
  #wake: () => void = () => {}

  constructor() {
    this.stream = new ReadableStream(
      { pull: controller => this.#pull(controller), cancel: () => this.leave() },
      { highWaterMark: 0 },
    )
  }

  put(chunk: Uint8Array): void {
    if (this.#gone || chunk.length === 0) return
    this.#chunks.push(chunk)
    this.#wake()
  }

  end(): void {
    this.#end ??= {}
    this.#wake()
  }

  /** The reader gets what came before, and then the failure. */
  fail(error: unknown): void {
    this.#end ??= { error }
    this.#wake()
  }

  leave(): void {
    this.#gone = true
    this.#chunks = []
    this.#wake()
  }

  /** Waits until the reader has taken everything; false where there is nobody any more. */
  async drained(): Promise<boolean> {
    while (this.#chunks.length > 0 && !this.#gone) await this.#change()
    return !this.#gone
  }

  async #pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    while (this.#chunks.length === 0 && this.#end === undefined) await this.#change()
    const chunk = this.#chunks.shift()
    if (chunk) {
      controller.enqueue(chunk)
      this.#wake()
    } else if (this.#end && 'error' in this.#end) controller.error(this.#end.error)
    else controller.close()
  }

  /** Both sides wait here, so that whoever changes something wakes whoever waits. */
  #change(): Promise<void> {
    return new Promise(resolve => {
      const before = this.#wake
      this.#wake = () => {
        this.#wake = () => {}
        before()
        resolve()
      }
    })
  }
}

import { pieces } from './pieces.ts'
import { joined } from './stream.ts'

/** What a page came to: its bytes, or why there is nothing to keep. */
export type Collected =
  | { kind: 'whole'; bytes: Uint8Array }
  | { kind: 'broken' }
  | { kind: 'too-large' }
  /** Its reader got its words, and nothing else could be made of it. */
  | { kind: 'unreadable' }

/** What there is when a body has failed in the middle. */
export interface Second {
  /** For whoever has got what came before. */
  rest: Uint8Array
  /** The whole page, as it is kept; undefined where only its words are left. */
  whole?: Uint8Array
}

/**
 * Asked for once when a body fails, with why, and with what its reader has got of it; undefined where there is
 * nothing instead.
 */
export type Instead = (error: unknown, sent: Uint8Array) => Promise<Second | undefined>

export interface Delivered {
  toReader: ReadableStream<Uint8Array>
  /** Settles when the body has ended, whether or not its reader is still there. Never rejects. */
  collected: Promise<Collected>
}

/**
 * Sends a body to its reader and collects it, in one go. Up to `most` bytes nobody waits for a slow reader, and a
 * reader who leaves takes nothing along; beyond, the body is no copy to keep, and comes as fast as it is read.
 * @param second asked for once when the body fails; undefined where there is nothing instead
 * @param first what is done with a whole body before its reader is told that it has ended
 */
export function deliver(
  body: ReadableStream<Uint8Array>,
  most: number,
  second?: Instead,
  first?: (collected: Collected) => Promise<unknown>,
): Delivered {
  const queue = new Queue()
  return { toReader: queue.stream, collected: run(body, most, second, queue, first) }
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
  body: ReadableStream<Uint8Array>,
  most: number,
  second: Instead | undefined,
  queue: Queue,
  first?: (collected: Collected) => Promise<unknown>,
): Promise<Collected> {
  const pass = new Pass(body, most, queue)
  try {
    const collected = await pass.run()
    await first?.(collected)
    queue.end()
    return collected
  } catch (error) {
    const { sent } = pass
    const instead = sent && (await second?.(error, sent).catch(() => undefined))
    if (instead === undefined) {
      queue.fail(error)
      return { kind: 'broken' }
    }
    queue.put(instead.rest)
    queue.end()
    const { whole } = instead
    if (whole === undefined) return { kind: 'unreadable' }
    return whole.length > most ? { kind: 'too-large' } : { kind: 'whole', bytes: whole }
  }
}

/** One way through a body, from its start to its end. */
class Pass {
  readonly #body: ReadableStream<Uint8Array>
  readonly #most: number
  readonly #queue: Queue
  #chunks: Uint8Array[] = []
  #length = 0

  constructor(body: ReadableStream<Uint8Array>, most: number, queue: Queue) {
    this.#body = body
    this.#most = most
    this.#queue = queue
  }

  /** What its reader has got; undefined where it was more than is remembered. Nothing where there is no reader. */
  get sent(): Uint8Array | undefined {
    if (this.#queue.isLeft) return new Uint8Array()
    return this.#length > this.#most ? undefined : joined(this.#chunks, this.#length)
  }

  async run(): Promise<Collected> {
    const read = pieces(this.#body)
    for (;;) {
      const chunk = await read.next()
      if (chunk === undefined) break
      this.#length += chunk.length
      this.#queue.put(chunk)
      if (this.#length <= this.#most) {
        this.#chunks.push(chunk)
        continue
      }
      this.#chunks = []
      if (!(await this.#queue.drained())) {
        await read.cancel()
        break
      }
    }
    if (this.#length > this.#most) return { kind: 'too-large' }
    return { kind: 'whole', bytes: joined(this.#chunks, this.#length) }
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

  /** Whether there is nobody, or nobody any more. */
  get isLeft(): boolean {
    return this.#gone
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

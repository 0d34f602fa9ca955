import { EdgeRecord, type Left } from './edge-record.ts'
import { type Epochs, type Mark, NO_EPOCHS, together } from './epochs.ts'
import { EPOCHS_KEY } from './key.ts'
import type { LogEntry } from './purge-log.ts'
import type { Marked } from './purge-queue.ts'

/** How long an isolate answers from its own memory. */
const IN_MEMORY_MS = 1000
/**
 * How long a data centre goes by its own record, and how long KV by its own memory of one, in seconds. Together they are
 * the minute that KV would take by itself; 30 is KV's least.
 */
export const EPOCHS_AT_EDGE_S = 30
export const EPOCHS_IN_KV_S = 30

/** What an isolate knows of the epochs. */
export interface PurgeMemory {
  epochs: Epochs
  until: number
  /** What the data centre had, which is in `epochs`. */
  near?: Left<Epochs>
}
export const noMemory = (): PurgeMemory => ({ epochs: NO_EPOCHS, until: 0 })
const isolate = noMemory()

/** The one writer: a `PurgeQueue`, or its stub. */
export interface Queue {
  mark(mark: Mark): Promise<Marked>
  log(): Promise<readonly LogEntry[]>
}

/**
 * Reads the epochs (memory for a second, then the data centre's cache, then KV), and has marks written. Marks only ever
 * grow later, so whatever is read is put together with what was known before: a KV that still remembers an older record
 * takes nothing back.
 */
export class Purges {
  readonly #kv: KVNamespace
  readonly #queue: Queue
  readonly #edge: EdgeRecord<Epochs>
  readonly #memory: PurgeMemory

  /** @param base an origin of the Worker's own zone. @param memory the isolate's own, unless there are to be several */
  constructor(kv: KVNamespace, queue: Queue, cache: Cache, base: string, memory: PurgeMemory = isolate) {
    this.#kv = kv
    this.#queue = queue
    this.#edge = new EdgeRecord(cache, `${base}/-/copy/${EPOCHS_KEY}`, EPOCHS_AT_EDGE_S, 'purges')
    this.#memory = memory
  }

  /** @param now ms since the epoch */
  async epochs(now: number): Promise<Epochs> {
    if (now < this.#memory.until) return this.#memory.epochs
    if (await this.#looksAtEdge(now)) return this.#until(now)
    try {
      this.#knows(await this.#inKv())
      await this.#leavesAtEdge(now)
    } catch (error) {
      // Without the epochs a purged copy may be seen again; without a page nobody sees anything.
      console.error(`purges: ${error}`)
    }
    return this.#until(now)
  }

  /** Holds in this data centre when it returns; elsewhere when KV's delay is over. Throws where it could not be kept. */
  async mark(mark: Mark): Promise<Marked> {
    const made = await this.#queue.mark(mark)
    this.#knows(made.epochs)
    this.#until(mark.at)
    await this.#leavesAtEdge(mark.at)
    return made
  }

  /** The last purges and invalidations, the latest first. */
  log(): Promise<readonly LogEntry[]> {
    return this.#queue.log()
  }

  #knows(epochs: Epochs): void {
    this.#memory.epochs = together(this.#memory.epochs, epochs)
  }

  #until(now: number): Epochs {
    this.#memory.until = now + IN_MEMORY_MS
    return this.#memory.epochs
  }

  async #inKv(): Promise<Epochs> {
    return (await this.#kv.get<Epochs>(EPOCHS_KEY, { type: 'json', cacheTtl: EPOCHS_IN_KV_S })) ?? NO_EPOCHS
  }

  /** Learns what the data centre has; whether that is good enough. */
  async #looksAtEdge(now: number): Promise<boolean> {
    try {
      const near = await this.#edge.read(now, this.#memory.near)
      if (near === undefined) return false
      if (near.value !== this.#memory.near?.value) this.#knows(near.value)
      this.#memory.near = near
      return near.isFresh
    } catch (error) {
      console.error(`purges: cache: ${error}`)
      return false
    }
  }

  /** While KV or the queue was asked, another isolate may have left a mark here, which must go on to hold. */
  async #leavesAtEdge(now: number): Promise<void> {
    await this.#looksAtEdge(now)
    await this.#edge.leave(this.#memory.epochs, now)
  }
}

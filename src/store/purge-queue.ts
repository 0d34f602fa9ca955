import { DurableObject } from 'cloudflare:workers'
import { type Epochs, type Mark, marked, NO_EPOCHS } from './epochs.ts'
import { EPOCHS_KEY, KEPT } from './key.ts'
import { type LogEntry, logged } from './purge-log.ts'

/** As long as a copy is kept, and a day more. */
const KEPT_MS = (KEPT + 86_400) * 1000
/** When a write that failed is tried again by itself, in ms. */
const LATER_MS = 60_000

/** What came of a purge or an invalidation. */
export interface Marked {
  readonly epochs: Epochs
  /** Whether KV has it. If not, it is kept here and written as soon as KV takes it. */
  readonly written: boolean
}

/**
 * The one writer of the epochs. Purges are asked for in many data centres, and KV has no way to change a value: two that
 * read it and wrote it at once would lose one of them. So the record's truth is this object's storage, where one comes
 * after the other, and KV has a copy of it for the readers, who never come here.
 */
export class PurgeQueue extends DurableObject<{ readonly PAGES: KVNamespace }> {
  /** KV takes one write a second of a key (documented limit): what it refuses is written after these, in ms. */
  protected readonly waits: readonly number[] = [0, 1100, 2200]
  #epochs: Epochs = NO_EPOCHS
  #log: readonly LogEntry[] = []
  /** How many marks there have been since this object woke up, and how many of them KV has. */
  #marks = 0
  #written = -1
  #writing: Promise<boolean> | undefined
  /** What is kept has been read. */
  readonly #ready: Promise<void>

  constructor(ctx: DurableObjectState, env: { readonly PAGES: KVNamespace }) {
    super(ctx, env)
    this.#ready = ctx.blockConcurrencyWhile(async () => {
      const { storage } = ctx
      this.#log = (await storage.get<readonly LogEntry[]>('log')) ?? []
      // Without a storage of its own it follows another that wrote the same KV.
      this.#epochs =
        (await storage.get<Epochs>('epochs')) ??
        (await env.PAGES.get<Epochs>(EPOCHS_KEY, 'json')) ??
        NO_EPOCHS
    })
  }

  /** One write of KV; those that come while one is under way share the next. Throws where it could not be kept. */
  async mark(mark: Mark): Promise<Marked> {
    await this.#ready
    this.#epochs = marked(this.#epochs, mark, KEPT_MS)
    this.#log = logged(this.#log, mark)
    const number = ++this.#marks
    await this.ctx.storage.put({ epochs: this.#epochs, log: this.#log })
    // Should this object end before KV has it, the alarm wakes another one that goes on.
    await this.ctx.storage.setAlarm(Date.now() + LATER_MS)
    const written = await this.#publish(number)
    return { epochs: this.#epochs, written }
  }

  /** The last hundred, the latest first. */
  async log(): Promise<readonly LogEntry[]> {
    await this.#ready
    return this.#log
  }

  override async alarm(): Promise<void> {
    await this.#ready
    if (!(await this.#publish(this.#marks))) await this.ctx.storage.setAlarm(Date.now() + LATER_MS)
  }

  async #publish(number: number): Promise<boolean> {
    while (this.#written < number) {
      this.#writing ??= this.#write().finally(() => {
        this.#writing = undefined
      })
      if (!(await this.#writing)) return false
    }
    return true
  }

  async #write(): Promise<boolean> {
    for (const wait of this.waits) {
      if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
      const number = this.#marks
      try {
        await this.env.PAGES.put(EPOCHS_KEY, JSON.stringify(this.#epochs))
        this.#written = number
        if (number === this.#marks) await this.ctx.storage.deleteAlarm()
        return true
      } catch (error) {
        console.warn(`purges: KV: ${error}; once more`)
      }
    }
    return false
  }
}

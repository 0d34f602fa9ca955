import { EdgeRecord } from './edge-record.ts'
import { type Epochs, NO_EPOCHS, purged, type Scope, together } from './epochs.ts'

const KEY = 'epochs'
/** As long as KV keeps a copy, and a day more. */
const KEPT_MS = 61 * 86400 * 1000
/** How long an isolate answers from its own memory, and a data centre from its cache. */
const IN_MEMORY_MS = 1000
const AT_EDGE_S = 30

let remembered: { epochs: Epochs; until: number } | undefined
/** What this isolate has purged of late: two purges at once each read KV before the other has written. */
let own: { epochs: Epochs; until: number } | undefined
const OWN_MS = 120_000

/** Reads and writes the purge epochs: memory for a second, then the data centre's cache, then KV. */
export class Purges {
  readonly #kv: KVNamespace
  readonly #edge: EdgeRecord<Epochs>

  constructor(kv: KVNamespace, cache: Cache, base: string) {
    this.#kv = kv
    this.#edge = new EdgeRecord(cache, `${base}/-/copy/epochs`, AT_EDGE_S, 'purges')
  }

  /** @param now ms since the epoch */
  async epochs(now: number): Promise<Epochs> {
    if (remembered && now < remembered.until) return remembered.epochs
    try {
      return await this.#read(now)
    } catch (error) {
      // Without the epochs a purged copy may be seen again; without a page nobody sees anything.
      console.error(`purges: ${error}`)
      return remembered?.epochs ?? NO_EPOCHS
    }
  }

  async #read(now: number): Promise<Epochs> {
    const near = await this.#atEdge()
    const epochs = together(near ?? (await this.#inKv()), this.#own(now))
    if (!near) await this.#edge.leave(epochs)
    remembered = { epochs, until: now + IN_MEMORY_MS }
    return epochs
  }

  /** One write, whatever the scope. Holds at once in this data centre, elsewhere when KV's delay is over. */
  async purge(scope: Scope, now: number): Promise<void> {
    own = { epochs: purged(this.#own(now), scope, now, KEPT_MS), until: now + OWN_MS }
    const before = await this.#inKv()
    const epochs = purged(together(before, this.#own(now)), scope, now, KEPT_MS)
    await this.#write(epochs)
    await this.#edge.leave(epochs)
    remembered = { epochs, until: now + IN_MEMORY_MS }
  }

  /** KV takes one write a second of a key (documented limit): a second purge in the same second waits for its turn. */
  async #write(epochs: Epochs): Promise<void> {
    try {
      await this.#kv.put(KEY, JSON.stringify(epochs))
    } catch (error) {
      console.warn(`purges: KV: ${error}; once more in a second`)
      await new Promise(resolve => setTimeout(resolve, 1100))
      await this.#kv.put(KEY, JSON.stringify(epochs))
    }
  }

  #own(now: number): Epochs {
    return own && now < own.until ? own.epochs : NO_EPOCHS
  }

  async #inKv(): Promise<Epochs> {
    return (await this.#kv.get<Epochs>(KEY, 'json')) ?? NO_EPOCHS
  }

  async #atEdge(): Promise<Epochs | undefined> {
    try {
      return await this.#edge.read()
    } catch (error) {
      console.error(`purges: cache: ${error}`)
      return undefined
    }
  }
}

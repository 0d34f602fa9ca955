import { assess } from '../http/assess.ts'
import type { Kept } from '../renew.ts'

/** How long KV may go on saying elsewhere that there is nothing (PLATFORM: a miss is cached too), in ms. */
const RECENT_MS = 60_000
/** What an isolate remembers at most, in bytes: it has 128 MB for all of its objects. */
const MOST_BYTES = 16_000_000

export interface Recent extends Kept {
  /** The data centres that have been given it. */
  readonly places: Set<string>
}

/**
 * Pages that have just been stored. Whoever looked for one before it was there, or in a data centre that does not know
 * of it yet, gets it without another forward. It is only memory: an object that sleeps forgets.
 */
export class RecentPages {
  readonly #pages = new Map<string, Recent>()
  readonly #most: number
  #bytes = 0

  constructor(most = MOST_BYTES) {
    this.#most = most
  }

  keep(key: string, page: Recent): void {
    this.#forget(key)
    this.#pages.set(key, page)
    this.#bytes += page.bytes.length
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= this.#most) break
      this.#forget(oldest)
    }
  }

  /**
   * A page that may be served as it is.
   * @param purgedAt and @param now in ms since the epoch
   */
  get(key: string, purgedAt: number, now: number): Recent | undefined {
    const page = this.#pages.get(key)
    if (page === undefined) return undefined
    const { head } = page
    const young = now - head.receivedAt < RECENT_MS && head.requestedAt > purgedAt
    if (young && assess(head, now).kind === 'fresh') return page
    this.#forget(key)
    return undefined
  }

  #forget(key: string): void {
    this.#bytes -= this.#pages.get(key)?.bytes.length ?? 0
    this.#pages.delete(key)
  }
}

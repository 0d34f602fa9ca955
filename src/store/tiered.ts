import type { Media } from '../http/media.ts'
import type { Copy, Head, Store } from './copy.ts'
import type { EdgeTier } from './edge.ts'
import type { KvTier } from './kv.ts'

/** What is worth a durable copy: few bytes, many readers. Pictures live in the data centres' caches. */
const DURABLE: ReadonlySet<Media> = new Set<Media>(['html', 'css', 'feed'])

/** Cache API before KV: what the data centre lacks is taken from KV and left there for the next reader. */
export class TieredStore implements Store {
  readonly #edge: EdgeTier
  readonly #kv: KvTier
  readonly #defer: (work: Promise<unknown>) => void

  /** @param defer keeps work alive after the answer has gone out (`ctx.waitUntil`) */
  constructor(edge: EdgeTier, kv: KvTier, defer: (work: Promise<unknown>) => void) {
    this.#edge = edge
    this.#kv = kv
    this.#defer = defer
  }

  async get(url: string): Promise<Copy | undefined> {
    const near = await this.#total(this.#edge.get(url), 'edge get')
    if (near) return near
    const far = await this.#total(this.#kv.get(url), 'kv get')
    if (far) this.#defer(this.#total(this.#edge.put(far.head, far.body), 'edge put'))
    return far
  }

  /** Writes KV only when the body changed: an unchanged page costs none of the day's writes. */
  async put(head: Head, body: Uint8Array): Promise<void> {
    await this.#total(this.#edge.put(head, body), 'edge put')
    if (!DURABLE.has(head.media)) return
    const kept = await this.#total(this.#kv.get(head.url), 'kv get')
    if (kept?.head.etag === head.etag && kept.head.rules === head.rules && kept.head.status === head.status)
      return
    await this.#total(this.#kv.put(head, body), 'kv put')
  }

  async renew(head: Head): Promise<void> {
    const copy = await this.get(head.url)
    if (copy) await this.#total(this.#edge.put(head, copy.body), 'edge put')
  }

  /** A tier that fails must not cost the reader the page: it counts as empty, and the log says so. */
  async #total<T>(work: Promise<T>, what: string): Promise<T | undefined> {
    try {
      return await work
    } catch (error) {
      console.error(`store: ${what} failed: ${error}`)
      return undefined
    }
  }
}

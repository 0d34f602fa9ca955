import { type ArticleRecord, isDue, NO_RECORD, type Sight, withSights } from './article-record.ts'
import { EdgeRecord } from './edge-record.ts'
import { KEPT } from './key.ts'

/** How long an isolate answers from its own memory, and a data centre from its cache. */
const IN_MEMORY_MS = 60_000
const AT_EDGE_S = 300
/** So much is remembered until it is written; what was seen before it goes. */
const MOST_SIGHTS = 500

/** What an isolate knows of a record: as it was read, and what it has seen since. */
interface Memory {
  record: ArticleRecord
  until: number
  own: Sight[]
}
const memory = new Map<string, Memory>()

/** Reads and writes what a site's articles are like: memory for a minute, then the data centre's cache, then KV. */
export class Articles {
  readonly #kv: KVNamespace
  readonly #edge: EdgeRecord<ArticleRecord>
  readonly #key: string

  /** @param name of the record: another for each way to find articles, because their lengths don't compare */
  constructor(kv: KVNamespace, cache: Cache, base: string, name: string) {
    this.#kv = kv
    this.#key = `articles:${name}`
    this.#edge = new EdgeRecord(cache, `${base}/-/copy/${this.#key}`, AT_EDGE_S, 'articles')
  }

  /** With what this isolate has seen and not written yet. @param now ms since the epoch */
  async record(now: number): Promise<ArticleRecord> {
    const { record, own } = await this.#remembered(now)
    return withSights(record, own)
  }

  /** What an isolate that ends has not written is lost: the numbers are what was seen at least. */
  async saw(sight: Sight, now: number): Promise<void> {
    const known = await this.#remembered(now)
    known.own = [...known.own, sight].slice(-MOST_SIGHTS)
    const { record, own } = known
    if (!isDue(record, own, now)) return
    // At once, so that whoever comes in between does not write as well.
    known.own = []
    known.record = { ...withSights(record, own), writtenAt: now }
    try {
      const written = { ...withSights((await this.#inKv()) ?? NO_RECORD, own), writtenAt: now }
      await this.#kv.put(this.#key, JSON.stringify(written), { expirationTtl: KEPT })
      known.record = written
      await this.#edge.leave(written, now)
    } catch (error) {
      console.warn(`articles: KV: ${error}; later`)
      known.own = [...own, ...known.own]
      known.record = { ...record, writtenAt: now }
    }
  }

  async #remembered(now: number): Promise<Memory> {
    const known = memory.get(this.#key) ?? { record: NO_RECORD, until: 0, own: [] }
    memory.set(this.#key, known)
    if (now < known.until) return known
    const read = await this.#read(now)
    // A cache may be older than what was written here.
    if (read && read.writtenAt > known.record.writtenAt) known.record = read
    known.until = now + IN_MEMORY_MS
    return known
  }

  async #read(now: number): Promise<ArticleRecord | undefined> {
    try {
      const near = await this.#edge.read(now)
      if (near?.isFresh) return near.value
      const far = await this.#inKv()
      await this.#edge.leave(far ?? NO_RECORD, now)
      return far
    } catch (error) {
      // Without it a page is judged by its own earlier copy alone.
      console.error(`articles: ${error}`)
      return undefined
    }
  }

  async #inKv(): Promise<ArticleRecord | undefined> {
    return (await this.#kv.get<ArticleRecord>(this.#key, 'json')) ?? undefined
  }
}

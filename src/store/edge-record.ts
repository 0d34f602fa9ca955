/** When it was left, in ms since the epoch, and a name of its own for each time. */
const LEFT_AT = 'heliograph-left-at'
const NAME = 'heliograph-name'
/** What is older than it may be is still told, for who knows what to do with it. In seconds. */
const KEEP = 86_400

/** A record as it was left. `name` tells it from one that was left at another time. */
export interface Left<Value> {
  readonly name: string
  readonly isFresh: boolean
  readonly value: Value
}

/** A small record of KV in the data centre's cache: only saves reads of KV, which has it where the cache fails. */
export class EdgeRecord<Value> {
  readonly #cache: Cache
  readonly #key: string
  readonly #seconds: number
  readonly #whose: string

  /** @param key an absolute URL. @param seconds it is fresh. @param whose for the log */
  constructor(cache: Cache, key: string, seconds: number, whose: string) {
    this.#cache = cache
    this.#key = key
    this.#seconds = seconds
    this.#whose = whose
  }

  /**
   * Throws where the cache fails.
   * @param now ms since the epoch
   * @param known what was read before, which is not read again while it is the same
   */
  async read(now: number, known?: Left<Value>): Promise<Left<Value> | undefined> {
    const found = await this.#cache.match(this.#key)
    if (!found) return undefined
    const age = now - Number(found.headers.get(LEFT_AT))
    const isFresh = Math.abs(age) < this.#seconds * 1000
    const name = found.headers.get(NAME) ?? ''
    if (known === undefined || known.name !== name) return { name, isFresh, value: await found.json<Value>() }
    await found.body?.cancel()
    return { ...known, isFresh }
  }

  /** @param now ms since the epoch */
  async leave(value: Value, now: number): Promise<void> {
    const headers = {
      'cache-control': `public, max-age=${KEEP}`,
      'content-type': 'application/json',
      [LEFT_AT]: String(now),
      [NAME]: crypto.randomUUID(),
    }
    try {
      await this.#cache.put(this.#key, new Response(JSON.stringify(value), { headers }))
    } catch (error) {
      console.error(`${this.#whose}: cache: ${error}`)
    }
  }
}

/** A small record of KV in the data centre's cache: only saves reads of KV, which has it where the cache fails. */
export class EdgeRecord<Value> {
  readonly #cache: Cache
  readonly #key: string
  readonly #seconds: number
  readonly #whose: string

  /** @param key an absolute URL. @param seconds it is kept. @param whose for the log */
  constructor(cache: Cache, key: string, seconds: number, whose: string) {
    this.#cache = cache
    this.#key = key
    this.#seconds = seconds
    this.#whose = whose
  }

  /** Throws where the cache fails. */
  async read(): Promise<Value | undefined> {
    return (await this.#cache.match(this.#key))?.json<Value>()
  }

  async leave(value: Value): Promise<void> {
    const headers = {
      'cache-control': `public, max-age=${this.#seconds}`,
      'content-type': 'application/json',
    }
    try {
      await this.#cache.put(this.#key, new Response(JSON.stringify(value), { headers }))
    } catch (error) {
      console.error(`${this.#whose}: cache: ${error}`)
    }
  }
}

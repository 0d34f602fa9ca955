import type { Clock } from '../clock.ts'
import type { Counted, Ledger } from '../ledger.ts'
import type { Place, Remembered } from './place.ts'

interface Version {
  readonly value: Uint8Array<ArrayBuffer> | undefined
  readonly metadata: unknown
  readonly at: number
  readonly by: Place
}

type Asked = string | { type?: string; cacheTtl?: number } | undefined

const DEFAULT_TTL_S = 60
const LEAST_TTL_S = 30
const ONE_SECOND = 1000

/**
 * Workers KV, as far as it can be told from outside: one store, and in each data centre a memory of it, of misses too.
 * What is written can be read at once where it was written, and elsewhere after `delay`, unless that place remembers
 * something else.
 */
export class Kv {
  readonly #versions = new Map<string, Version[]>()
  readonly #clock: Clock
  readonly #ledger: Ledger
  readonly #delay: number
  readonly #of: (key: string) => Counted

  /** @param delay ms. @param of what a key is counted as */
  constructor(clock: Clock, ledger: Ledger, delay: number, of: (key: string) => Counted) {
    this.#clock = clock
    this.#ledger = ledger
    this.#delay = delay
    this.#of = of
  }

  /** The binding, as a Worker in a data centre has it. */
  at(place: Place): KVNamespace {
    const namespace = {
      get: async (key: string, asked?: Asked) => given(this.#read(place, key, asked), asked),
      getWithMetadata: async (key: string, asked?: Asked) => {
        const read = this.#read(place, key, asked)
        return { value: await given(read, asked), metadata: read.metadata ?? null, cacheStatus: null }
      },
      put: (key: string, value: BodyInit, options?: { metadata?: unknown }) =>
        this.#write(place, key, value, options?.metadata),
      delete: async (key: string) => {
        this.#ledger.count('kv.delete', this.#of(key))
        this.#store(place, key, undefined, undefined)
      },
      list: async () => {
        throw new Error('the mirror lists nothing, so there is no list to simulate')
      },
    }
    return namespace as unknown as KVNamespace
  }

  /** Bytes that are stored, and keys. */
  stored(): { keys: number } {
    return { keys: this.#versions.size }
  }

  #read(place: Place, key: string, asked: Asked): Remembered {
    // A read that finds nothing is paid for like any other.
    this.#ledger.count('kv.get', this.#of(key))
    const { now } = this.#clock
    const known = place.kv.get(key)
    if (known && now < known.until) return known
    const ttl = typeof asked === 'object' ? (asked.cacheTtl ?? DEFAULT_TTL_S) : DEFAULT_TTL_S
    if (ttl < LEAST_TTL_S) throw new Error(`KV GET failed: 400 Invalid cache_ttl of ${ttl}`)
    const seen = this.#versions
      .get(key)
      ?.findLast(({ at, by }) => (by === place ? at : at + this.#delay) <= now)
    const read = { value: seen?.value, metadata: seen?.metadata, until: now + ttl * 1000 }
    place.kv.set(key, read)
    return read
  }

  async #write(place: Place, key: string, value: BodyInit, metadata: unknown): Promise<void> {
    const bytes = new Uint8Array(await new Response(value).arrayBuffer())
    const last = this.#versions.get(key)?.at(-1)
    if (last && this.#clock.now - last.at < ONE_SECOND) {
      this.#ledger.count('kv.refused', this.#of(key))
      throw new Error('KV PUT failed: 429 Too Many Requests')
    }
    this.#ledger.count('kv.put', this.#of(key))
    this.#store(place, key, bytes, metadata)
  }

  #store(place: Place, key: string, value: Version['value'], metadata: unknown): void {
    const { now } = this.#clock
    const versions = this.#versions.get(key) ?? []
    // Nobody can see what is older than the last one that everybody sees.
    const first = versions.findLastIndex(({ at }) => at + this.#delay <= now)
    this.#versions.set(key, [...versions.slice(Math.max(0, first)), { value, metadata, at: now, by: place }])
    place.kv.set(key, { value, metadata, until: now + DEFAULT_TTL_S * 1000 })
  }
}

async function given({ value }: Remembered, asked: Asked): Promise<unknown> {
  if (value === undefined) return null
  const type = typeof asked === 'string' ? asked : (asked?.type ?? 'text')
  switch (type) {
    case 'arrayBuffer':
      return value.slice().buffer
    case 'json':
      return JSON.parse(new TextDecoder().decode(value))
    case 'stream':
      return new Response(value).body
    default:
      return new TextDecoder().decode(value)
  }
}

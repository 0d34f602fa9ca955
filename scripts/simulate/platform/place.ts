/** A response in a data centre's cache. */
export interface Cached {
  readonly status: number
  readonly headers: readonly [string, string][]
  readonly bytes: Uint8Array<ArrayBuffer>
  /** ms since the epoch */
  readonly until: number
  used: number
}

/** What a data centre remembers of a key of KV: a value, or that there is none. */
export interface Remembered {
  readonly value: Uint8Array<ArrayBuffer> | undefined
  readonly metadata: unknown
  readonly until: number
}

/** A data centre: what it has in its caches. */
export interface Place {
  readonly name: string
  readonly cache: Map<string, Cached>
  readonly kv: Map<string, Remembered>
  /** Until when the mirror's own records are in the cache, by name; ms since the epoch. */
  readonly records: Map<string, number>
  /** What was found in the cache last, of the copies. */
  found: Cached | undefined
}

export const newPlace = (name: string): Place => ({
  name,
  cache: new Map(),
  kv: new Map(),
  records: new Map(),
  found: undefined,
})

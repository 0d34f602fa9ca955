import type { Clock } from '../clock.ts'
import { isOfAddress } from '../counting.ts'
import type { Counted, Ledger } from '../ledger.ts'
import type { Place } from './place.ts'

/** The Cache API of a data centre: what nobody has asked for in `evictedAfter` ms is gone. */
export function cacheAt(
  place: Place,
  clock: Clock,
  ledger: Ledger,
  evictedAfter: number,
  of: (key: string) => Counted,
): Cache {
  const cache = {
    match: async (asked: RequestInfo | URL) => {
      const key = keyOf(asked)
      ledger.count('cache.match', of(key))
      const found = place.cache.get(key)
      if (found === undefined) return undefined
      const { now } = clock
      if (now >= found.until || now - found.used > evictedAfter) {
        place.cache.delete(key)
        return undefined
      }
      found.used = now
      if (isOfAddress(of(key).kind)) place.found = found
      const { status, headers, bytes } = found
      return new Response(bytes, { status, headers: headers as [string, string][] })
    },
    put: async (asked: RequestInfo | URL, response: Response) => {
      const { status, headers } = response
      if (status === 206 || headers.get('vary') === '*') throw new TypeError('Cannot cache such a response')
      const key = keyOf(asked)
      const bytes = new Uint8Array(await response.arrayBuffer())
      ledger.count('cache.put', of(key))
      const seconds = Number(/(?:s-maxage|max-age)=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1] ?? 0)
      const { now } = clock
      const until = now + seconds * 1000
      place.cache.set(key, { status, headers: [...headers], bytes, until, used: now })
      const { kind } = of(key)
      if (!isOfAddress(kind)) place.records.set(kind, until)
    },
    delete: async (asked: RequestInfo | URL) => {
      ledger.count('cache.delete', of(keyOf(asked)))
      return place.cache.delete(keyOf(asked))
    },
  }
  return cache as unknown as Cache
}

const keyOf = (asked: RequestInfo | URL) => (asked instanceof Request ? asked.url : String(asked))

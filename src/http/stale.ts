import { assess, type Timed } from './assess.ts'
import { governing, parseCacheControl, seconds } from './cache-control.ts'

/**
 * Whether a stored response may answer when the origin cannot be reached, breaks off or says 5xx, by the RFCs alone. A
 * cache that gets a 5xx may act as if there had been no answer (RFC 9111 §4.3.3), and a cache that is disconnected may
 * serve what is stale (§4.2.4), unless the origin forbids it: by `no-cache`, `must-revalidate`, `proxy-revalidate`, or
 * `s-maxage`, which includes the latter (§5.2.2.10).
 *
 * `stale-if-error` (RFC 5861 §4) says for how long: past it, the copy is no answer. The origin's own lifts what its
 * `s-maxage` implies, because it can be meant for shared caches only; a reader's can only shorten the time.
 * @param asked the reader's request
 * @param now ms since the epoch
 */
export function mayServeOnError(stored: Timed, asked: Headers, now: number): boolean {
  const directives = governing(stored.headers)
  const { ttl } = assess(stored, now)
  if (directives.has('no-cache')) return false
  if (ttl > 0) return true
  if (directives.has('must-revalidate') || directives.has('proxy-revalidate')) return false
  const window = seconds(directives, 'stale-if-error')
  if (window === undefined && directives.has('s-maxage')) return false
  const wanted = seconds(parseCacheControl(asked.get('cache-control')), 'stale-if-error')
  return -ttl <= Math.min(window ?? Number.POSITIVE_INFINITY, wanted ?? Number.POSITIVE_INFINITY)
}

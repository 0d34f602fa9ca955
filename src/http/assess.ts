import { type Directives, governing, seconds } from './cache-control.ts'
import type { StaleUse } from './stale.ts'

/** A stored copy's times, all in milliseconds but for `initialAge`, `fresh` and `stale` (seconds). */
export interface Timed {
  receivedAt: number
  initialAge: number
  fresh: number
  /** How long after `fresh` a site's own rule lets the copy be served while it is renewed. */
  stale?: number
  headers: Headers
}

/** What may be done with a stored copy now. `age` and `ttl` in seconds; `ttl` is below 0 once it is stale. */
export type Assessment =
  | { kind: 'fresh'; age: number; ttl: number }
  | { kind: 'stale-while-revalidate'; age: number; ttl: number }
  /** Stale, and whoever asks has said that this will do (`max-stale`, RFC 9111 §5.2.1.2). */
  | { kind: 'accepted-stale'; age: number; ttl: number }
  /** `by`: the copy is stale or must always be asked for, or the reader wants it asked for. */
  | { kind: 'must-revalidate'; age: number; ttl: number; by: 'copy' | 'request'; ifError: StaleUse }

const NOTHING: Directives = new Map()

/**
 * Decides whether a stored copy may be served without asking the origin (RFC 9111 §4, RFC 5861 §3), and whether it may
 * be when asking fails (`ifError`). Where a site's own rule gave the copy its times, the origin's directives don't count.
 * @param request those of the reader's directives that the site lets count: `requestDirectives`
 */
export function assess(stored: Timed, now: number, request: Directives = NOTHING): Assessment {
  const age = stored.initialAge + Math.max(0, Math.floor((now - stored.receivedAt) / 1000))
  const ttl = stored.fresh - age
  const directives = stored.stale === undefined ? governing(stored.headers) : NOTHING
  const times = { age, ttl }
  const must = (by: 'copy' | 'request') =>
    ({ kind: 'must-revalidate', ...times, by, ifError: ifError(directives, ttl, request) }) as const
  if (directives.has('no-cache')) return must('copy')
  if (isRefused(request, age, ttl)) return must('request')
  if (ttl > 0) return { kind: 'fresh', ...times }
  const strict = directives.has('must-revalidate') || directives.has('proxy-revalidate')
  const window = stored.stale ?? (strict ? 0 : (seconds(directives, 'stale-while-revalidate') ?? 0))
  const isDemanding = request.has('max-age') || request.has('min-fresh')
  if (-ttl < window && !isDemanding) return { kind: 'stale-while-revalidate', ...times }
  // `s-maxage` is `proxy-revalidate` too (§5.2.2.10).
  if (!strict && !directives.has('s-maxage') && isAccepted(request, ttl))
    return { kind: 'accepted-stale', ...times }
  return must('copy')
}

/** Whether a reader wants another copy than this one: `no-cache`, `max-age` and `min-fresh` (RFC 9111 §5.2.1). */
function isRefused(request: Directives, age: number, ttl: number): boolean {
  if (request.size === 0) return false
  if (request.has('no-cache')) return true
  const oldest = seconds(request, 'max-age')
  // Nothing is less than a moment old: whoever says 0 wants the origin asked.
  if (oldest !== undefined && (age > oldest || oldest === 0) && !isAccepted(request, ttl)) return true
  const least = seconds(request, 'min-fresh')
  return least !== undefined && ttl < least
}

/** `max-stale`: "accept a response that has exceeded its freshness lifetime", by any time where it names none. */
function isAccepted(request: Directives, ttl: number): boolean {
  const most = request.get('max-stale')
  return ttl <= 0 && (most === '' || -ttl <= (seconds(request, 'max-stale') ?? -1))
}

/** What the RFCs say of serving the copy when its origin cannot be asked or is in trouble. */
function ifError(directives: Directives, ttl: number, request: Directives): StaleUse {
  if (request.has('no-cache')) return { kind: 'forbidden', by: 'request' }
  if (directives.has('no-cache')) return { kind: 'forbidden', by: 'no-cache' }
  if (ttl > 0) return { kind: 'allowed', by: 'fresh' }
  for (const by of ['must-revalidate', 'proxy-revalidate'] as const)
    if (directives.has(by)) return { kind: 'forbidden', by }
  const granted = [directives, request].flatMap(said => seconds(said, 'stale-if-error') ?? [])
  if (granted.length > 0) {
    const isWithin = -ttl <= Math.max(...granted)
    return { kind: isWithin ? 'allowed' : 'forbidden', by: 'stale-if-error' }
  }
  if (directives.has('s-maxage')) return { kind: 'forbidden', by: 's-maxage' }
  return { kind: 'allowed', by: 'disconnected' }
}

import { governing, seconds } from './cache-control.ts'

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
  | { kind: 'must-revalidate'; age: number; ttl: number }

/** Decides whether a stored copy may be served without asking the origin (RFC 9111 §4.2, RFC 5861 §3). */
export function assess(stored: Timed, now: number): Assessment {
  const age = stored.initialAge + Math.max(0, Math.floor((now - stored.receivedAt) / 1000))
  const ttl = stored.fresh - age
  const directives = governing(stored.headers)
  if (stored.stale === undefined && directives.has('no-cache')) return { kind: 'must-revalidate', age, ttl }
  if (ttl > 0) return { kind: 'fresh', age, ttl }
  const strict = directives.has('must-revalidate') || directives.has('proxy-revalidate')
  const window = stored.stale ?? (strict ? 0 : (seconds(directives, 'stale-while-revalidate') ?? 0))
  if (-ttl < window) return { kind: 'stale-while-revalidate', age, ttl }
  return { kind: 'must-revalidate', age, ttl }
}

import { governing, LONGEST, parseCacheControl, seconds } from './cache-control.ts'

/** How long "not found" and "gone" are believed at most, in seconds: a paper that is mended has its pages again. */
const NO_PAGE = new Map([
  [404, 60],
  [410, 600],
])

/** A lifetime as the mirror keeps to it, which may be shorter than what was stated (RFC 9111 §4.2). */
export const kept = (status: number, lifetime: number): number =>
  Math.min(lifetime, NO_PAGE.get(status) ?? lifetime)

/** How long a response stays fresh, in seconds from when its origin made it, and who says so. */
export interface Lifetime {
  seconds: number
  by: 'site' | 'origin' | 'heuristic'
}

const DAY = 86400
/** Statuses that may be given a heuristic lifetime (RFC 9110 §15.1), of those that the mirror stores. */
const HEURISTIC = new Set([200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501])
/** What a response without any hint gets: long enough to spare the origin, short enough for news. */
const WITHOUT_HINT = 60

/**
 * A response's freshness lifetime (RFC 9111 §4.2.1): the site's own rule, then `CDN-Cache-Control` (RFC 9213),
 * `s-maxage`, `max-age`, `Expires`, and last a tenth of the time since it was modified (§4.2.2), a day at most.
 * @param receivedAt when the response came, in ms; stands in for a missing `Date`
 * @param siteRule the lifetime that the site file gives this path, in seconds
 */
export function lifetime(status: number, headers: Headers, receivedAt: number, siteRule?: number): Lifetime {
  if (siteRule !== undefined) return { seconds: siteRule, by: 'site' }
  const directives = governing(headers)
  const stated = seconds(directives, 's-maxage') ?? seconds(directives, 'max-age')
  if (stated !== undefined) return { seconds: stated, by: 'origin' }
  // A max-age that is no number makes the response stale (§4.2.1): better asked once too often.
  if (directives.has('s-maxage') || directives.has('max-age')) return { seconds: 0, by: 'origin' }
  const date = instant(headers.get('date')) ?? receivedAt
  const expires = headers.get('expires')
  const targeted = parseCacheControl(headers.get('cdn-cache-control')).size > 0
  if (expires !== null && !targeted)
    return { seconds: Math.max(0, Math.floor(((instant(expires) ?? 0) - date) / 1000)), by: 'origin' }
  if (!HEURISTIC.has(status) && !directives.has('public')) return { seconds: 0, by: 'heuristic' }
  const modified = instant(headers.get('last-modified'))
  if (modified === undefined) return { seconds: WITHOUT_HINT, by: 'heuristic' }
  return { seconds: Math.min(DAY, Math.max(0, Math.floor((date - modified) / 10000))), by: 'heuristic' }
}

/**
 * A response's age in seconds when it arrived (RFC 9111 §4.2.3, corrected_initial_age).
 * @param requestedAt when the request was sent, in ms
 * @param receivedAt when the response came, in ms
 */
export function initialAge(headers: Headers, requestedAt: number, receivedAt: number): number {
  const date = instant(headers.get('date')) ?? receivedAt
  const apparent = Math.max(0, (receivedAt - date) / 1000)
  const stated = /^\d+/.exec(headers.get('age')?.trim() ?? '')?.[0]
  const corrected = (stated === undefined ? 0 : Number(stated)) + (receivedAt - requestedAt) / 1000
  return Math.min(LONGEST, Math.floor(Math.max(apparent, corrected)))
}

/** An HTTP-date as milliseconds, or undefined where it is none (RFC 9110 §5.6.7). */
export function instant(field: string | null): number | undefined {
  if (field === null || !/^(mon|tue|wed|thu|fri|sat|sun)/i.test(field.trim())) return undefined
  const at = Date.parse(field)
  return Number.isNaN(at) ? undefined : at
}

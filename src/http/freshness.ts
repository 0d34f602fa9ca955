import { governedBy, LONGEST, seconds } from './cache-control.ts'
import { instant } from './date.ts'

export { instant } from './date.ts'

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
/** Statuses that may be given a heuristic lifetime (RFC 9110 §15.1), but for 206, which is not stored. */
export const HEURISTIC: ReadonlySet<number> = new Set([200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501])
/** What a response without any hint gets: long enough to spare the origin, short enough for news. In seconds. */
export const WITHOUT_HINT = 60

/**
 * A response's freshness lifetime (RFC 9111 §4.2.1): the site's own rule, then `CDN-Cache-Control` (RFC 9213),
 * `s-maxage`, `max-age`, `Expires`, and last a tenth of the time since it was modified (§4.2.2), a day at most.
 * @param receivedAt when the response came, in ms; stands in for a missing `Date`
 * @param siteRule the lifetime that the site file gives this path, in seconds
 * @param withoutHint the lifetime of what has no hint and no date of modification, in seconds
 */
export function lifetime(
  status: number,
  headers: Headers,
  receivedAt: number,
  siteRule?: number,
  withoutHint = WITHOUT_HINT,
): Lifetime {
  if (siteRule !== undefined) return { seconds: siteRule, by: 'site' }
  const { directives, isTargeted } = governedBy(headers)
  const said = ['s-maxage', 'max-age'].find(name => directives.has(name))
  // "Caches are encouraged to consider responses that have invalid freshness information to be stale" (§4.2.1).
  if (said !== undefined) return { seconds: seconds(directives, said) ?? 0, by: 'origin' }
  const date = instant(headers.get('date'), receivedAt) ?? receivedAt
  const expires = headers.get('expires')
  if (expires !== null && !isTargeted) return { seconds: until(expires, date, receivedAt), by: 'origin' }
  if (!HEURISTIC.has(status) && !directives.has('public')) return { seconds: 0, by: 'heuristic' }
  const modified = instant(headers.get('last-modified'), receivedAt)
  if (modified === undefined) return { seconds: withoutHint, by: 'heuristic' }
  return { seconds: Math.min(DAY, Math.max(0, Math.floor((date - modified) / 10000))), by: 'heuristic' }
}

/** Seconds from `date` (ms) to `Expires`: none where it is no date, "especially the value 0" (RFC 9111 §5.3). */
function until(expires: string, date: number, now: number): number {
  // Of several the first counts (§4.2.1). A date has a comma of its own after the day.
  const first = /^[^,]*(?:,[^,]*)?(?=$|,)/.exec(expires)?.[0] ?? ''
  const at = instant(expires, now) ?? instant(first, now) ?? 0
  return Math.min(LONGEST, Math.max(0, Math.floor((at - date) / 1000)))
}

/**
 * A response's age in seconds when it arrived (RFC 9111 §4.2.3, corrected_initial_age).
 * @param requestedAt when the request was sent, in ms
 * @param receivedAt when the response came, in ms
 */
export function initialAge(headers: Headers, requestedAt: number, receivedAt: number): number {
  const date = instant(headers.get('date'), receivedAt) ?? receivedAt
  const apparent = Math.max(0, (receivedAt - date) / 1000)
  const corrected = ageValue(headers) + (receivedAt - requestedAt) / 1000
  return Math.min(LONGEST, Math.floor(Math.max(apparent, corrected)))
}

/** `Age` in seconds: its first member where that is a number, and else 0 (RFC 9111 §5.1). */
function ageValue(headers: Headers): number {
  const [first = ''] = (headers.get('age') ?? '').split(',')
  return /^\d+$/.test(first.trim()) ? Math.min(LONGEST, Number(first)) : 0
}

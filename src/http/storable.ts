import { type Directives, governedBy } from './cache-control.ts'
import { HEURISTIC } from './freshness.ts'

/** What of a reader's request bears on storing the answer. */
export interface Asker {
  /** The request carried `Authorization`, and the site's file lets readers' fields count. */
  readonly isAuthorized?: boolean
  /** The request said `no-store`, and the site's file lets `Cache-Control` through. */
  readonly noStore?: boolean
}

/** Statuses whose requirements the mirror knows and keeps to: RFC 9110 §15's final ones, and a few registered since. */
const UNDERSTOOD = new Set([
  ...[200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 307, 308],
  ...[
    400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 426,
  ],
  ...[428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 511],
])
/** Answers to a range or to a condition, and to nobody who asks without. */
const CONDITIONED = new Set([206, 304, 412, 416])
/** What allows a shared cache to keep the answer to a request with `Authorization` (RFC 9111 §3.5). */
const SHAREABLE = ['must-revalidate', 'public', 's-maxage']
/** What makes a response cacheable whose status does not (RFC 9111 §3). */
const EXPLICIT = ['public', 'max-age', 's-maxage']

/**
 * Whether a complete response to a GET may be stored by a shared cache (RFC 9111 §3). A list of what may.
 * `Set-Cookie` does not forbid it, because the request told the origin nothing about the reader; the cookie itself
 * never is stored.
 */
export function storable(status: number, headers: Headers, asker: Asker = {}): boolean {
  const { directives, isTargeted } = governedBy(headers)
  if (asker.noStore || directives.has('private') || isForbidden(status, directives)) return false
  // "Always fails to match" (§4.1): it would lie there for nobody.
  if (/(^|,)\s*\*\s*(,|$)/.test(headers.get('vary') ?? '')) return false
  if (asker.isAuthorized && !SHAREABLE.some(name => directives.has(name))) return false
  if (HEURISTIC.has(status)) return true
  // No final status is below 200 or above 599.
  if (status < 200 || status > 599 || CONDITIONED.has(status)) return false
  return EXPLICIT.some(name => directives.has(name)) || (!isTargeted && headers.has('expires'))
}

/** `must-understand` takes the place of `no-store` for caches that know the status (RFC 9111 §5.2.2.3). */
function isForbidden(status: number, directives: Directives): boolean {
  return directives.has('must-understand') ? !UNDERSTOOD.has(status) : directives.has('no-store')
}

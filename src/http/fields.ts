import { isSingle } from './range.ts'

/** Fields about one connection and not about the message (RFC 9110 §7.6.1), those that name readers, and tags. */
const NEVER = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['proxy-authenticate', 'proxy-authorization', 'proxy-authentication-info', 'content-length', 'host'],
  ...['cookie', 'set-cookie', 'set-cookie2', 'authorization', 'content-encoding'],
  // Between an origin and its caches: the mirror keeps tags in a form of its own.
  ...['cache-tag', 'surrogate-key'],
])

/** Response fields that the mirror stores: those it decides by, and those a reader may have. */
const STORED = new Set([
  ...['content-type', 'content-language', 'last-modified', 'etag', 'location', 'retry-after'],
  ...['date', 'age', 'expires', 'cache-control', 'cdn-cache-control', 'vary'],
])

/** Right for a reader only where the origin's own bytes are what it gets: about them, and what comes of them. */
const ABOUT_BYTES = new Set([
  ...['etag', 'cache-control', 'cdn-cache-control', 'date', 'expires', 'vary', 'content-location'],
  ...['content-range', 'clear-site-data', 'access-control-allow-origin', 'www-authenticate'],
])

/** Of the stored ones, those that a reader gets as they are. */
const PASSED = new Set(['content-type', 'content-language', 'last-modified', 'location', 'retry-after'])

/** Fields that the mirror sets itself: an origin's own say nothing about what the mirror serves. */
const OWN = new Set([
  ...['age', 'accept-ranges', 'link', 'x-robots-tag'],
  ...['content-security-policy', 'referrer-policy', 'x-content-type-options', 'x-dns-prefetch-control'],
  ...['cross-origin-resource-policy', 'cross-origin-opener-policy'],
])

/** What makes browsers talk to somebody else, or changes how they treat all of the mirror's host. */
const MEDDLING = new Set([
  ...['report-to', 'reporting-endpoints', 'nel', 'content-security-policy-report-only', 'alt-svc', 'refresh'],
  ...['link-template', 'speculation-rules', 'service-worker-allowed', 'accept-ch'],
  'strict-transport-security',
])

export type FieldList = readonly string[] | '*'

const listed = (name: string, list: FieldList) => !NEVER.has(name) && (list === '*' || list.includes(name))

/** Whether a site's file exposes a field. */
export const isExposed = (name: string, expose: FieldList): boolean => listed(name, expose)

/** The fields of an origin's response that are worth keeping: none that `Connection` names (RFC 9111 §3.1). */
export function storedFields(origin: Headers, expose: FieldList): Headers {
  const hop = named(origin)
  return only(origin, name => !hop.includes(name) && (STORED.has(name) || listed(name, expose)))
}

/**
 * The fields of a stored response that its reader gets, besides the mirror's own.
 * @param isSame whether the body is the origin's, byte for byte, so that what the origin says of it is true
 */
export function passedFields(stored: Headers, expose: FieldList, isSame = false): Headers {
  const isRight = (name: string) => (ABOUT_BYTES.has(name) ? isSame : !OWN.has(name) && !MEDDLING.has(name))
  return only(stored, name => PASSED.has(name) || (isRight(name) && listed(name, expose)))
}

/**
 * A stored response's fields after a 304 (RFC 9111 §3.2): each that came takes the place of the stored one. `Age` and
 * `Date` are those of the newer response or none, and `Content-Range` is not about the stored body.
 * @param fields the 304's, of those worth keeping
 * @param isKept which of the stored ones stay, because the copy was made by them
 */
export function updatedFields(stored: Headers, fields: Headers, isKept: (name: string) => boolean): Headers {
  const updated = only(stored, name => name !== 'age' && name !== 'date')
  for (const [name, value] of fields) if (name !== 'content-range' && !isKept(name)) updated.set(name, value)
  return updated
}

/** The fields of a reader's request that reach the origin: none, unless the site's file names them. */
export function forwardedFields(request: Headers, forward: FieldList): Headers {
  const hop = named(request)
  return only(request, name => !hop.includes(name) && isForwarded(name, forward))
}

/** Whether a reader's field of this name may reach the origin. @param name in lower case */
export const isForwarded = (name: string, forward: FieldList): boolean =>
  !MIRROR.test(name) && !READER.test(name) && listed(name, forward)

/**
 * A reader's conditions, for an origin of which nothing is stored: there they are not for a cache to evaluate (RFC 9111
 * §4.3.2). A range goes along where it is one, and for GET: any other may be passed over (RFC 9110 §14.2).
 */
export function forwardedConditions(
  request: Pick<Request, 'method' | 'headers'>,
  forward: FieldList,
): Headers {
  const hop = named(request.headers)
  const conditions = only(
    request.headers,
    name => CONDITIONS.has(name) && !hop.includes(name) && listed(name, forward),
  )
  if (request.method !== 'GET' || !isSingle(conditions.get('range'))) conditions.delete('range')
  if (!conditions.has('range')) conditions.delete('if-range')
  return conditions
}

/** A request's fields without its conditions. */
export const unconditional = (request: Headers): Headers => only(request, name => !CONDITIONS.has(name))

/** The fields that `Connection` names: they are about one connection (RFC 9110 §7.6.1). */
const named = (headers: Headers) => (headers.get('connection') ?? '').toLowerCase().split(/[\s,]+/)

/** By these a request is for one part, or for nothing unless something holds (RFC 9110 §13.1, §14.2). */
const CONDITIONS = new Set([
  ...['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range', 'range'],
])
/** What the mirror answers itself, from the copy that it keeps whole, and what it says for itself. */
const MIRROR = /^(if-|range$|content-range$|accept-encoding$|cdn-loop$)/
/** What Cloudflare adds about the reader. */
const READER = /^(cf-|x-forwarded-|x-real-ip$|true-client-ip$|forwarded$)/

function only(headers: Headers, wanted: (name: string) => boolean): Headers {
  const kept = new Headers()
  for (const [name, value] of headers) if (wanted(name)) kept.append(name, value)
  return kept
}

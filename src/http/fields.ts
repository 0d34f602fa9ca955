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

/** Of the stored ones, those that a reader gets as they are. */
const PASSED = new Set(['content-type', 'content-language', 'last-modified', 'location', 'retry-after'])

/** Fields that the mirror sets itself: an origin's own say nothing about what the mirror serves. */
const OWN = new Set([
  ...['etag', 'age', 'date', 'cache-control', 'cache-status', 'link', 'x-robots-tag', 'referrer-policy'],
  ...['content-security-policy', 'content-security-policy-report-only', 'x-content-type-options', 'refresh'],
  ...[
    'cross-origin-resource-policy',
    'cross-origin-opener-policy',
    'report-to',
    'reporting-endpoints',
    'nel',
  ],
  ...['alt-svc', 'strict-transport-security', 'clear-site-data', 'accept-ch', 'expires', 'cdn-cache-control'],
  ...[
    'vary',
    'accept-ranges',
    'speculation-rules',
    'x-dns-prefetch-control',
    'link-template',
    'content-location',
    'service-worker-allowed',
    'access-control-allow-origin',
  ],
])

export type FieldList = readonly string[] | '*'

const listed = (name: string, list: FieldList) => !NEVER.has(name) && (list === '*' || list.includes(name))

/** The fields of an origin's response that are worth keeping. */
export function storedFields(origin: Headers, expose: FieldList): Headers {
  return only(origin, name => STORED.has(name) || listed(name, expose))
}

/** The fields of a stored response that its reader gets, besides the mirror's own. */
export function passedFields(stored: Headers, expose: FieldList): Headers {
  return only(stored, name => PASSED.has(name) || (!OWN.has(name) && listed(name, expose)))
}

/** The fields of a reader's request that reach the origin: none, unless the site's file names them. */
export function forwardedFields(request: Headers, forward: FieldList): Headers {
  const hop = (request.get('connection') ?? '').toLowerCase().split(/[\s,]+/)
  return only(
    request,
    name => !CONDITIONS.test(name) && !READER.test(name) && !hop.includes(name) && listed(name, forward),
  )
}

/** What the mirror answers itself, from the copy that it keeps whole. */
const CONDITIONS = /^(if-|range$|accept-encoding$)/
/** What Cloudflare adds about the reader. */
const READER = /^(cf-|x-forwarded-|x-real-ip$|true-client-ip$|forwarded$)/

function only(headers: Headers, wanted: (name: string) => boolean): Headers {
  const kept = new Headers()
  for (const [name, value] of headers) if (wanted(name)) kept.append(name, value)
  return kept
}

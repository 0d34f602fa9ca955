import type { Exchange } from './exchange.ts'
import { parseCacheControl } from './http/cache-control.ts'
import { type CacheStatus, cacheStatus } from './http/cache-status.ts'
import { isExposed, passedFields } from './http/fields.ts'
import { isRewritten } from './http/media.ts'
import { browserCacheControl, policy } from './http/policy.ts'
import { type Range, rangeOf } from './http/range.ts'
import { notModified } from './http/validators.ts'
import { partOf } from './part.ts'
import { withOrigin } from './rewrite/feed/placeholder.ts'
import { withFetchedAt } from './rewrite/notice.ts'
import { fingerprint } from './site/fingerprint.ts'
import type { Head } from './store/copy.ts'
import { streamOf } from './stream.ts'

/** Statuses whose responses have no body. */
const BODILESS = new Set([204, 205, 304])

/**
 * The answer to a reader from a head and its body: 304 where the reader's own copy is still right.
 * @param age seconds since the origin made the response; left out where it comes from there and has no `Age`
 * @param dated says on a page when it was fetched, which makes it another representation than the same page without
 */
export async function respond(
  { request, site }: Exchange,
  head: Head,
  body: ReadableStream<Uint8Array> | Uint8Array | null,
  age: number | undefined,
  status: CacheStatus,
  dated?: 'dated',
): Promise<Response> {
  const isSame = !isRewritten(head.media)
  const headers = passedFields(head.headers, site.expose, isSame)
  // What the reader's own copy is, an origin's 304 does not say: its policy came with it.
  if (head.status !== 304)
    for (const [name, value] of Object.entries(policy(head.media))) headers.set(name, value)
  const shows = (name: string) => isSame && isExposed(name, site.expose)
  if (!shows('cache-control')) {
    const all = parseCacheControl(head.headers.get('cache-control'))
    const said = head.freshBy === 'site' ? new Map([...all].filter(([name]) => name !== 'max-age')) : all
    const ttl = head.fresh - (age ?? head.initialAge)
    headers.set('cache-control', browserCacheControl(head.media, ttl, said, age))
  }
  // Other caches on the way must know by which of a reader's fields the answer was chosen.
  if (!shows('vary') && head.variant) headers.set('vary', head.variant.names.join(', '))
  const detail = detailOf(head, status)
  const own = detail === undefined ? status : { detail, ...status }
  headers.set('cache-status', cacheStatus(own, headers.get('cache-status')))
  if (age !== undefined) headers.set('age', String(age))
  const { origin } = new URL(request.url)
  // What a feed says depends on the name that the mirror was asked by, so its tag does too.
  const ending = head.media === 'feed' ? `-${fingerprint(origin)}"` : '"'
  const isDated = dated !== undefined && head.media === 'html'
  const suffix = isDated ? `-${head.receivedAt.toString(36)}"` : ending
  // By its date alone, a page with the line could be taken for one without.
  if (isDated) headers.delete('last-modified')
  if (head.etag !== '' && !shows('etag')) headers.set('etag', head.etag.replace(/"$/, suffix))
  if (head.media === 'html') headers.set('link', `<${head.url}>; rel="canonical"`)
  const isPartable = isSame && head.status === 200 && head.size !== undefined
  if (isPartable) headers.set('accept-ranges', 'bytes')
  const unchanged = head.status === 200 && notModified(request.headers, headers, head.receivedAt)
  const code = unchanged ? 304 : head.status
  if (!BODILESS.has(code) && request.method !== 'HEAD') {
    if (isPartable && body && head.size !== undefined && request.headers.has('range')) {
      const range = rangeOf(request.headers, headers, head.size)
      if (range.kind !== 'whole') return partial(range, body, head.size, headers)
    }
    const made = head.media === 'feed' && body ? withOrigin(body, origin) : body
    const served = isDated && made ? await withFetchedAt(asStream(made), head.receivedAt, site) : made
    return new Response(served, { status: code, headers })
  }
  if (body instanceof ReadableStream) await body.cancel()
  return new Response(null, { status: code, headers })
}

/** What is wrong with a copy; else that its `ttl` is by the site's own rule, and not by what the origin has said. */
function detailOf({ drift, freshBy }: Head, { ttl }: CacheStatus): string | undefined {
  return drift ?? (ttl !== undefined && freshBy === 'site' ? 'site-freshness' : undefined)
}

/** A part of a body that is there as a whole (RFC 9110 §15.3.7), or that there is no such part (§15.5.17). */
async function partial(
  range: Exclude<Range, { kind: 'whole' }>,
  body: ReadableStream<Uint8Array> | Uint8Array,
  size: number,
  headers: Headers,
): Promise<Response> {
  switch (range.kind) {
    case 'part': {
      const { first, last } = range
      headers.set('content-range', `bytes ${first}-${last}/${size}`)
      return new Response(partOf(body, first, last), { status: 206, headers })
    }
    case 'unsatisfiable':
      if (body instanceof ReadableStream) await body.cancel()
      headers.set('content-range', `bytes */${size}`)
      return new Response(null, { status: 416, headers })
    default:
      return range satisfies never
  }
}
const asStream = (body: ReadableStream<Uint8Array> | Uint8Array) =>
  body instanceof ReadableStream ? body : streamOf(body)

import type { Exchange } from './exchange.ts'
import { type CacheStatus, cacheStatus } from './http/cache-status.ts'
import { passedFields } from './http/fields.ts'
import { browserCacheControl, policy } from './http/policy.ts'
import { notModified } from './http/validators.ts'
import { withOrigin } from './rewrite/feed/placeholder.ts'
import { withFetchedAt } from './rewrite/notice.ts'
import { fingerprint } from './site/fingerprint.ts'
import type { Head } from './store/copy.ts'
import { streamOf } from './stream.ts'

/** Statuses whose responses have no body. */
const BODILESS = new Set([204, 205, 304])

/**
 * The answer to a reader from a head and its body: 304 where the reader's own copy is still right.
 * @param age seconds since the origin made the response
 * @param dated says on a page when it was fetched, which makes it another representation than the same page without
 */
export async function respond(
  { request, site }: Exchange,
  head: Head,
  body: ReadableStream<Uint8Array> | Uint8Array | null,
  age: number,
  status: CacheStatus,
  dated?: 'dated',
): Promise<Response> {
  const headers = passedFields(head.headers, site.expose)
  for (const [name, value] of Object.entries(policy(head.media))) headers.set(name, value)
  headers.set('cache-control', browserCacheControl(head.media, head.fresh - age))
  headers.set(
    'cache-status',
    cacheStatus(head.drift === undefined ? status : { detail: head.drift, ...status }),
  )
  headers.set('age', String(age))
  const { origin } = new URL(request.url)
  // What a feed says depends on the name that the mirror was asked by, so its tag does too.
  const ending = head.media === 'feed' ? `-${fingerprint(origin)}"` : '"'
  const isDated = dated !== undefined && head.media === 'html'
  const suffix = isDated ? `-${head.receivedAt.toString(36)}"` : ending
  // By its date alone, a page with the line could be taken for one without.
  if (isDated) headers.delete('last-modified')
  if (head.etag !== '') headers.set('etag', head.etag.replace(/"$/, suffix))
  if (head.media === 'html') headers.set('link', `<${head.url}>; rel="canonical"`)
  const unchanged = head.status === 200 && notModified(request.headers, headers)
  const code = unchanged ? 304 : head.status
  if (!BODILESS.has(code) && request.method !== 'HEAD') {
    const made = head.media === 'feed' && body ? withOrigin(body, origin) : body
    const served = isDated && made ? await withFetchedAt(asStream(made), head.receivedAt, site) : made
    return new Response(served, { status: code, headers })
  }
  if (body instanceof ReadableStream) await body.cancel()
  return new Response(null, { status: code, headers })
}

const asStream = (body: ReadableStream<Uint8Array> | Uint8Array) =>
  body instanceof ReadableStream ? body : streamOf(body)

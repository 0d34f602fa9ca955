import type { Exchange } from './exchange.ts'
import { type CacheStatus, cacheStatus } from './http/cache-status.ts'
import { isExposed, passedFields } from './http/fields.ts'
import { isRewritten } from './http/media.ts'
import { browserCacheControl, policy } from './http/policy.ts'
import { notModified } from './http/validators.ts'
import { withOrigin } from './rewrite/feed-origin.ts'
import { fingerprint } from './site/fingerprint.ts'
import type { Head } from './store/copy.ts'

/** Statuses whose responses have no body. */
const BODILESS = new Set([204, 205, 304])

/**
 * The answer to a reader from a head and its body: 304 where the reader's own copy is still right.
 * @param age seconds since the origin made the response; left out where it comes from there and has no `Age`
 */
export async function respond(
  { request, site }: Exchange,
  head: Head,
  body: ReadableStream<Uint8Array> | Uint8Array | null,
  age: number | undefined,
  status: CacheStatus,
): Promise<Response> {
  const isSame = !isRewritten(head.media)
  const headers = passedFields(head.headers, site.expose, isSame)
  for (const [name, value] of Object.entries(policy(head.media))) headers.set(name, value)
  const shows = (name: string) => isSame && isExposed(name, site.expose)
  if (!shows('cache-control'))
    headers.set('cache-control', browserCacheControl(head.media, head.fresh - (age ?? head.initialAge)))
  // Other caches on the way must know by which of a reader's fields the answer was chosen.
  if (!shows('vary') && head.variant) headers.set('vary', head.variant.names.join(', '))
  headers.set(
    'cache-status',
    cacheStatus(head.drift === undefined ? status : { detail: head.drift, ...status }),
  )
  if (age !== undefined) headers.set('age', String(age))
  const { origin } = new URL(request.url)
  // What a feed says depends on the name that the mirror was asked by, so its tag does too.
  const suffix = head.media === 'feed' ? `-${fingerprint(origin)}"` : '"'
  if (head.etag !== '' && !shows('etag')) headers.set('etag', head.etag.replace(/"$/, suffix))
  if (head.media === 'html') headers.set('link', `<${head.url}>; rel="canonical"`)
  const unchanged = head.status === 200 && notModified(request.headers, headers, head.receivedAt)
  const code = unchanged ? 304 : head.status
  if (!BODILESS.has(code) && request.method !== 'HEAD') {
    const served = head.media === 'feed' && body ? withOrigin(body, origin) : body
    return new Response(served, { status: code, headers })
  }
  if (body instanceof ReadableStream) await body.cancel()
  return new Response(null, { status: code, headers })
}

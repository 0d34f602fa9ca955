import { mirrorPath, type OriginUrl } from './address.ts'
import { cacheTags, hasCacheTags } from './cache-tags.ts'
import type { Instead } from './delivery.ts'
import { type Asking, freshnessRule, rulesOf } from './exchange.ts'
import { forwardedFields, storedFields } from './http/fields.ts'
import { initialAge, lifetime } from './http/freshness.ts'
import { isAsset, type Media, mediaOf, typeOf } from './http/media.ts'
import { conditions } from './http/validators.ts'
import { ask, LOOP_FIELD, LOOP_NAME, type OriginAnswer } from './origin.ts'
import { changed, Limited } from './pieces.ts'
import type { Refusal } from './refusal.ts'
import type { ArticleText } from './rewrite/article-length.ts'
import { rewriteBody } from './rewrite/body.ts'
import { type Head, provisional } from './store/copy.ts'
import { onlyFor } from './tags.ts'

/** A rewritten page, whose body is still to come. */
export interface FetchedPage {
  head: Head
  body: ReadableStream<Uint8Array> | null
  second?: Instead
  guessed?: boolean
  /** What it has of the site's article, once its body has ended. */
  article?: () => ArticleText | undefined
}

/** What came of asking the origin: a rewritten page, a renewed copy, or a reason why there is neither. */
export type Fetched =
  | ({ kind: 'page' } & FetchedPage)
  | { kind: 'renewed'; head: Head }
  | { kind: 'failed'; refusal: Refusal; status?: number }

/** The same for every reader: the origin learns nothing of who asks. */
const ASKING = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'user-agent': 'Heliograph/0.1 (news mirror)',
}

/**
 * Asks the origin for a page and rewrites it, or renews a copy's head.
 * @param patient whether nobody is waiting for the page, so that a slow beginning may be waited for
 * @param stored a copy made by today's rules, whose validators make the request conditional
 */
export async function fetchPage(exchange: Asking, stored?: Head, patient = false): Promise<Fetched> {
  const { site, url, fetch, now } = exchange
  const answer = await ask(
    {
      url,
      headers: requestFields(exchange, stored),
      deadlineMs: site.deadlineMs,
      sameAddress: sameAddress(exchange),
    },
    fetch,
    now,
  )
  switch (answer.kind) {
    case 'response':
      return page(exchange, answer, patient)
    case 'redirect':
      return redirect(exchange, answer)
    case 'not-modified':
      // A 304 to a request without conditions is a broken answer.
      return stored === undefined
        ? failed('origin-broken', 304)
        : { kind: 'renewed', head: renewed(exchange, stored, answer) }
    case 'broken':
      return failed('origin-broken', answer.status)
    case 'refused':
      return failed('origin-refused', answer.status)
    case 'unreachable':
    case 'timeout':
    case 'redirect-loop':
      return { kind: 'failed', refusal: answer }
    default:
      return answer satisfies never
  }
}

const failed = (kind: 'origin-broken' | 'origin-refused', status: number): Fetched => ({
  kind: 'failed',
  refusal: { kind, status },
  status,
})

function requestFields({ request, site }: Asking, stored?: Head): Headers {
  const fields = new Headers(ASKING)
  if (site.userAgent !== undefined) fields.set('user-agent', site.userAgent)
  for (const [name, value] of forwardedFields(request.headers, site.forward)) fields.set(name, value)
  for (const [name, value] of Object.entries(stored ? conditions(stored.headers) : {}))
    fields.set(name, value)
  fields.set(LOOP_FIELD, LOOP_NAME)
  return fields
}

/** A redirect from http to https, or between names of the primary, ends at the same address of the mirror. */
const sameAddress =
  ({ site, url }: Asking) =>
  (to: URL): OriginUrl | undefined => {
    const path = mirrorPath(to, 'link', site)
    if (path === undefined || path !== mirrorPath(new URL(url), 'link', site)) return undefined
    const scheme = to.host === site.host ? site.scheme : 'https:'
    return `${scheme}//${to.host}${to.pathname}${to.search}` as OriginUrl
  }

/** So much comes through from a host that no operator has named, in bytes. How long it may take, `origin.ts` says. */
const MOST_FOREIGN = 20_000_000

/** The content codings that have been undone by the time a body is here. */
const DECODED = new Set(['', 'identity', 'gzip', 'br', 'deflate'])

type Answered = Extract<OriginAnswer, { response: Response }>

async function page(exchange: Asking, answer: Answered, patient: boolean): Promise<Fetched> {
  const { url, site, tags, carries } = exchange
  const { response } = answer
  if (!DECODED.has(response.headers.get('content-encoding')?.trim().toLowerCase() ?? '')) {
    await response.body?.cancel()
    return failed('origin-broken', response.status)
  }
  const contentType = typeOf(response.headers.get('content-type'), url)
  const media = mediaOf(contentType)
  const carried = carries === 'everything' ? media !== 'none' : isAsset(media)
  if (!carried && response.status < 400) {
    await response.body?.cancel()
    return { kind: 'failed', refusal: { kind: 'not-carried', contentType }, status: response.status }
  }
  const foreign = carries === 'assets'
  if (foreign && Number(response.headers.get('content-length') ?? 0) > MOST_FOREIGN) {
    await response.body?.cancel()
    return {
      kind: 'failed',
      refusal: { kind: 'too-large', mostBytes: MOST_FOREIGN },
      status: response.status,
    }
  }
  const head = newHead(exchange, answer, carried ? media : 'none')
  if (!carried || response.body === null) {
    await response.body?.cancel()
    return { kind: 'page', head, body: null }
  }
  const signing = tags && (foreign ? onlyFor(new URL(url).host, tags) : tags)
  const original = {
    patient,
    url,
    media,
    contentType,
    body: foreign ? changed(response.body, new Limited(MOST_FOREIGN)) : response.body,
    site,
    ...(signing ? { tags: signing } : {}),
    ...(exchange.filters ? { filters: exchange.filters } : {}),
    ...(exchange.report ? { report: exchange.report } : {}),
    ...(exchange.done ? { done: exchange.done } : {}),
  }
  const rewritten = await rewriteBody(original)
  if (rewritten.kind === 'empty' && response.status !== 200) return { kind: 'page', head, body: null }
  if (rewritten.kind !== 'rewritten') return { kind: 'failed', refusal: rewritten, status: response.status }
  head.headers.set('content-type', rewritten.contentType)
  return { ...rewritten, kind: 'page', head }
}

async function redirect(
  exchange: Asking,
  answer: Extract<OriginAnswer, { kind: 'redirect' }>,
): Promise<Fetched> {
  const { site, tags, carries, url } = exchange
  await answer.response.body?.cancel()
  // A host that is carried by a tag may send on to itself; whoever could have others signed had an open proxy.
  const signing = tags && carries === 'assets' ? onlyFor(new URL(url).host, tags) : undefined
  const path = mirrorPath(answer.to, carries === 'assets' ? 'asset' : 'link', site, signing)
  // Never sent on by itself: whoever follows must know that the way leaves the mirror.
  if (path === undefined) return { kind: 'failed', refusal: { kind: 'leads-away', href: answer.to.href } }
  const head = newHead(exchange, answer, 'none')
  head.headers.set('location', path)
  return { kind: 'page', head, body: null }
}

function newHead(exchange: Asking, answer: Answered, media: Media): Head {
  const { url, site } = exchange
  const { response, requestedAt, receivedAt } = answer
  const headers = storedFields(response.headers, site.expose)
  if (media === 'none') headers.delete('content-type')
  // Only a redirect leads anywhere, and only to where the mirror says.
  headers.delete('location')
  return {
    url,
    status: response.status,
    media,
    headers,
    requestedAt,
    receivedAt,
    rules: rulesOf(exchange),
    etag: '',
    ...tagsFrom(response.headers),
    ...times(exchange, response.status, headers, requestedAt, receivedAt),
  }
}

/** A stored head after a 304 (RFC 9111 §3.2): its fields are updated, but for those about the rewritten body. */
function renewed(exchange: Asking, stored: Head, answer: Answered): Head {
  const headers = new Headers(stored.headers)
  for (const [name, value] of storedFields(answer.response.headers, exchange.site.expose)) {
    if (name !== 'content-type' && name !== 'location') headers.set(name, value)
  }
  const { requestedAt, receivedAt } = answer
  const head = {
    ...stored,
    headers,
    requestedAt,
    receivedAt,
    ...tagsFrom(answer.response.headers),
    ...times(exchange, stored.status, headers, requestedAt, receivedAt),
  }
  return stored.drift === undefined ? head : provisional(head)
}

/** What the origin tags its response with, where it says so. */
const tagsFrom = (headers: Headers): Pick<Head, 'tags'> =>
  hasCacheTags(headers) ? { tags: cacheTags(headers) } : {}

function times(
  { url, site }: Asking,
  status: number,
  headers: Headers,
  requestedAt: number,
  receivedAt: number,
) {
  const rule = status === 200 ? freshnessRule(url, site) : undefined
  const fresh = lifetime(status, headers, receivedAt, rule?.fresh)
  return {
    initialAge: initialAge(headers, requestedAt, receivedAt),
    fresh: fresh.seconds,
    freshBy: fresh.by,
    ...(rule ? { stale: rule.stale } : {}),
  }
}

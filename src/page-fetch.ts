import { mirrorPath, type OriginUrl } from './address.ts'
import { cacheTags, hasCacheTags } from './cache-tags.ts'
import type { Instead } from './delivery.ts'
import { type Asking, freshnessRule, isTransparent, rulesOf, stalePolicy, variantOf } from './exchange.ts'
import { forwardedFields, isExposed, storedFields, updatedFields } from './http/fields.ts'
import { initialAge, kept, lifetime, WITHOUT_HINT } from './http/freshness.ts'
import { leadsToGate } from './http/gate.ts'
import { isAsset, isNamed, isRewritten, isScript, type Media, mediaOf, typeOf } from './http/media.ts'
import { conditions, isAbout } from './http/validators.ts'
import { cdnLoop, LOOP_FIELD, via } from './http/via.ts'
import { type Failed, isChallenge } from './judgement.ts'
import { ask, beginning, type OriginAnswer } from './origin.ts'
import { changed, Limited } from './pieces.ts'
import { rewriteBody } from './rewrite/body.ts'
import type { ArticleText } from './rewrite/pass/article-length.ts'
import { askedAt, type Head, provisional } from './store/copy.ts'
import { onlyFor } from './tags.ts'

/** A rewritten page, whose body is still to come. */
export interface FetchedPage {
  head: Head
  body: ReadableStream<Uint8Array> | null
  second?: Instead
  guessed?: boolean
  /** The origin has said how long its body is, so that one that ends is whole (RFC 9112 §6.3). */
  isFramed?: boolean
  /** What it has of the site's article, once its body has ended. */
  article?: () => ArticleText | undefined
}

/** What came of asking the origin: a rewritten page, a renewed copy, or a reason why there is neither. */
export type Fetched = ({ kind: 'page' } & FetchedPage) | { kind: 'renewed'; head: Head } | Failed

/** The same for every reader: the origin learns nothing of who asks. */
const ASKING = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'user-agent': 'Heliograph/0.1 (news mirror)',
}

/**
 * Asks the origin for a page and rewrites it, or renews a copy's head.
 * @param patient whether nobody is waiting for the page, so that a slow beginning may be waited for
 * @param stored a copy made by today's rules, whose validators make the request conditional
 * @param inbound the reader's own conditions, where there is no copy: the origin's answer to them is the reader's
 */
export async function fetchPage(
  exchange: Asking,
  stored?: Head,
  patient = false,
  inbound = new Headers(),
): Promise<Fetched> {
  const { site, url, fetch, now } = exchange
  const answer = await ask(
    {
      url,
      headers: requestFields(exchange, inbound, stored),
      deadlineMs: site.deadlineMs,
      sameAddress: sameAddress(exchange),
    },
    fetch,
    now,
  )
  switch (answer.kind) {
    case 'response':
      if (inbound.has('range') && isUnusablePart(exchange, answer.response)) {
        await answer.response.body?.cancel()
        return fetchPage(exchange, undefined, patient)
      }
      return page(exchange, answer, patient)
    case 'redirect':
      return redirect(exchange, answer)
    case 'not-modified':
      if (stored === undefined && (inbound.has('if-none-match') || inbound.has('if-modified-since'))) {
        const { media } = kindOf(exchange, answer.response)
        return { kind: 'page', head: await newHead(exchange, answer, media), body: null }
      }
      // A 304 to a request without conditions is a broken answer.
      if (stored === undefined || !isConditional(stored)) return failed('origin-broken', 304)
      // One about another response says nothing of this one: the origin is asked for all of it.
      if (!isAbout(stored.headers, answer.response.headers)) return fetchPage(exchange, undefined, patient)
      return { kind: 'renewed', head: renewed(exchange, stored, answer) }
    case 'broken':
    case 'refused':
      if (isTransparent(site) && answer.status <= 599) return page(exchange, answer, patient)
      if (isChallenge(await beginning(answer.response))) return failed('challenge', answer.status)
      return failedBy(answer)
    case 'challenge':
      return failed('challenge', answer.status)
    case 'unreachable':
    case 'timeout':
    case 'redirect-loop':
      return { kind: 'failed', refusal: answer }
    default:
      return answer satisfies never
  }
}

const failed = (kind: 'origin-broken' | 'challenge', status: number): Failed => ({
  kind: 'failed',
  refusal: { kind, status },
  status,
})

function failedBy({
  kind,
  status,
  retryAfter,
}: Extract<OriginAnswer, { kind: 'broken' | 'refused' }>): Failed {
  const waiting = retryAfter === undefined ? {} : { retryAfter }
  return { kind: 'failed', refusal: { kind: `origin-${kind}`, status, ...waiting }, status }
}

const isConditional = ({ headers }: Head) => Object.keys(conditions(headers)).length > 0

function requestFields({ request, site }: Asking, inbound: Headers, stored?: Head): Headers {
  const fields = new Headers(ASKING)
  if (site.userAgent !== undefined) fields.set('user-agent', site.userAgent)
  for (const [name, value] of forwardedFields(request.headers, site.forward)) fields.set(name, value)
  for (const [name, value] of Object.entries(stored ? conditions(stored.headers) : {}))
    fields.set(name, value)
  for (const [name, value] of inbound) fields.set(name, value)
  // A part of what is coded is a part of something else.
  if (inbound.has('range')) fields.set('accept-encoding', 'identity')
  fields.set('via', via(fields.get('via')))
  fields.set(LOOP_FIELD, cdnLoop(request.headers.get(LOOP_FIELD)))
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

/** A part that nobody can use: of a body that is rewritten, which has other bytes for its reader, or of one that is coded. */
function isUnusablePart(exchange: Asking, response: Response): boolean {
  const isCoded = !['', 'identity'].includes(codingOf(response))
  return response.status === 206 && (isCoded || isRewritten(kindOf(exchange, response).media))
}

/** So much comes through from a host that no operator has named, in bytes. How long it may take, `origin.ts` says. */
const MOST_FOREIGN = 20_000_000

/** The content codings that have been undone by the time a body is here. */
const DECODED = new Set(['', 'identity', 'gzip', 'br', 'deflate'])
const codingOf = ({ headers }: Response) => headers.get('content-encoding')?.trim().toLowerCase() ?? ''

type Answered = Extract<OriginAnswer, { response: Response }>

async function page(exchange: Asking, answer: Answered, patient: boolean): Promise<Fetched> {
  const { url, site, tags, carries } = exchange
  const { response } = answer
  if (!DECODED.has(codingOf(response))) {
    await response.body?.cancel()
    return failed('origin-broken', response.status)
  }
  const { media, contentType, isUnnamed } = kindOf(exchange, response)
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
  const head = await newHead(exchange, answer, carried ? media : 'none')
  if (isUnnamed) head.headers.delete('content-type')
  if (!carried || response.body === null) {
    await response.body?.cancel()
    return { kind: 'page', head, body: null }
  }
  const signing = tags && (foreign ? onlyFor(new URL(url).host, tags) : tags)
  const original = {
    patient,
    expected: response.status === 200,
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
  if (rewritten.kind === 'empty' && (response.status !== 200 || isTransparent(site)))
    return { kind: 'page', head, body: null }
  if (rewritten.kind === 'challenge') return failed('challenge', response.status)
  if (rewritten.kind !== 'rewritten') return { kind: 'failed', refusal: rewritten, status: response.status }
  if (!isUnnamed) head.headers.set('content-type', rewritten.contentType)
  return { ...rewritten, kind: 'page', head, isFramed: response.headers.has('content-length') }
}

/**
 * What a response is. Bytes without a type are taken for a page and rewritten, which is harmless; where a site passes
 * on what it gets, they go out as they came, as all do whose type the mirror knows nothing about but that it is no
 * script, and as nothing that a browser runs: `nosniff` and `policy`'s sandbox see to that.
 */
function kindOf({ site, url, carries }: Asking, { headers }: Response) {
  const field = headers.get('content-type')
  const contentType = typeOf(field, url)
  const media = mediaOf(contentType)
  if (!isTransparent(site) || carries !== 'everything') return { contentType, media, isUnnamed: false }
  const isUnnamed = !isNamed(field) && media === 'html'
  const isOther = media === 'none' && !isScript(contentType)
  return { contentType, isUnnamed, media: isUnnamed || isOther ? 'document' : media } as const
}

async function redirect(
  exchange: Asking,
  answer: Extract<OriginAnswer, { kind: 'redirect' }>,
): Promise<Fetched> {
  const { site, tags, carries, url } = exchange
  const { response } = answer
  const { status } = response
  if (stalePolicy(site) === 'last-good-copy' && leadsToGate(status, new URL(url), answer.to)) {
    await response.body?.cancel()
    return { kind: 'failed', refusal: { kind: 'gate' }, status }
  }
  // A host that is carried by a tag may send on to itself; whoever could have others signed had an open proxy.
  const signing = tags && carries === 'assets' ? onlyFor(new URL(url).host, tags) : undefined
  const path = mirrorPath(answer.to, carries === 'assets' ? 'asset' : 'link', site, signing)
  // Never sent on by itself: whoever follows must know that the way leaves the mirror.
  if (path === undefined) {
    await response.body?.cancel()
    return { kind: 'failed', refusal: { kind: 'leads-away', href: answer.to.href }, status }
  }
  if (isTransparent(site) && kindOf(exchange, response).media === 'document') {
    const told = await page(exchange, answer, false)
    if (told.kind === 'page') told.head.headers.set('location', path)
    return told
  }
  await response.body?.cancel()
  const head = await newHead(exchange, answer, 'none')
  head.headers.set('location', path)
  return { kind: 'page', head, body: null }
}

async function newHead(exchange: Asking, answer: Answered, media: Media): Promise<Head> {
  const { url, site } = exchange
  const { response, requestedAt, receivedAt } = answer
  const headers = storedFields(response.headers, site.expose)
  if (media === 'none') headers.delete('content-type')
  // Only a redirect leads anywhere, and only to where the mirror says.
  headers.delete('location')
  const variant = await variantOf(exchange, headers.get('vary'))
  const head: Head = {
    url,
    status: response.status,
    media,
    headers,
    requestedAt,
    receivedAt,
    rules: rulesOf(exchange),
    etag: '',
    ...(variant ? { variant } : {}),
    ...tagsFrom(response.headers),
    ...times(exchange, response.status, headers, requestedAt, receivedAt),
  }
  dated(headers, receivedAt)
  return head
}

/** "Record the time it was received and append a corresponding Date" where there is none (RFC 9110 §6.6.1). */
function dated(headers: Headers, receivedAt: number): void {
  if (!headers.has('date')) headers.set('date', new Date(receivedAt).toUTCString())
}

/**
 * A stored head after a 304 (RFC 9111 §3.2): its fields are updated, but for those that the copy was made by. Another
 * type is taken where it is read in the same way, and nothing was made of it.
 */
function renewed(exchange: Asking, stored: Head, answer: Answered): Head {
  const fields = storedFields(answer.response.headers, exchange.site.expose)
  const isSameKind = !isRewritten(stored.media) && mediaOf(fields.get('content-type')) === stored.media
  const isKept = (name: string) => name === 'location' || (name === 'content-type' && !isSameKind)
  const headers = updatedFields(stored.headers, fields, isKept)
  const { requestedAt, receivedAt } = answer
  const head = {
    ...stored,
    headers,
    requestedAt,
    receivedAt,
    bodyAt: askedAt(stored),
    ...tagsFrom(answer.response.headers),
    ...times(exchange, stored.status, headers, requestedAt, receivedAt),
  }
  dated(headers, receivedAt)
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
  // Readers who are shown the origin's own `Cache-Control` are not shown what it has said nothing about.
  const withoutHint = isExposed('cache-control', site.expose) ? 0 : WITHOUT_HINT
  const fresh = lifetime(status, headers, receivedAt, rule?.fresh, withoutHint)
  return {
    initialAge: initialAge(headers, requestedAt, receivedAt),
    fresh: kept(status, fresh.seconds),
    freshBy: fresh.by,
    ...(rule ? { stale: rule.stale } : {}),
  }
}

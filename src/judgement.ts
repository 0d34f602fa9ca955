import { assessArticle, isSuddenlyTiny, shapeOf } from './drift.ts'
import { type Exchange, pathOf, stalePolicy } from './exchange.ts'
import type { Media } from './http/media.ts'
import type { Refusal } from './refusal.ts'
import { checksBrowsers, evidence, LONGEST } from './rewrite/challenge.ts'
import type { ArticleText } from './rewrite/pass/article-length.ts'
import { latin1 } from './rewrite/pass/bytes.ts'
import { hasArticles, NO_RECORD, type Sight, typicalOf } from './store/article-record.ts'
import { type Head, isGood, provisional } from './store/copy.ts'

/** What came in the place of a good page: of all that can be refused, what the origin is the cause of. */
export type Fault = Extract<
  Refusal,
  {
    kind:
      | 'unreachable'
      | 'timeout'
      | 'broken'
      | 'circuit-open'
      | 'origin-broken'
      | 'origin-refused'
      | 'challenge'
      | 'gate'
      | 'leads-away'
      | 'redirect-loop'
      | 'not-carried'
      | 'wrong-type'
      | 'no-page'
      | 'empty'
      | 'tiny'
      | 'garbage'
      | 'unreadable'
      | 'too-large'
      | 'drifted'
  }
>

/** The origin was asked, or should have been, and there is no page. `status` is what it answered with. */
export interface Failed {
  kind: 'failed'
  refusal: Fault
  status?: number
}

/** The word for it in `Cache-Status`. */
export const detailOf = (fault: Fault): string => (fault.kind === 'drifted' ? fault.drift : fault.kind)

/**
 * What a fault is to a cache, and to whoever asks again.
 * - `error`: no whole answer, or a 5xx. RFC 9111 §4.3.3 lets a cache act on both as if it was cut off from the origin.
 * - `answer`: to HTTP, it is one. That it is no good copy is the mirror's own judgement.
 *
 * `blames` is whose fault it is: the origin's, or the address's alone.
 */
export interface Meaning {
  readonly is: 'error' | 'answer'
  readonly blames: 'origin' | 'address'
}

export function meaningOf(fault: Fault): Meaning {
  switch (fault.kind) {
    case 'unreachable':
    case 'timeout':
    case 'origin-broken':
      return { is: 'error', blames: 'origin' }
    case 'broken':
    case 'circuit-open':
      return { is: 'error', blames: 'address' }
    case 'origin-refused':
    case 'challenge':
      return { is: 'answer', blames: 'origin' }
    case 'gate':
    case 'leads-away':
    case 'redirect-loop':
    case 'not-carried':
    case 'wrong-type':
    case 'no-page':
    case 'empty':
    case 'tiny':
    case 'garbage':
    case 'unreadable':
    case 'too-large':
    case 'drifted':
      return { is: 'answer', blames: 'address' }
    default:
      return fault satisfies never
  }
}

/** Whether the page of an error checks browsers: under such a status, one sign of it is enough. */
export function isChallenge(page: Uint8Array): boolean {
  const markup = latin1(page)
  return markup.length < LONGEST && (checksBrowsers(markup) || evidence(markup).includes('captcha'))
}

/** Statuses by which an origin takes a page back, or says where it has gone to for good. */
const ENDS: ReadonlySet<number> = new Set([301, 308, 404, 410])
/** Redirects that say of themselves that they will not last. */
const TEMPORARY: ReadonlySet<number> = new Set([302, 303, 307])

/** The good copy that is worth more than some answers, if there is one. To a site that goes by the RFCs alone none is. */
const goodBefore = ({ before, site }: Exchange): Head | undefined =>
  stalePolicy(site) !== 'rfc' && before && isGood(before) ? before : undefined

/** Why an answer must not take the place of the copy that there is, by its status alone; undefined where it may. */
export function noSuccessor(exchange: Exchange, { status }: Head): Fault | undefined {
  if (!goodBefore(exchange) || status === 200 || ENDS.has(status) || TEMPORARY.has(status)) return undefined
  return { kind: 'no-page', status }
}

/** Whether an answer is for its reader, and says of itself that it will not last: the good copy stays where it is. */
export const isPassing = (exchange: Exchange, { status }: Head): boolean =>
  goodBefore(exchange) !== undefined && TEMPORARY.has(status)

/** A whole body, as far as it bears on whether it is one. */
interface Body {
  /** In bytes. */
  readonly size: number
  /** Whether its origin has said how long it is. */
  readonly isFramed: boolean
}

/** A page that has lost its end, and less than this part of itself, may have been written so. */
const CUT = 0.75

/**
 * Why a whole page must not take the place of the copy that there is; undefined where it may. To a site that goes by the
 * RFCs alone every answer is as good as another.
 */
export function noReplacement(exchange: Exchange, head: Head, { size, isFramed }: Body): Fault | undefined {
  const before = goodBefore(exchange)
  if (before === undefined || head.status !== 200) return undefined
  if (isOtherKind(before.media, head.media))
    return { kind: 'wrong-type', contentType: head.headers.get('content-type') ?? '' }
  if (head.drift !== undefined) return { kind: 'drifted', drift: head.drift }
  if (isSuddenlyTiny(head, size, before)) return { kind: 'tiny' }
  // A connection that was closed half-way, by an origin that does not say how long its pages are.
  const isCut = before.ends && !head.ends && !isFramed && size < CUT * (before.size ?? 0)
  return isCut ? { kind: 'broken' } : undefined
}

/** What errors come as, whatever was asked for. */
const OF_ERRORS: ReadonlySet<Media> = new Set<Media>(['html', 'document', 'none'])

/** Whether something else came than a copy is. What was a page stays one; what had a wrong type may get its own. */
const isOtherKind = (before: Media, now: Media): boolean =>
  kindOf(before) !== kindOf(now) && (before === 'html' || OF_ERRORS.has(now))

/** A picture may come in another format; everything else stays what it is. */
const kindOf = (media: Media) => (media === 'svg' ? 'picture' : media)

/** Begins to read what is known of the site's articles, while the origin is asked: nobody waits for it afterwards. */
export function recall({ articles, defer, now }: Exchange): void {
  if (articles) defer(articles.record(now()))
}

/**
 * A page's head with what there is of its article, and what is wrong with it. What was seen is remembered; nothing of
 * who asked is. Articles of which there is a copy teach nothing new, and those that drifted nothing at all.
 */
export async function assessed(exchange: Exchange, head: Head, seen: ArticleText | undefined): Promise<Head> {
  if (seen === undefined || head.status !== 200) return head
  const { articles, site, url } = exchange
  const now = exchange.now()
  const copy = exchange.before
  // What other rules took for the article may have been of another length.
  const before = copy && isGood(copy) && copy.rules === head.rules ? copy.article : undefined
  const path = pathOf(url, site)
  const shape = shapeOf(path)
  const record = (await articles?.record(now)) ?? NO_RECORD
  const typical = typicalOf(record)
  const known = { expected: hasArticles(record, shape), ...(typical === undefined ? {} : { typical }) }
  const verdict = assessArticle(seen, before, known)
  const saw = (sight: Sight) => {
    if (articles) exchange.defer(articles.saw(sight, now))
  }
  if (verdict === 'sound') {
    const { bytes } = seen
    if (before === undefined) saw(bytes > 0 ? { kind: 'article', shape, bytes } : { kind: 'other', shape })
    return { ...head, article: bytes }
  }
  const { kind } = verdict
  console.warn(`drift: the article of ${url} is ${kind === 'short' ? 'far too short' : kind}`)
  saw({ kind: 'drift', drift: { at: now, path, shape, kind } })
  return provisional({ ...head, article: seen.bytes, drift: `article-${kind}` })
}

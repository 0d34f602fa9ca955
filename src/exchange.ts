import type { OriginUrl, Territory } from './address.ts'
import type { Filters } from './filters/filters.ts'
import type { First } from './first.ts'
import { instant } from './http/date.ts'
import { forwardedConditions, forwardedFields } from './http/fields.ts'
import { askerOf } from './http/request.ts'
import type { StalePolicy } from './http/stale.ts'
import { storable } from './http/storable.ts'
import { selectingFields, selectionKey } from './http/vary.ts'
import { type Judged, judged, type Marks, purgedBy } from './marks.ts'
import type { Fetch } from './origin.ts'
import type { Renewal } from './renew.ts'
import type { Report } from './rewrite/report.ts'
import type { FreshnessRule, Site } from './site.ts'
import type { Articles } from './store/articles.ts'
import type { Circuits } from './store/circuits.ts'
import { type Copy, cancel, type Head, type Store, type Variant } from './store/copy.ts'
import type { Epochs } from './store/epochs.ts'
import { sha256 } from './store/key.ts'
import type { HostTags } from './tags.ts'

/** What mirroring takes: the site, where copies are kept, the way to the origin, and the clock. */
export interface Mirror {
  readonly site: Site
  readonly tags?: HostTags
  /** What the filter lists say of the site's pages. */
  readonly filters?: Filters
  readonly store: Store
  readonly epochs: () => Promise<Epochs>
  /** What the site's articles have been like; left out where nobody remembers. */
  readonly articles?: Pick<Articles, 'record' | 'saw'>
  /** Who is asked and who is left alone for a while; left out where everybody is asked always. */
  readonly circuits?: Pick<Circuits, 'admit' | 'failed' | 'held' | 'isFailing' | 'released' | 'succeeded'>
  readonly fetch: Fetch
  /** Makes one forward of requests for the same at the same time; left out where each asks by itself. */
  readonly collapse?: Collapse
  /** ms since the epoch */
  readonly now: () => number
  /** Keeps work going after the answer has gone out. */
  readonly defer: (work: Promise<unknown>) => void
}

/** How requests become one. Each answers undefined where this request has to ask the origin by itself. */
export interface Collapse {
  first(exchange: Exchange): Promise<First | undefined>
  renew(exchange: Exchange, validators?: Head): Promise<Renewal | undefined>
}

/** One reader's request, with the origin address that it is about. */
export interface Exchange extends Mirror, Asking, Marks {
  /** The copy was invalidated, and is served while it is renewed. */
  readonly invalidated?: boolean
  /** The copy that there was when it was asked for. */
  readonly before?: Head
  /** There are copies for other readers' fields, and none for this one's. */
  readonly isVaryMiss?: boolean
}

/** What it takes to ask the origin for a page and to rewrite it: no store, so that nothing can be kept. */
export interface Asking extends Pick<Mirror, 'site' | 'tags' | 'filters' | 'fetch' | 'now'> {
  readonly request: Request
  readonly url: OriginUrl
  /** A host that is carried by a tag gives what a page is made of, and no pages. */
  readonly carries: 'everything' | 'assets'
  /** Told what becomes of the page. */
  readonly report?: Report
  /** Told the number of calls into JavaScript that a page's rewrite took, when it has ended. */
  readonly done?: (calls: number) => void
}

/** What there is in the store for a request, and what purges and invalidations have made of it. */
export type Found = Judged & {
  /** There are copies for other readers' fields, and none for this one's. */
  readonly isVaryMiss?: boolean
}

/** What it takes to look a copy up, in all tiers or in some. */
type Looking = Pick<Mirror, 'site' | 'epochs' | 'now'> & { readonly store: Pick<Store, 'get'> }

/**
 * The stored copy of what is asked for, unless it was purged.
 * @param request whose fields choose, where the address has several responses
 */
export async function lookup(mirror: Looking, url: string, request: Request): Promise<Found> {
  const [stored, epochs] = await Promise.all([mirror.store.get(url), mirror.epochs()])
  const judge = (one?: Copy) => judged(one, url, tagsOf(url, mirror.site), epochs, mirror.now())
  const variants = stored?.head.variants
  const copy = variants ? await chosen(mirror, url, variants, request) : stored
  const found = judge(copy)
  if (found.kind !== 'none') return found
  await cancel(copy)
  if (variants && copy === undefined) return { ...found, isVaryMiss: true }
  if (copy?.tier !== 'edge') return found
  // Another data centre may have fetched it since. That this one was tagged with what was purged still counts.
  const other = judge(await mirror.store.get(url, copy.head.variant?.key, found.purgedAt))
  if (other.kind !== 'none') return other
  return { ...found, markedAt: Math.max(found.markedAt, other.markedAt) }
}

/**
 * When a response that comes from another data centre's store has been purged or invalidated since, in ms; undefined
 * where it has not.
 */
export async function outdatedAt(mirror: Mirror, head: Head): Promise<number | undefined> {
  const copy = { head, body: new Uint8Array(), tier: 'edge' } as const
  const epochs = await mirror.epochs()
  const found = judged(copy, head.url, tagsOf(head.url, mirror.site), epochs, mirror.now())
  return found.kind === 'untouched' ? undefined : found.markedAt
}

/** Stores a response; what is stored of its address and was purged is nothing to spare. */
export async function store({ url, site, epochs, purgedAt, store }: Exchange, head: Head, body: Uint8Array) {
  await store.put(head, body, purgedBy(url, tagsOf(url, site), await epochs(), purgedAt))
}

/** Of an address's responses that match a request the most recent by its `Date` (RFC 9111 §4), or by when it was stored. */
async function chosen(
  { site, store }: Looking,
  url: string,
  variants: readonly Variant[],
  request: Request,
): Promise<Copy | undefined> {
  const fields = forwardedFields(request.headers, site.forward)
  let latest: Copy | undefined
  for (const { names, key } of variants) {
    if ((await variantKey(names, fields)) !== key) continue
    const copy = await store.get(url, key)
    const isLater = copy && (latest === undefined || dateOf(copy.head) > dateOf(latest.head))
    await cancel(isLater ? latest : copy)
    if (isLater) latest = copy
  }
  return latest
}

const dateOf = ({ headers, receivedAt }: Head) => instant(headers.get('date'), receivedAt) ?? receivedAt

/** Which of an address's responses this one is; undefined where it is the only one. */
export async function variantOf(
  { request, site }: Asking,
  vary: string | null,
): Promise<Variant | undefined> {
  const names = selectingFields(vary, site.forward)
  if (names.length === 0) return undefined
  return { names, key: await variantKey(names, forwardedFields(request.headers, site.forward)) }
}

const variantKey = (names: readonly string[], fields: Headers) =>
  sha256(new TextEncoder().encode(selectionKey(names, fields)))

/**
 * Whether a site's readers get its origin's answers as they are: statuses, fields and bodies that name no addresses. So
 * it is where its file exposes everything; elsewhere the mirror puts trouble into its own words.
 */
export const isTransparent = ({ expose }: Pick<Site, 'expose'>): boolean => expose === '*'

/** The conditions of a reader that are for the origin to evaluate, where there is no copy. Elsewhere the mirror does so. */
export const inboundConditions = ({ request, site }: Asking): Headers =>
  isTransparent(site) ? forwardedConditions(request, site.forward) : new Headers()

/** Whether a response to this request may be stored, and so may answer others than the one who asked (RFC 9111 §3). */
export const isStorable = ({ request, site }: Asking, { status, headers }: Head): boolean =>
  storable(status, headers, askerOf(request.headers, site.forward))

/**
 * Storing goes on behind the answer; but a site that is to be like any shared cache has programs for readers, and they
 * may ask again at once: there the answer ends when the copy is there.
 */
export async function stored({ site, defer }: Exchange, work: Promise<unknown>): Promise<void> {
  defer(work)
  if (isTransparent(site)) await work
}

/** What a site adds to the RFCs' rules about stale copies. */
export const stalePolicy = (site: Site): StalePolicy =>
  isTransparent(site) || site.staleIfError === 'rfc' ? 'rfc' : 'last-good-copy'

/**
 * The path that a site's rules see, whichever way the address was written: the paper's own path on the primary
 * host, "/-/<host>/<path>" elsewhere.
 */
export function pathOf(url: string, site: Territory): string {
  const { host, pathname } = new URL(url)
  const path = pathname.replace(/\/{2,}/g, '/')
  return host === site.host || site.aliases.has(host) ? path : `/-/${host}${path}`
}

/** Raise it when pages come out differently than before: copies that an older rewriter made are then made anew. */
const REWRITER = 2

/** What made a copy: the site's rules and the filter lists, and the rewriter that followed them. */
export const rulesOf = ({ site, filters }: Pick<Mirror, 'site' | 'filters'>): string =>
  [site.fingerprint, REWRITER, ...(filters ? [filters.key.slice(0, 16)] : [])].join('.')

/** The site's own freshness for an address, if it has one. */
export const freshnessRule = (url: string, site: Site): FreshnessRule | undefined =>
  site.freshness.find(rule => rule.matches(pathOf(url, site)))

/** The tags that a site's file gives an address: those of each rule that matches. */
export function tagsOf(url: string, site: Site): readonly string[] {
  if (site.cacheTags.length === 0) return []
  const path = pathOf(url, site)
  return site.cacheTags.filter(rule => rule.matches(path)).flatMap(rule => rule.tags)
}

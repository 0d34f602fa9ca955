import type { OriginUrl, Territory } from './address.ts'
import type { Filters } from './filters/filters.ts'
import { type Judged, judged } from './marks.ts'
import type { Fetch } from './origin.ts'
import type { Report } from './rewrite/report.ts'
import type { FreshnessRule, Site } from './site.ts'
import type { Articles } from './store/articles.ts'
import type { Copy, Head, Store } from './store/copy.ts'
import type { Epochs } from './store/epochs.ts'
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
  readonly fetch: Fetch
  /** ms since the epoch */
  readonly now: () => number
  /** Keeps work going after the answer has gone out. */
  readonly defer: (work: Promise<unknown>) => void
}

/** One reader's request, with the origin address that it is about. */
export interface Exchange extends Mirror, Asking {
  /** When the address was last purged, in ms since the epoch; 0 where it was not. */
  readonly purgedAt: number
  /** The copy was invalidated, and is served while it is renewed. */
  readonly invalidated?: boolean
  /** The copy that there was when it was asked for. */
  readonly before?: Head
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

/** The stored copy of what is asked for, unless it was purged. */
export async function lookup(mirror: Mirror, url: string): Promise<Judged> {
  const [copy, epochs] = await Promise.all([mirror.store.get(url), mirror.epochs()])
  const judge = (one?: Copy) => judged(one, url, tagsOf(url, mirror.site), epochs, mirror.now())
  const found = judge(copy)
  if (found.kind !== 'none') return found
  if (copy?.body instanceof ReadableStream) await copy.body.cancel()
  // Another data centre may have fetched it since.
  return copy?.tier === 'edge' ? judge(await mirror.store.get(url, found.purgedAt)) : found
}

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

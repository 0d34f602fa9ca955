import type { OriginUrl, Territory } from './address.ts'
import type { Filters } from './filters/filters.ts'
import type { Fetch } from './origin.ts'
import type { Report } from './rewrite/report.ts'
import type { FreshnessRule, Site } from './site.ts'
import type { Articles } from './store/articles.ts'
import type { Circuits } from './store/circuits.ts'
import type { Copy, Head, Store } from './store/copy.ts'
import { type Epochs, purgedAt } from './store/epochs.ts'
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
  readonly circuits?: Pick<Circuits, 'admit' | 'failed' | 'isFailing' | 'released' | 'succeeded'>
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

/** The stored copy of what is asked for, unless it was purged; and when the address was last purged, in ms. */
export async function lookup(mirror: Mirror, url: string): Promise<{ copy?: Copy; purgedAt: number }> {
  const [copy, epochs] = await Promise.all([mirror.store.get(url), mirror.epochs()])
  const at = purgedAt(epochs, url)
  if (copy && copy.head.requestedAt > at) return { copy, purgedAt: at }
  if (copy?.body instanceof ReadableStream) await copy.body.cancel()
  return { purgedAt: at }
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

import type { PathPattern } from './pattern.ts'

/** How a mirror treats one news site: a site file, checked and made ready to use. */
export interface Site {
  /** What readers are told the site is called; the origin's host where the file names none. */
  readonly name: string
  /** A BCP 47 tag, such as "zh-Hans". */
  readonly language?: string
  /** `URL.origin`: scheme, host and port, no slash at the end. */
  readonly origin: string
  /** The origin's host, with its port where that is not the scheme's own. */
  readonly host: string
  readonly scheme: 'https:' | 'http:'
  /** Hosts whose paths are the origin's own, so that links to them become the mirror's paths. */
  readonly aliases: ReadonlySet<string>
  /** The only other hosts that may be fetched, under `/-/<host>/`. Never holds the origin or an alias. */
  readonly hosts: ReadonlySet<string>
  /** "tagged": pictures of unlisted hosts are carried too, each host by a keyed tag. */
  readonly assets: 'listed' | 'tagged'
  /** Selectors of what goes, with everything in it. */
  readonly remove: readonly string[]
  /** Selectors of what stays although something else would remove it. */
  readonly keep: readonly string[]
  /** Selectors of elements that go while their contents stay. */
  readonly unwrap: readonly string[]
  /** Selectors that a style sheet hides: any that browsers know, safe to write into `<style>`. */
  readonly hide: readonly string[]
  /** The most text that a rule of a filter list may take along, in bytes; one that would take more has met the article. */
  readonly limit: number
  /** Attributes that hold a picture's real address, in lower case. */
  readonly lazy: readonly string[]
  readonly article?: string
  readonly title?: string
  readonly byline?: string
  readonly published?: string
  readonly next?: string
  /** The first rule that matches decides. */
  readonly freshness: readonly FreshnessRule[]
  /** Tags of copies by path, to purge them by; each rule that matches adds its own. */
  readonly cacheTags: readonly TagRule[]
  /** What answers 451. */
  readonly withdrawn: readonly PathPattern[]
  /** Request headers that reach the origin besides the mirror's own, in lower case. */
  readonly forward: readonly string[] | '*'
  /** Response headers that reach the reader besides the mirror's own, in lower case. */
  readonly expose: readonly string[] | '*'
  readonly maxPageBytes: number
  /** "kv": pictures, drawings and fonts are kept in KV too, and not only in the data centres' caches. */
  readonly pictures: 'cache' | 'kv'
  /**
   * When a copy that is no longer fresh answers in the origin's place. "always": whenever what the origin sends is worse,
   * and however old the copy is. "rfc": when there is no answer or a 5xx, and only as far as RFC 9111 §4.2.4 and RFC 5861
   * §4 allow it.
   */
  readonly staleIfError: 'always' | 'rfc'
  /** How long a reader waits for the origin before a copy, or an error, is the answer; in milliseconds. */
  readonly deadlineMs: number
  /** Plain text, not HTML. */
  readonly notice?: string
  /** Links within the mirror. `href` is a path, perhaps with a query. */
  readonly nav: readonly { readonly text: string; readonly href: string }[]
  readonly userAgent?: string
  /** Changes when a page made by this file would look different; not with freshness and limits. */
  readonly fingerprint: string
}

/** How long a page is fresh, and how long it may still be shown after that while it is fetched anew. */
export interface FreshnessRule extends PathPattern {
  /** Seconds. */
  readonly fresh: number
  /** Seconds after `fresh`; as many as `fresh` where the file says nothing. */
  readonly stale: number
}

/** What copies of a path are tagged with, in lower case. */
export interface TagRule extends PathPattern {
  readonly tags: readonly string[]
}

/** What is wrong with a site file, where, and what to do about it. */
export interface Problem {
  readonly path: (string | number)[]
  readonly message: string
  /** The last step's key is what is wrong, not what stands there. */
  readonly at?: 'key'
}

export type ParsedSite = { ok: true; site: Site } | { ok: false; problems: Problem[] }

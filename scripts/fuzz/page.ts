/** One page to try, and how it arrives. */
export interface FuzzPage {
  /** Which rules apply: `demo` are the demo paper's own; `plain` removes two classes only, so words can be counted. */
  readonly site: 'demo' | 'plain'
  readonly url: string
  readonly contentType: string
  /** The encoding that the bytes are in. */
  readonly encoding: string
  readonly bytes: Uint8Array
  /** Where the second run's chunks begin. */
  readonly cuts: readonly number[]
}

/** What became of a page. */
export interface Outcome {
  readonly kind:
    | 'rewritten'
    | 'empty'
    | 'challenge'
    | 'garbage'
    | 'tiny'
    | 'broken'
    | 'timeout'
    | 'threw'
    | 'aborted'
    | 'hung'
  readonly message: string
  /** What the rewriter logged as an error. */
  readonly logged: readonly string[]
  readonly contentType: string
  readonly bytes: Uint8Array
}

export interface Tried {
  readonly page: FuzzPage
  readonly once: Outcome
  /** The same page in chunks; undefined where it came out the same. */
  readonly pieces: Outcome | undefined
}

/** The paper's hosts, as both sites have them. */
export const PRIMARY = 'www.lantern.example'
export const OWN_HOSTS: ReadonlySet<string> = new Set([
  ...[PRIMARY, 'lantern.example'],
  ...['m.lantern.example', 'img.lantern.example', 'static.lantern.example'],
])
/** What `plain` removes: one class by the site's own rule, one by a filter list. */
export const REMOVED_CLASS = 'banner-ad'
export const LISTED_CLASS = 'sponsor-box'

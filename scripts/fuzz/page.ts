/** One page to try, and how it arrives. */
export interface FuzzPage {
  /**
   * Which rules apply: `demo` are the demo paper's own; `plain` and `bare` remove a few classes only, so words can be
   * counted, and `bare` has no selectors.
   */
  readonly site: 'demo' | 'plain' | 'bare'
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

/** The paper's hosts, as all sites have them. */
export const PRIMARY = 'www.lantern.example'
export const OWN_HOSTS: ReadonlySet<string> = new Set([
  ...[PRIMARY, 'lantern.example'],
  ...['m.lantern.example', 'img.lantern.example', 'static.lantern.example'],
])
/** What is removed: one class by a rule of `plain`, one by a filter list, for `plain` and `bare`. */
export const REMOVED_CLASS = 'banner-ad'
export const LISTED_CLASS = 'sponsor-box'
export const REMOVED: Readonly<Record<Exclude<FuzzPage['site'], 'demo'>, readonly string[]>> = {
  plain: [REMOVED_CLASS, LISTED_CLASS],
  bare: [LISTED_CLASS],
}

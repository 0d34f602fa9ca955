/** Something on or about a rewritten page that must not be. */
export interface Find {
  /** Finds of one kind are taken to have one cause: `fetch img[src]`, `words`, `chunks`. */
  readonly kind: string
  readonly detail: string
}

import type { Filters } from '../../filters/filters.ts'
import type { Site } from '../../site.ts'

/** What is hidden on every page of a site, whatever is on it. */
export interface Hidden {
  readonly selectors: ReadonlySet<string>
  /** The rules for them. */
  readonly rules: string
}

/** A rule for a selector of its own: one that a browser does not know would switch off its whole list. */
export const hidingRule = (selector: string): string => `${selector}{display:none!important}`

const known = new WeakMap<Site, Hidden & { readonly filters: Filters | undefined }>()

/** Worked out once a site: lists name hundreds of selectors for some. */
export function hiddenOn(site: Site, filters: Filters | undefined): Hidden {
  const before = known.get(site)
  if (before !== undefined && before.filters === filters) return before
  const selectors = new Set([...site.hide, ...(filters?.styles ?? [])])
  const hidden = { filters, selectors, rules: Array.from(selectors, hidingRule).join('') }
  known.set(site, hidden)
  return hidden
}

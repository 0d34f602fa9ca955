import type { Site } from '../../src/site.ts'

/** A selector to look for, and where it comes from. */
export interface Target {
  /** The site file's key, or another list's name. */
  readonly key: string
  readonly selector: string
  /** Whether readers lose what it matches, unless the site file's `keep` names it. */
  readonly takes: boolean
}

/** Every selector of a site file, in the order in which the table shows them. */
export function targetsOf(site: Site): Target[] {
  const single = (['article', 'title', 'byline', 'published', 'next'] as const).flatMap(key => {
    const selector = site[key]
    return selector === undefined ? [] : [{ key, selector, takes: false }]
  })
  const lists = (['remove', 'keep', 'unwrap', 'hide'] as const).flatMap(key =>
    site[key].map(selector => ({ key, selector, takes: key === 'remove' || key === 'hide' })),
  )
  return [...single, ...lists]
}

import type { Filters } from '../../filters/filters.ts'

/** Where the style sheet is that hides what no handler looks for. */
export const HIDING = '/-/hide.css'

/** The element that brings it to a page; nothing where there is no such rule. The query changes with the lists. */
export const hidingLink = ({ rest, key }: Filters): string =>
  rest.length === 0 ? '' : `<link rel="stylesheet" href="${HIDING}?${key.slice(0, 16)}">`

/** A rule for each selector: one that a browser does not know would switch off a whole list. */
export const hidingSheet = ({ rest }: Filters): string =>
  rest.map(selector => `${selector}{display:none!important}\n`).join('')

import type { Rule } from '../filters/data.ts'
import { MOST_BY_SITE, takeAway } from './adverts/advert.ts'
import type { Page, Source } from './page.ts'
import { type EndTagLike, HTML, remove, unwrap, VOID } from './tags/tag.ts'

/** Set on an element that a site's `keep` names, between the handler that finds it and the one that would remove it. */
const KEEP = 'data-heliograph-keep'

/** A selector and what is done where it matches. */
export type Handler = readonly [selector: string, work: (element: Element) => void]

/** Whether there is anything for the native rewriter to do. */
export function hasRules({ site, filters, measured, whole }: Source): boolean {
  const lists = [site.keep, site.remove, site.unwrap, filters?.natives ?? []]
  return (
    lists.some(list => list.length > 0) || (site.article !== undefined && measured !== undefined && whole)
  )
}

/**
 * What the site's file and the lists say of elements by selectors: the native rewriter finds these, and marks what becomes
 * of them. `keep` wins over all of it. A page can't keep anything itself: a mark of its own goes first.
 */
export function siteRules(page: Page): Handler[] {
  const { site } = page
  const { keep, article } = site
  const handlers: Handler[] = []
  const on = (selectors: readonly string[], work: (element: Element) => void) => {
    if (selectors.length > 0) handlers.push([selectors.join(','), work])
  }
  const unlessKept = (work: (element: Element) => void) => (element: Element) => {
    if (keep.length === 0 || !element.hasAttribute(KEEP)) work(element)
  }
  /** Says which of the selectors it was, where a report asks: a call for each would cost too much on every page. */
  const which = (selectors: readonly string[]) => {
    let met: string | undefined
    if (page.source.report === undefined) return () => met
    on(selectors, () => {
      met = undefined
    })
    for (const selector of selectors)
      on([selector], () => {
        met ??= selector
      })
    return () => met
  }
  const unmark = (element: Element) => void element.removeAttribute(KEEP)
  // First, so that its marks stand outside those of what goes.
  if (article !== undefined && page.source.measured !== undefined && page.source.whole)
    on([article], element => {
      element.before(page.marks.of('i'), { html: true })
      element.after(page.marks.of('o'), { html: true })
    })
  if (keep.length > 0) on([`[${KEEP}]`], unmark)
  on(keep, element => void element.setAttribute(KEEP, ''))
  const own = which(site.remove)
  on(
    site.remove,
    unlessKept(element => takeAway(element, page, 'the site’s own "remove"', MOST_BY_SITE, bySite(own()))),
  )
  const { filters } = page.source
  if (filters) {
    const native = which(filters.natives)
    const by = () => filters.nativeRule(native() ?? '')
    on(
      filters.natives,
      unlessKept(element => takeAway(element, page, 'a rule for this site', site.limit, by())),
    )
  }
  on(site.unwrap, unlessKept(unwrapElement))
  // Where they end a drawing for a browser, it ends without them too.
  on(
    site.unwrap.map(selector => `svg ${selector}`),
    element => void element.before('<b></b>', { html: true }),
  )
  on(keep, element => {
    unmark(element)
    element.before(page.marks.of('k'), { html: true })
  })
  return handlers
}

/** A selector of the site's own "remove" as a rule. */
const bySite = (selector: string | undefined): Rule | undefined =>
  selector === undefined ? undefined : { list: 'site', line: 0, text: selector }

/** Does what a rule says; an element that it cannot be done to goes. */
export function apply([, work]: Handler, element: Element, page: Page): void {
  page.calls++
  const { report, url } = page.source
  const [there, rules] = [!element.removed, page.removals.length]
  try {
    work(element)
  } catch (error) {
    console.error(`rewrite: <${element.tagName}> of ${url}: ${error}`)
    remove(element)
  }
  if (there && element.removed && rules === page.removals.length) report?.dropped(element.tagName)
}

/** Elements that only their own end tag ends, because they are no more than their text to the parser. */
const OWN_END = new Set(['script', 'iframe', 'noframes', 'noscript', 'style'])

/**
 * Removes an element's tags. One that was never closed is ended by the end tag of something around it, which would go
 * along: it is put back, or a browser would be somewhere else than the parser is.
 */
function unwrapElement(element: Element): void {
  const { tagName } = element
  unwrap(element)
  if (OWN_END.has(tagName) || (VOID.has(tagName) && element.namespaceURI === HTML)) return
  try {
    element.onEndTag((end: EndTagLike) => {
      if (end.name !== tagName) end.after(`</${end.name}>`, { html: true })
    })
  } catch {
    // In a drawing an element may end with its start tag.
  }
}

import type { Verdict } from '../filters/data.ts'
import type { Page } from './page.ts'
import { remove, type Tag, VOID } from './tag.ts'

/** Elements that are the page itself: to take one away would leave nothing to read. */
const PAGE = new Set(['html', 'head', 'body'])

/** Elements of which nothing is carried, whatever they hold. */
const HOLDS_NOTHING = new Set(['iframe', 'script', 'style', 'noscript'])

/** What a rule of the site's own file may take, in bytes of text: its operator has seen the page, and pages change. */
export const MOST_BY_SITE = 20_000

/**
 * Marks an element, with all that is in it, as what goes. Whether it does is decided when it has been seen whole.
 * @param most bytes of text that it may take along
 */
export function takeAway(tag: Tag, page: Page, rule: string, most: number): void {
  const { tagName } = tag
  if (PAGE.has(tagName)) return
  if (VOID.has(tagName) || HOLDS_NOTHING.has(tagName)) {
    // There is nothing in it to be seen first.
    page.removals.push({ tagName, rule, most, outcome: 'removed' })
    tag.before(page.marks.of('x'), { html: true })
    return remove(tag)
  }
  const number = page.removals.push({ tagName, rule, most }) - 1
  tag.before(page.marks.begin(number), { html: true })
  tag.after(page.marks.end(number), { html: true })
}

/** Does what a rule of the filter lists says. @returns whether the element goes */
export function follow(verdict: Verdict | undefined, tag: Tag, page: Page): boolean {
  switch (verdict?.kind) {
    case undefined:
      return false
    case 'style':
      page.hide(verdict.selector)
      return false
    case 'remove': {
      const { rule } = verdict
      takeAway(tag, page, `${rule.list}:${rule.line} ${rule.text}`, page.site.limit)
      return true
    }
    default:
      return verdict satisfies never
  }
}

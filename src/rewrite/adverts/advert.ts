import type { Rule, Verdict } from '../../filters/data.ts'
import type { Page } from '../page.ts'
import { remove, type Tag, VOID } from '../tags/tag.ts'
import { placeholder } from './outline.ts'
import type { Removal } from './removals.ts'

/** Elements that are the page itself: to take one away would leave nothing to read. */
const PAGE = new Set(['html', 'head', 'body'])

/** Elements of which nothing is carried, whatever they hold. */
const HOLDS_NOTHING = new Set(['iframe', 'embed', 'script', 'style', 'noscript'])

/** What a rule of the site's own file may take, in bytes of text: its operator has seen the page, and pages change. */
export const MOST_BY_SITE = 20_000

/** So many elements go from a page; one that has more of them was made to have them. */
const MOST = 10_000

/**
 * Marks an element, with all that is in it, as what goes. Whether it does is decided when it has been seen whole.
 * @param most bytes of text that it may take along
 * @param by the rule itself, where it is known which
 */
export function takeAway(tag: Tag, page: Page, rule: string, most: number, by?: Rule): void {
  mark(tag, page, { tagName: tag.tagName, rule, most, ...(by ? { by } : {}) })
}

function mark(tag: Tag, page: Page, removal: Removal): void {
  const { tagName } = tag
  if (PAGE.has(tagName) || page.removals.length >= MOST) return
  const number = page.removals.push(removal) - 1
  if (page.outlines && (VOID.has(tagName) || HOLDS_NOTHING.has(tagName))) {
    removal.outcome = 'removed'
    tag.before(placeholder(removal), { html: true })
    return remove(tag)
  }
  if (HOLDS_NOTHING.has(tagName)) {
    // There is nothing in it to be seen first.
    removal.outcome = 'removed'
    tag.before(page.marks.of('x'), { html: true })
    return remove(tag)
  }
  // What is left of it ends a drawing where it would have ended one.
  if (VOID.has(tagName)) return void tag.replace(`${page.marks.next(number)}<${tagName}>`, { html: true })
  tag.before(page.marks.begin(number), { html: true })
  tag.after(page.marks.end(number), { html: true })
}

/** Does what a rule of the filter lists says. @returns whether the element is to go */
export function follow(verdict: Verdict | undefined, tag: Tag, page: Page): boolean {
  switch (verdict?.kind) {
    case undefined:
      return false
    case 'style':
      for (const selector of verdict.selectors) page.hide(selector)
      return false
    case 'remove':
      mark(tag, page, new ByList(tag.tagName, verdict, page.site.limit))
      return true
    default:
      return verdict satisfies never
  }
}

/** What goes by a rule of a list. Which rule it was is looked up for who asks, and only then. */
class ByList implements Removal {
  readonly tagName: string
  readonly most: number
  outcome?: NonNullable<Removal['outcome']>
  readonly #verdict: { readonly rule: Rule }

  constructor(tagName: string, verdict: { readonly rule: Rule }, most: number) {
    this.tagName = tagName
    this.#verdict = verdict
    this.most = most
  }

  get by(): Rule {
    return this.#verdict.rule
  }

  get rule(): string {
    const { list, line, text } = this.by
    return `${list}:${line} ${text}`
  }
}

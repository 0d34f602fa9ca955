import type { Rule } from '../filters/data.ts'
import { changed } from '../pieces.ts'
import { follow, MOST_BY_SITE, takeAway } from './advert.ts'
import { decode } from './attribute.ts'
import { LastPass } from './last-pass.ts'
import { fallback, markNoscript } from './noscript.ts'
import { notice } from './notice.ts'
import { OUTLINES } from './outline.ts'
import { ownPrefixes } from './own.ts'
import { Page, type Source } from './page.ts'
import { DROPPED, DROPPED_INSIDE, ELEMENTS, TEXTUAL } from './selectors.ts'

import { AFTER_TEXT, CLOSING, closing, SENTINEL } from './sentinel.ts'
import { relinkStyleBytes } from './style-element.ts'
import { HTML, remove, unwrap } from './tag.ts'
import { TagPass } from './tag-pass.ts'
import { LINKING, treat, treatDropped, treatHref } from './treat.ts'
import { withoutUnfit } from './unfit.ts'

/** Set on an element that a site's `keep` names, between the handler that finds it and the one that would remove it. */
const KEEP = 'data-heliograph-keep'

/**
 * Rewrites a page while it streams. Total: an element that cannot be treated is removed and logged, and the
 * page goes on.
 * @param body the page's bytes, in the source's charset
 * @param done called with the number of calls into JavaScript when the page has ended
 */
export function rewriteHtml(
  body: ReadableStream<Uint8Array>,
  source: Source,
  done?: (calls: number) => void,
): ReadableStream<Uint8Array> {
  source.report?.begin()
  const page = new Page(source)
  const rewriter = new HTMLRewriter()
  // First, so that its marks stand outside those of what goes.
  markArticle(rewriter, page)
  assemble(rewriter, page, [...DROPPED, ...DROPPED_INSIDE])
  rewriter.on(
    ELEMENTS.join(','),
    total(page, element => treat(element, page)),
  )
  rewriter.on(
    'noscript',
    total(page, element => {
      markForeign(element, page)
      markNoscript(element, page)
    }),
  )
  rewriter.onDocument({
    end(end) {
      const added = source.whole
        ? (page.outlines ? OUTLINES : '') + page.hiding() + notice(source.url, source.site)
        : ''
      end.append(page.marks.of('z') + (page.closed || !source.whole ? '' : AFTER_TEXT) + added, {
        html: true,
      })
      done?.(page.calls)
    },
  })
  return changed(transform(rewriter, body, source.charset), lastPass(page, false))
}

/** What is done to a page's bytes when its elements have been seen to. @param isTreated whether every one has been */
function lastPass(page: Page, isTreated: boolean): LastPass {
  const { filters, measured, whole, relocated, report } = page.source
  // A report is told of every link, also of those that need no look.
  const everyLink = relocated || report !== undefined
  const tags = new TagPass(page, { filters, own: ownPrefixes(page.site), everyLink, isTreated })
  return new LastPass(page, {
    style: (text, drawn, point) => page.during(point, () => relinkStyleBytes(text, page, drawn)),
    noscript: (text, point) => page.during(point, () => fallback(text, page, rewriteFragment)),
    tags: (text, last) => tags.put(text, last),
    measured: whole ? measured : undefined,
  })
}

/** Marks where the article begins and ends, for its text to be measured. */
function markArticle(rewriter: HTMLRewriter, page: Page): void {
  if (page.site.article === undefined || page.source.measured === undefined) return
  rewriter.on(page.site.article, {
    element(element) {
      page.calls++
      element.before(page.marks.of('i'), { html: true })
      element.after(page.marks.of('o'), { html: true })
    },
  })
}

/** The handlers that a page and its fragments have in common. */
function assemble(rewriter: HTMLRewriter, page: Page, dropped: readonly string[]): void {
  clean(rewriter, page)
  rewriter.on(SENTINEL, {
    element(element) {
      page.closed = true
      element.removeAndKeepContent()
    },
  })
  rewriter.on(
    dropped.join(','),
    total(page, element => treatDropped(element, page)),
  )
  textual(rewriter, page)
  restyle(rewriter, page)
  plain(rewriter, page)
}

/**
 * Elements that hold text to the parser, or tags where it believes to be in a drawing: which of the two, the last pass
 * must know, because a browser may believe otherwise.
 */
function textual(rewriter: HTMLRewriter, page: Page): void {
  rewriter.on(
    [...TEXTUAL.filter(name => name !== 'style'), 'textarea'].join(','),
    total(page, element => markForeign(element, page)),
  )
}

/** Text that is shown as it is written: nothing else ends it than what may not end it in another browser. */
function plain(rewriter: HTMLRewriter, page: Page): void {
  rewriter.on('plaintext,xmp', {
    ...total(page, element => {
      element.tagName = 'pre'
    }),
    text(chunk) {
      page.calls++
      chunk.replace(chunk.text.replace(CLOSING, ''))
    },
  })
  // Where the parser sees a comment in these, a browser may see what is in it.
  rewriter.on(TEXTUAL.join(','), {
    comments(comment) {
      page.calls++
      comment.remove()
    },
  })
  rewriter.on('svg', { comments: comment => section(comment, page) })
}

function transform(rewriter: HTMLRewriter, body: BodyInit, charset: string): ReadableStream<Uint8Array> {
  const headers = { 'content-type': `text/html; charset=${charset}` }
  return rewriter.transform(new Response(body, { headers })).body as ReadableStream<Uint8Array>
}

/** A CDATA section that the parser takes for a comment, where a browser may take it for text up to its own end. */
function section(comment: Comment, page: Page): void {
  page.calls++
  if (comment.text.startsWith('[CDATA[')) comment.remove()
}

/** A handler that never throws: what it cannot treat goes. */
function total(page: Page, work: (element: Element) => void) {
  return {
    element(element: Element) {
      page.calls++
      try {
        if (page.source.report) reported(element, page, work)
        else work(element)
      } catch (error) {
        console.error(`rewrite: <${element.tagName}> of ${page.source.url}: ${error}`)
        remove(element)
      }
    },
  }
}

/** Does the work, and tells the report of an element that went by no rule. What a `<noscript>` holds stays. */
function reported(element: Element, page: Page, work: (element: Element) => void): void {
  const [there, rules] = [!element.removed, page.removals.length]
  work(element)
  const went = there && element.removed && element.tagName !== 'noscript'
  if (went && rules === page.removals.length) page.source.report?.dropped(element.tagName)
}

/**
 * What the site's file removes, unwraps and hides; `keep` wins over all of it. A page can't keep anything itself:
 * a mark of its own goes first.
 */
function clean(rewriter: HTMLRewriter, page: Page): void {
  const { keep } = page.site
  const on = (selectors: readonly string[], work: (element: Element) => void) => {
    if (selectors.length > 0) rewriter.on(selectors.join(','), total(page, work))
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
  if (keep.length > 0) on([`[${KEEP}]`], unmark)
  on(keep, element => void element.setAttribute(KEEP, ''))
  const own = which(page.site.remove)
  on(
    page.site.remove,
    unlessKept(element => takeAway(element, page, 'the site’s own "remove"', MOST_BY_SITE, bySite(own()))),
  )
  const { filters } = page.source
  if (filters) {
    const native = which(filters.natives)
    const by = () => filters.nativeRule(native() ?? '')
    on(
      filters.natives,
      unlessKept(element => takeAway(element, page, 'a rule for this site', page.site.limit, by())),
    )
  }
  on(page.site.unwrap, unlessKept(unwrap))
  // Where they end a drawing for a browser, it ends without them too.
  on(
    [...page.site.unwrap, ...BREAKOUT].map(selector => `svg ${selector}`),
    element => void element.before('<b></b>', { html: true }),
  )
  on(keep, element => {
    unmark(element)
    element.before(page.marks.of('k'), { html: true })
  })
  if (page.hides) on(['head'], element => void element.append(page.hiding(), { html: true }))
}

/** What ends a drawing in which it stands, and may go. */
const BREAKOUT = ['img', 'meta', 'embed']

/** A selector of the site's own "remove" as a rule. */
const bySite = (selector: string | undefined): Rule | undefined =>
  selector === undefined ? undefined : { list: 'site', line: 0, text: selector }

/** Style sheets in the page, and those in its drawings, where the parser sees markup in them. */
function restyle(rewriter: HTMLRewriter, page: Page): void {
  rewriter.on(
    'style',
    total(page, element => {
      markForeign(element, page)
      if (element.removed) return
      const kind = isForeign(element) ? 'v' : 's'
      element.prepend(page.marks.part(kind, page.here()), { html: true })
    }),
  )
}

function markForeign(element: Element, page: Page): void {
  if (isForeign(element)) element.before(page.marks.of('w'), { html: true })
}

/** Whether the parser is in a drawing or a formula, where nothing holds text without tags. */
const isForeign = (element: Element) => element.namespaceURI !== HTML

const NEVER = new Set(DROPPED)

/** Rewrites a piece of HTML that is no page: what a `<noscript>` holds, or an item of a feed. */
export async function rewriteFragment(html: string, page: Page): Promise<string> {
  const inner = page.fragment()
  const { pictures } = page
  // A fragment in a fragment is no more than its contents, and the parser must not give up on it.
  const fragment = withoutUnfit(html) + closing(html)
  const rewriter = new HTMLRewriter()
  assemble(rewriter, inner, DROPPED_INSIDE)
  // A fragment is short: to look at each of its elements costs less than to make out which need it.
  rewriter.on(
    '*',
    total(inner, element => {
      const address = element.tagName === 'img' ? element.getAttribute('src') : null
      if (address !== null && page.shows(decode(address), pictures)) return remove(element)
      follow(page.source.filters?.element(element), element, inner)
      if (element.removed) return
      if (NEVER.has(element.tagName)) return treatDropped(element, inner)
      if (LINKING.has(element.tagName)) treatHref(element, inner)
      treat(element, inner)
    }),
  )
  const rewritten = changed(transform(rewriter, fragment, 'UTF-8'), lastPass(inner, true))
  const text = await new Response(rewritten).text()
  page.calls += inner.calls
  return text
}

import { changed } from '../pieces.ts'
import { follow, MOST_BY_SITE, takeAway } from './advert.ts'
import { decode } from './attribute.ts'
import { LastPass } from './last-pass.ts'
import { fallback, markNoscript } from './noscript.ts'
import { notice } from './notice.ts'
import { Page, type Source } from './page.ts'
import { ownPrefixes, patterns } from './patterns.ts'
import { ATTRIBUTED, DROPPED, DROPPED_INSIDE, EVERY_LINK, linksElsewhere, TEXTUAL } from './selectors.ts'
import { AFTER_TEXT, CLOSING, closing, SENTINEL } from './sentinel.ts'
import { isReferring, relinkStyle, relinkStyleBytes } from './style-element.ts'
import { remove, unwrap } from './tag.ts'
import { treat, treatDropped, treatHref } from './treat.ts'

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
  const page = new Page(source)
  const rewriter = new HTMLRewriter()
  const own = source.relocated ? [] : ownPrefixes(page.site)
  assemble(rewriter, page, [...DROPPED, ...DROPPED_INSIDE])
  rewriter.on(
    source.relocated ? EVERY_LINK : linksElsewhere(page.site, own),
    total(page, element => treatHref(element, page)),
  )
  rewriter.on(
    ATTRIBUTED,
    total(page, element => treat(element, page)),
  )
  rewriter.on(
    'noscript',
    total(page, element => markNoscript(element, page)),
  )
  rewriter.onDocument({
    end(end) {
      const added = source.whole ? page.hiding() + notice(source.url, source.site) : ''
      end.append(page.marks.of('z') + (page.closed || !source.whole ? '' : AFTER_TEXT) + added, {
        html: true,
      })
      done?.(page.calls)
    },
  })
  return changed(transform(rewriter, body, source.charset), lastPass(page, own))
}

/** What is done to a page's bytes when its elements have been seen to. */
const lastPass = (page: Page, own: readonly string[]) =>
  new LastPass(page, patterns(own), {
    style: text => relinkStyleBytes(text, page),
    noscript: text => fallback(text, page, rewriteFragment),
  })

/** The handlers that a page and its fragments have in common. */
function assemble(rewriter: HTMLRewriter, page: Page, dropped: readonly string[]): void {
  clean(rewriter, page, dropped.includes('script'))
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
  restyle(rewriter, page)
  plain(rewriter, page)
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
  rewriter.on(
    'textarea',
    total(page, element => {
      element.prepend(page.marks.of('t'), { html: true })
      element.append(page.marks.of('e'), { html: true })
    }),
  )
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
        work(element)
      } catch (error) {
        console.error(`rewrite: <${element.tagName}> of ${page.source.url}: ${error}`)
        remove(element)
      }
    },
  }
}

/**
 * What the site's file removes, unwraps and hides; `keep` wins over all of it. A page can't keep anything itself:
 * a mark of its own goes first.
 */
function clean(rewriter: HTMLRewriter, page: Page, whole: boolean): void {
  const { keep } = page.site
  const on = (selectors: readonly string[], work: (element: Element) => void) => {
    if (selectors.length > 0) rewriter.on(selectors.join(','), total(page, work))
  }
  const unlessKept = (work: (element: Element) => void) => (element: Element) => {
    if (keep.length === 0 || !element.hasAttribute(KEEP)) work(element)
  }
  const unmark = (element: Element) => void element.removeAttribute(KEEP)
  if (keep.length > 0) on([`[${KEEP}]`], unmark)
  on(keep, element => void element.setAttribute(KEEP, ''))
  on(
    page.site.remove,
    unlessKept(element => takeAway(element, page, 'the site’s own "remove"', MOST_BY_SITE)),
  )
  const { filters } = page.source
  if (filters) {
    on(
      filters.natives,
      unlessKept(element => takeAway(element, page, 'a rule for this site', page.site.limit)),
    )
    on(
      whole ? filters.guards : [],
      unlessKept(element => void follow(filters.element(element), element, page)),
    )
  }
  on(page.site.unwrap, unlessKept(unwrap))
  on(keep, unmark)
  if (page.hides) on(['head'], element => void element.append(page.hiding(), { html: true }))
}

/** Style sheets in the page, and those in its drawings, where the parser sees markup in them. */
function restyle(rewriter: HTMLRewriter, page: Page): void {
  let drawn = false
  let css = ''
  rewriter.on('svg style', {
    element() {
      page.calls++
      drawn = true
    },
    text(chunk) {
      page.calls++
      css += chunk.text
      chunk.remove()
      if (!chunk.lastInTextNode) return
      const relinked = isReferring(css) ? '' : relinkStyle(css, page)
      chunk.after(page.marks.of('r') + relinked + page.marks.of('e'), { html: true })
      css = ''
    },
  })
  rewriter.on('style', {
    ...total(page, element => {
      if (!drawn) {
        element.prepend(page.marks.of('s'), { html: true })
        element.append(page.marks.of('e'), { html: true })
      }
      drawn = false
    }),
  })
}

const NEVER = new Set(DROPPED)
const LINKING = new Set(['a', 'area'])

/** What has no place in a fragment: another one, and what would change how the page after it is read. */
const UNFIT = /<\/?(?:base|noscript|plaintext|select|frameset|template)\b[^>]*>?|<!\[CDATA\[/gi

/** Rewrites a piece of HTML that is no page: what a `<noscript>` holds, or an item of a feed. */
export async function rewriteFragment(html: string, page: Page): Promise<string> {
  const inner = page.fragment()
  // A fragment in a fragment is no more than its contents, and the parser must not give up on it.
  const fragment = html.replace(UNFIT, '<!---->') + closing(html)
  const rewriter = new HTMLRewriter()
  assemble(rewriter, inner, DROPPED_INSIDE)
  // A fragment is short: to look at each of its elements costs less than to make out which need it.
  rewriter.on(
    '*',
    total(inner, element => {
      const address = element.tagName === 'img' ? element.getAttribute('src') : null
      if (address !== null && page.shows(decode(address))) return remove(element)
      if (follow(page.source.filters?.element(element), element, inner)) return
      if (NEVER.has(element.tagName)) return treatDropped(element, inner)
      if (LINKING.has(element.tagName)) treatHref(element, inner)
      treat(element, inner)
    }),
  )
  const rewritten = changed(transform(rewriter, fragment, 'UTF-8'), lastPass(inner, []))
  const text = await new Response(rewritten).text()
  page.calls += inner.calls
  return text
}

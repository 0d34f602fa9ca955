import { changed } from '../pieces.ts'
import { assetAddress } from './address-attribute.ts'
import { decode } from './attribute.ts'
import { relinkCss } from './css.ts'
import { Disarming } from './handlers.ts'
import { notice } from './notice.ts'
import { Page, type Source } from './page.ts'
import { ATTRIBUTED, DROPPED, EVERY_LINK, LINKS_ELSEWHERE } from './selectors.ts'
import { closing, SENTINEL } from './sentinel.ts'
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
  assemble(rewriter, page, source.relocated ? EVERY_LINK : LINKS_ELSEWHERE)
  rewriter.on(
    ATTRIBUTED,
    total(page, element => treat(element, page)),
  )
  // Nothing ends it, and a browser that does not begin it, as in a list of choices, sees tags where this is text.
  rewriter.on('plaintext', {
    ...total(page, element => {
      element.tagName = 'pre'
    }),
    text(chunk) {
      page.calls++
      chunk.replace(chunk.text)
    },
  })
  rewriter.on('svg', { comments: comment => section(comment, page) })
  rewriter.on('noscript', {
    ...total(page, element => unwrap(element)),
    text: whole(page, html => fallback(html, page)),
  })
  rewriter.onDocument({
    end(end) {
      if (source.whole) end.append(page.hiding() + notice(source.url, source.site), { html: true })
      done?.(page.calls)
    },
  })
  return changed(transform(rewriter, body, source.charset), new Disarming())
}

/** The handlers that a page and its fragments have in common. @param links the links that need a look */
function assemble(rewriter: HTMLRewriter, page: Page, links: string): void {
  clean(rewriter, page)
  rewriter.on(SENTINEL, { element: element => void element.removeAndKeepContent() })
  rewriter.on(
    DROPPED,
    total(page, element => treatDropped(element, page)),
  )
  rewriter.on(
    links,
    total(page, element => treatHref(element, page)),
  )
  restyle(rewriter, page)
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
function clean(rewriter: HTMLRewriter, page: Page): void {
  const { keep, hide } = page.site
  const on = (selectors: readonly string[], work: (element: Element) => void) => {
    if (selectors.length > 0) rewriter.on(selectors.join(','), total(page, work))
  }
  const unlessKept = (work: (element: Element) => void) => (element: Element) => {
    if (keep.length === 0 || !element.hasAttribute(KEEP)) work(element)
  }
  const unmark = (element: Element) => void element.removeAttribute(KEEP)
  if (keep.length > 0) on([`[${KEEP}]`], unmark)
  on(keep, element => void element.setAttribute(KEEP, ''))
  on(page.site.remove, unlessKept(takeAway))
  on(page.site.unwrap, unlessKept(unwrap))
  on(keep, unmark)
  if (hide.length > 0) on(['head'], element => void element.append(page.hiding(), { html: true }))
}

/** Elements whose end tag may be left out. Whether it was can't be known when the start tag comes by. */
const ENDLESS = new Set([
  ...['p', 'li', 'dt', 'dd', 'option', 'optgroup', 'rt', 'rp', 'tr', 'td', 'th'],
  ...['thead', 'tbody', 'tfoot', 'colgroup', 'body', 'html', 'head'],
])

/** Removes an element. One that might never be closed would take the rest of the page along: it is hidden. */
function takeAway(element: Element): void {
  if (ENDLESS.has(element.tagName)) element.setAttribute('style', 'display:none!important')
  else remove(element)
}

/** A handler for text that only makes sense whole: collects its chunks and puts the result in their place. */
function whole(page: Page, change: (text: string) => string | Promise<string>) {
  let collected = ''
  return (chunk: Text): void | Promise<void> => {
    page.calls++
    collected += chunk.text
    chunk.remove()
    if (!chunk.lastInTextNode) return
    const text = collected
    collected = ''
    const put = (changed: string) => void chunk.after(changed, { html: true })
    const failed = (error: unknown) => console.error(`rewrite: text in ${page.source.url}: ${error}`)
    try {
      const changed = change(text)
      if (typeof changed !== 'string') return changed.then(put).catch(failed)
      put(changed)
    } catch (error) {
      failed(error)
    }
  }
}

/** An address, or a way to spell one, behind character references. Whether they count can't be seen in a drawing. */
const isReferring = (css: string) => decode(css) !== css && /url|import|image|src|\\/i.test(decode(css))

/** What would be a tag, should a browser take for markup what the parser takes for a style sheet. */
const TAG_LIKE = /<(?=[a-z!/?])/gi

/** Style sheets in the page, and those in its drawings. */
function restyle(rewriter: HTMLRewriter, page: Page): void {
  let drawing = false
  const relinked = (css: string) => relinkCss(css, url => assetAddress(url, page))
  rewriter.on('svg style', {
    text() {
      page.calls++
      drawing = true
    },
  })
  rewriter.on('style', {
    // A style sheet has no comments of markup. Where the parser sees one, a browser may see the style sheet.
    comments(comment) {
      page.calls++
      comment.remove()
    },
    text: whole(page, css => {
      const inDrawing = drawing
      drawing = false
      return (inDrawing && isReferring(css) ? '' : relinked(css)).replace(TAG_LIKE, '\\3c ')
    }),
  })
}

/** Nothing but what is never shown: frames, and pictures that are one pixel large. */
const UNSEEN =
  /^(?:\s|<!--(?:(?!-->)[\s\S])*-->|<iframe\b[^>]*>\s*<\/iframe\s*>|<\/?(?:div|p|span)>|<img\b(?=[^>]*\b(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>])[^>]*>)*$/i

/**
 * What a `<noscript>` holds, made part of the page, since no script runs on it. The rewriter does not parse it,
 * so it is rewritten as a page of its own. A copy of a picture that the page shows already is not shown twice.
 */
function fallback(html: string, page: Page): string | Promise<string> {
  return UNSEEN.test(html) ? '' : rewriteFragment(html, page)
}

/** What has no place in a fragment: another one, and what would change how the page after it is read. */
const UNFIT = /<\/?(?:noscript|plaintext|select|frameset|template)\b[^>]*>?|<!\[CDATA\[/gi

/** Rewrites a piece of HTML that is no page: what a `<noscript>` holds, or an item of a feed. */
export async function rewriteFragment(html: string, page: Page): Promise<string> {
  const inner = page.fragment()
  // A fragment in a fragment is no more than its contents, and the parser must not give up on it.
  const fragment = html.replace(UNFIT, '<!---->') + closing(html)
  const rewriter = new HTMLRewriter()
  assemble(rewriter, inner, EVERY_LINK)
  // A fragment is short: to look at each of its elements costs less than to make out which need it.
  rewriter.on(
    '*',
    total(inner, element => {
      const address = element.tagName === 'img' ? element.getAttribute('src') : null
      if (address !== null && page.shows(decode(address))) remove(element)
      else treat(element, inner)
    }),
  )
  const text = await new Response(transform(rewriter, fragment, 'UTF-8')).text()
  page.calls += inner.calls
  return text
}

import { assetAddress } from './address-attribute.ts'
import { decode } from './attribute.ts'
import { relinkCss } from './css.ts'
import { notice } from './notice.ts'
import { Page, type Source } from './page.ts'
import { ELSEWHERE, ON_PRIMARY } from './selectors.ts'
import { treat } from './treat.ts'

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
  const rewriter = assemble(page)
  rewriter.on('noscript', {
    ...total(page, element => void element.removeAndKeepContent()),
    text: whole(page, html => fallback(html, page)),
  })
  rewriter.onDocument({
    end(end) {
      if (source.whole) end.append(notice(source.url, source.site), { html: true })
      done?.(page.calls)
    },
  })
  return transform(rewriter, body, source.charset)
}

/** The handlers that a page and the fragments in its `<noscript>` have in common. */
function assemble(page: Page, rewriter = new HTMLRewriter()): HTMLRewriter {
  clean(rewriter, page)
  rewriter.on(
    page.source.relocated ? ELSEWHERE : ON_PRIMARY,
    total(page, element => treat(element, page)),
  )
  return rewriter.on('style', { text: whole(page, css => relinkCss(css, url => assetAddress(url, page))) })
}

function transform(rewriter: HTMLRewriter, body: BodyInit, charset: string): ReadableStream<Uint8Array> {
  const headers = { 'content-type': `text/html; charset=${charset}` }
  return rewriter.transform(new Response(body, { headers })).body as ReadableStream<Uint8Array>
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
        element.remove()
      }
    },
  }
}

/** What the site's file removes, unwraps and hides; `keep` wins over all of it. */
function clean(rewriter: HTMLRewriter, page: Page): void {
  const { keep, remove, unwrap, hide } = page.site
  const on = (selectors: readonly string[], work: (element: Element) => void) => {
    if (selectors.length > 0) rewriter.on(selectors.join(','), total(page, work))
  }
  const unlessKept = (work: (element: Element) => void) => (element: Element) => {
    if (!element.hasAttribute(KEEP)) work(element)
  }
  on(keep, element => void element.setAttribute(KEEP, ''))
  on(
    remove,
    unlessKept(element => void element.remove()),
  )
  on(
    unwrap,
    unlessKept(element => void element.removeAndKeepContent()),
  )
  on(keep, element => void element.removeAttribute(KEEP))
  // A rule each: a selector that a browser does not know would switch off its whole list.
  const hiding = `<style>${hide.map(selector => `${selector}{display:none!important}`).join('')}</style>`
  if (hide.length > 0) on(['head'], element => void element.append(hiding, { html: true }))
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

/**
 * What a `<noscript>` holds, made part of the page, since no script runs on it. The rewriter does not parse it,
 * so it is rewritten as a page of its own. A copy of a picture that the page shows already is not shown twice.
 */
async function fallback(html: string, page: Page): Promise<string> {
  const inner = page.fragment()
  const rewriter = new HTMLRewriter()
  rewriter.on(
    'img',
    total(page, element => {
      if (page.pictures.has(decode(element.getAttribute('src') ?? ''))) element.remove()
    }),
  )
  const body = transform(assemble(inner, rewriter), html, 'UTF-8')
  const text = await new Response(body).text()
  page.calls += inner.calls
  return text
}

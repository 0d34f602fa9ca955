import { read, written } from './bytes.ts'
import type { Page } from './page.ts'
import { SCAR, type Tag } from './tag.ts'

/** Nothing but what is never shown: frames, and pictures that are one pixel large. */
const UNSEEN =
  /^(?:\s|<!--(?:(?!-->)[\s\S])*-->|<iframe\b[^>]*>\s*<\/iframe\s*>|<\/?(?:div|p|span)>|<img\b(?=[^>]*\b(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>])[^>]*>)*$/i

/**
 * Marks what a `<noscript>` holds, which becomes part of the page, since no script runs on it. The rewriter does not
 * parse it, so it is rewritten as a page of its own.
 */
export function markNoscript(tag: Tag, page: Page): void {
  if (tag.removed) return
  tag.before(SCAR + page.marks.part('n', page.here()), { html: true })
  tag.after(page.marks.of('e') + SCAR, { html: true })
  tag.removeAndKeepContent()
}

/**
 * What stands for it, in bytes of the page's encoding.
 * @param rewrite rewrites a piece of HTML
 */
export async function fallback(
  bytes: string,
  page: Page,
  rewrite: (html: string, page: Page) => Promise<string>,
): Promise<string> {
  const html = read(bytes, page.charset)
  if (UNSEEN.test(html)) return ''
  try {
    return written(await rewrite(html, page), page.charset, code => `&#${code};`)
  } catch (error) {
    console.error(`rewrite: <noscript> of ${page.source.url}: ${error}`)
    return ''
  }
}

import type { Page } from '../page.ts'
import { read, writtenHtml } from '../pass/bytes.ts'

/** Nothing but what is never shown: frames, and pictures that are one pixel large. */
const UNSEEN =
  /^(?:\s|<!--(?:(?!-->)[\s\S])*-->|<iframe\b[^>]*>\s*<\/iframe\s*>|<\/?(?:div|p|span)>|<img\b(?=[^>]*\b(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>])[^>]*>)*$/i

/**
 * What stands for a `<noscript>`, which becomes part of the page, since no script runs on it: in bytes of the page's
 * encoding.
 * @param rewrite rewrites a piece of HTML
 */
export function fallback(
  bytes: string,
  page: Page,
  rewrite: (html: string) => string | Promise<string>,
): string | Promise<string> {
  const html = read(bytes, page.charset)
  if (UNSEEN.test(html)) return ''
  const done = (made: string) => writtenHtml(made, page.charset)
  const failed = (error: unknown) => {
    console.error(`rewrite: <noscript> of ${page.source.url}: ${error}`)
    return ''
  }
  try {
    const made = rewrite(html)
    return typeof made === 'string' ? done(made) : made.then(done).catch(failed)
  } catch (error) {
    return failed(error)
  }
}

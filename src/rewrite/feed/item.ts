import { rewriteFragment } from '../html.ts'
import type { Page } from '../page.ts'
import { plainText } from '../plain.ts'
import { withoutPlaceholder } from './placeholder.ts'

/**
 * Elements whose contents the rewriter does not look at, while a feed reader, which runs no scripts, does; and
 * those in which it can't know how a browser would read on.
 */
const UNREAD = /<\/?(?:noscript|noembed|noframes|xmp|plaintext|select|frameset)(?=[\s/>])[^>]*>?/gi

/**
 * Rewrites the HTML of an item. What a feed reader puts after it must not complete a tag that it breaks off in
 * and that nobody has looked at. Of HTML that cannot be rewritten the words are left; never throws.
 */
export async function rewriteItem(html: string, page: Page): Promise<string> {
  const parsed = readable(withoutPlaceholder(html))
  try {
    return await rewriteFragment(parsed, page)
  } catch (error) {
    console.error(`rewrite: an item of ${page.source.url}: ${error}`)
    return plainText(parsed)
  }
}

/** HTML without the elements that hide what they hold. What is left may make up another such tag. */
function readable(html: string): string {
  let text = html
  for (let left = 100; left > 0; left--) {
    const shown = text.replace(UNREAD, '')
    if (shown === text) return text
    text = shown
  }
  return ''
}

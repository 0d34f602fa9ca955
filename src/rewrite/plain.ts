import { decodeHTML } from 'entities/decode'

/** Elements whose text is not for readers. */
const UNREAD =
  /<(script|style|noscript|template|iframe|object|svg|math|select|head)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?(?:-->|$)/gi
const BREAKS =
  /<\/?(?:p|div|h[1-6]|li|ul|ol|tr|td|th|br|hr|section|article|blockquote|figcaption|table|dd|dt)\b[^>]*>/gi
/** What is left of markup, also where it was never closed. */
const TAGS = /<(?:[a-z!/?][^<>]*>?)/gi

/**
 * A page's words as paragraphs, for when its markup cannot be parsed: nothing else of it, so nothing can go wrong.
 * Written in ASCII, so that it is right in any encoding that a page may have.
 */
export function plainText(html: string): string {
  const bare = html.replace(UNREAD, ' ').replace(BREAKS, '\n').replace(TAGS, ' ')
  const paragraphs = decodeHTML(bare)
    .split('\n')
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(line => line !== '')
  return paragraphs.map(line => `<p>${inAscii(line)}</p>`).join('\n')
}

const inAscii = (text: string) =>
  text.replace(/[^ !#-%(-;=?-~]/gu, character => `&#${character.codePointAt(0)};`)

/** Elements whose text is no article: what is all links is none either. */
const UNREAD = /^(?:a|style|script|select|option|textarea)$/

/**
 * How much text there is in a piece of a page that leads nowhere, in bytes, in time in proportion to the piece.
 * @param html bytes in the form of Latin-1 text
 */
export function textIn(html: string): number {
  // As long as the piece is, because it is bytes.
  const lower = html.toLowerCase()
  /** Elements that have no further end tag. */
  const endless = new Set<string>()
  let sum = 0
  let at = 0
  for (;;) {
    const tag = lower.indexOf('<', at)
    sum += words(html, at, tag < 0 ? html.length : tag)
    if (tag < 0) return sum
    const comment = lower.startsWith('<!--', tag)
    const end = lower.indexOf(comment ? '-->' : '>', tag + 1)
    if (end < 0) return sum
    at = end + (comment ? 3 : 1)
    NAME.lastIndex = tag
    const name = NAME.exec(lower)?.[1] ?? ''
    if (!UNREAD.test(name) || endless.has(name)) continue
    const close = lower.indexOf(`</${name}`, at)
    if (close < 0) endless.add(name)
    else at = close
  }
}

const NAME = /<([a-z][^\t\n\f\r />]*)/y

const [TAB, LF, FF, CR, SPACE] = [9, 10, 12, 13, 32]

/** How long a text is without the space between its words. */
function words(text: string, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code !== SPACE && code !== LF && code !== TAB && code !== CR && code !== FF) sum++
  }
  return sum
}

/** Whether a piece of a page says what the page is about. */
export const isHeaded = (html: string): boolean => /<(?:h1|main)[\s>]/i.test(html)

import { SCAR } from '../tags/tag.ts'
import { endTagOf, SECTION, TEXT, tokenAt } from './tokens.ts'

/**
 * What has no place in a fragment: another one, and what would change how the page after it is read. Under every name
 * that `withoutAmbiguity` gives it, because a page that is made again must come out as it did.
 */
const UNFIT = new Set([...['base', 'noscript', 'template'], ...['select', 'selecx', 'frameset', 'framesex']])
const BEGINS_UNFIT = new RegExp(`^</?(?:${[...UNFIT].join('|')})(?:[\\t\\n\\f\\r />]|$)`, 'i')
const LONGEST = '</frameset>'.length

/** A fragment without the tags that have no place in one. */
export function withoutUnfit(html: string): string {
  let out = ''
  let [done, next, text] = [0, 0, 0]
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', next)) {
    const isUnfit = BEGINS_UNFIT.test(html.slice(at, at + LONGEST))
    const isSection = html.startsWith(SECTION, at)
    // In what holds text there may be tags to the parser, but none that hides another.
    const isText = isSection || (at < text && !isUnfit)
    const token = isText ? undefined : tokenAt(html, at)
    // A tag that does not end may be ended by what comes after the fragment.
    if (isText) next = at + (isSection ? SECTION.length : 1)
    else next = token?.end ?? html.length
    if (isUnfit || isSection) {
      out += html.slice(done, at) + SCAR
      done = next
    } else if (token?.kind === 'start' && TEXT.has(token.name))
      text = endTagOf(token.name, html, next) ?? html.length
  }
  return out + html.slice(done)
}

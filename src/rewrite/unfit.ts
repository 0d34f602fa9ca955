import { SCAR } from './tag.ts'
import { tokenAt } from './tokens.ts'

/** What has no place in a fragment: another one, and what would change how the page after it is read. */
const UNFIT = new Set(['base', 'noscript', 'plaintext', 'select', 'frameset', 'template'])

/** A fragment without the tags that have no place in one. */
export function withoutUnfit(html: string): string {
  let out = ''
  let done = 0
  for (let at = html.indexOf('<'); at >= 0; ) {
    const token = tokenAt(html, at)
    // A tag that does not end may be ended by what comes after the fragment.
    const end = token?.end ?? html.length
    const isUnfit = token === undefined ? BEGINS_UNFIT.test(html.slice(at, at + 12)) : UNFIT.has(token.name)
    if (isUnfit || html.startsWith('<![CDATA[', at)) {
      out += html.slice(done, at) + SCAR
      done = token?.kind === 'other' ? at + '<![CDATA['.length : end
    }
    at = html.indexOf('<', end)
  }
  return out + html.slice(done)
}

const BEGINS_UNFIT = new RegExp(`^</?(?:${[...UNFIT].join('|')})(?![a-z])`, 'i')

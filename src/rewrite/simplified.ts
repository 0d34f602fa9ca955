import { SCAR } from './tag.ts'
import { type Token, tokenAt } from './tokens.ts'
import { WrittenTag } from './written-tag.ts'

/** What is left of a page's markup: nothing that holds text without tags, and nothing that belongs in a drawing. */
const KEPT = new Set(
  (
    'p div span section article header footer nav aside main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody ' +
    'tfoot tr td th caption blockquote q pre code b i u s em strong small big sub sup br hr center font a img figure ' +
    'figcaption picture time cite ins del'
  ).split(' '),
)
/** Of their attributes only an address is left. */
const ADDRESSED: Readonly<Record<string, string>> = { a: 'href', img: 'src' }
/** A path, from the root or not, on the host that it stands on. */
const PATH = /^(?!\/\/)(?:[^\s"'<>`\\&:]|&amp;)+$/
/** A tag that has not ended after so many bytes is text. */
const LONGEST = 65_536

/**
 * Markup that reads the same wherever a browser believes to be: in a drawing, in a formula or outside. Only tags of
 * known elements are left, with a path on the mirror at most, and text in which there are none.
 */
export class Simplified {
  readonly #charset: string
  #held = ''

  /** @param charset of the bytes that come as Latin-1 text */
  constructor(charset: string) {
    this.#charset = charset
  }

  /** @returns what is settled; a tag that has not come whole is held back unless it is the last */
  put(text: string, last: boolean): string {
    const all = this.#held + text
    let out = ''
    let done = 0
    for (;;) {
      const at = all.indexOf('<', done)
      out += all.slice(done, at < 0 ? all.length : at)
      done = at < 0 ? all.length : at
      if (at < 0) break
      const token = tokenAt(all, at)
      if (token === undefined && !last && all.length - at < LONGEST) break
      const isText = token === undefined || token.end === at + 1
      out += isText ? '&lt;' : this.#written(all, at, token)
      done = isText ? at + 1 : token.end
    }
    this.#held = all.slice(done)
    return out
  }

  #written(all: string, at: number, { kind, name, end }: Token): string {
    if ((kind !== 'start' && kind !== 'end') || !KEPT.has(name)) return SCAR
    if (kind === 'end') return `</${name}>`
    const attribute = ADDRESSED[name]
    if (attribute === undefined) return `<${name}>`
    const tag = new WrittenTag(name, all.slice(at + 1 + name.length, end - 1), this.#charset)
    const address = tag.getAttribute(attribute) ?? ''
    return PATH.test(address) ? `<${name} ${attribute}="${address}">` : `<${name}>`
  }
}

import { decode, encode } from './attribute.ts'
import type { Page } from './page.ts'
import { relink } from './relink.ts'
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
/** A path, from the root or not, on the host that it stands on. */
const PATH = /^(?!\/\/)[^\s"'<>`\\:]+$/
/** A tag that has not ended after so many bytes is text. */
const LONGEST = 65_536

/**
 * Markup that reads the same wherever a browser believes to be: in a drawing, in a formula or outside. Only tags of
 * known elements are left, with a path on the mirror at most, and text in which there are none.
 */
export class Simplified {
  readonly #page: Page
  #held = ''

  /** @param page whose bytes come as Latin-1 text */
  constructor(page: Page) {
    this.#page = page
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
      if (token === undefined) {
        // Nothing ends what begins here, and nobody looks for it again.
        out += all.slice(at).replaceAll('<', '&lt;')
        done = all.length
      } else {
        out += token.end === at + 1 ? '&lt;' : this.#written(all, at, token)
        done = token.end
      }
    }
    this.#held = all.slice(done)
    return out
  }

  #written(all: string, at: number, { kind, name, end }: Token): string {
    if ((kind !== 'start' && kind !== 'end') || !KEPT.has(name)) return SCAR
    if (kind === 'end') return `</${name}>`
    if (name !== 'a' && name !== 'img') return `<${name}>`
    const { charset } = this.#page
    const written = new WrittenTag(name, all.slice(at + 1 + name.length, end - 1), charset)
    const value = (attribute: string) => decode(written.getAttribute(attribute) ?? '')
    const tag = new WrittenTag(name, '', charset)
    const address = name === 'a' ? this.#link(value('href')) : value('src')
    if (address !== undefined && (PATH.test(address) || name === 'a'))
      tag.setAttribute(name === 'a' ? 'href' : 'src', encode(address))
    if (name === 'img' && value('alt') !== '') tag.setAttribute('alt', encode(value('alt')))
    return tag.changed ?? `<${name}>`
  }

  /** Where a link leads; nothing where it leads nowhere. */
  #link(href: string): string | undefined {
    const found = relink(href, 'link', this.#page)
    switch (found.kind) {
      case 'mirror':
        return found.path
      case 'away':
        return found.href
      case 'local':
      case 'advert':
      case 'unsafe':
        return undefined
      default:
        return found satisfies never
    }
  }
}

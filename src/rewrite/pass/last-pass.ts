import type { Change } from '../../pieces.ts'
import { type Removal, Removals } from '../adverts/removals.ts'
import type { Page } from '../page.ts'
import type { ArticleLength, ArticleText } from './article-length.ts'
import { bytesOf, latin1 } from './bytes.ts'
import { FIRST } from './marks.ts'
import type { TagPass } from './tag-pass.ts'

/** No mark is longer, in bytes. */
const LONGEST_MARK = 48

/** Told when the page has ended. */
export type Ended = (article: ArticleText) => void

/**
 * The pass over a page's bytes: what is looked at tag by tag, and what goes. It costs one call for many kilobytes. Where a
 * page is cut into pieces changes nothing.
 */
export class LastPass implements Change {
  readonly #tags: TagPass
  readonly #removals: Removals
  readonly #article: ArticleLength
  readonly #ended: Ended
  #held = ''

  constructor(page: Page, tags: TagPass, article: ArticleLength, ended: Ended) {
    this.#tags = tags
    this.#removals = new Removals(page.marks, page.removals as readonly Removal[], page.outlines)
    this.#article = article
    this.#ended = ended
  }

  put(piece: Uint8Array): Uint8Array | Promise<Uint8Array> {
    return inBytes(this.take(latin1(piece), false))
  }

  end(): Uint8Array | Promise<Uint8Array> {
    return inBytes(this.take('', true))
  }

  /** The same for bytes in the form of Latin-1 text. */
  take(piece: string, last: boolean): string | Promise<string> {
    const text = this.#held + piece
    const safe = last ? text.length : beforeMark(text)
    this.#held = text.slice(safe)
    const passed = this.#tags.put(text.slice(0, safe), last)
    return typeof passed === 'string' ? this.#gone(passed, last) : passed.then(html => this.#gone(html, last))
  }

  /** The text without what goes. */
  #gone(text: string, last: boolean): string {
    const shown = this.#removals.put(text)
    const bare = this.#article.put(last ? shown + this.#removals.end() : shown, last)
    if (last) this.#ended(this.#article.seen)
    return bare
  }
}

const inBytes = (text: string | Promise<string>) =>
  typeof text === 'string' ? bytesOf(text) : text.then(bytesOf)

/** Where a mark begins that has not come whole yet; the text's end where there is none. */
function beforeMark(text: string): number {
  const at = text.indexOf(FIRST, Math.max(0, text.length - LONGEST_MARK))
  return at < 0 ? text.length : at
}

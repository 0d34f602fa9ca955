import type { Marks } from './marks.ts'
import { SCAR } from './tag.ts'

type Outcome = 'removed' | 'unclosed' | 'too much'

/** What is to go, by which rule. */
export interface Removal {
  /** The element's name, in lower case. */
  readonly tagName: string
  /** How the rule is written, and where. */
  readonly rule: string
  /** The most text that it may take, in bytes; a rule that would take more has met the article. */
  readonly most: number
  /** What became of it; undefined as long as nothing has. */
  outcome?: Outcome
}

/** What has not ended after so many bytes is no advertisement. */
const LONGEST = 262_144
/** So much is looked back at for what an advertisement stood in, in bytes. */
const NEAR = 4096

/** What a page is about, and how little text may go along with it, in bytes. */
const HEAD = /<(?:h1|main)[\s>]/i
const HEADED = 300

/** Elements whose end tag may be left out: a browser ends them long before the parser does, so they can be hidden. */
const ENDLESS = new Set(['p', 'li', 'dt', 'dd', 'option', 'optgroup', 'rt', 'rp', 'tr', 'td', 'th'])
/** Of an attribute that stands twice a browser takes the first. */
const HIDDEN = 'class="" id="" style="display:none!important"'
/** Elements that are there for what they hold. */
const WRAPPER =
  '(?:div|span|section|aside|center|ins|figure|p|li|ul|ol|dl|table|tbody|font|b|strong|small|a|nav|header|footer)'
const OPENING = new RegExp(`^<${WRAPPER}(?:[\\t\\n\\f\\r /][^<>]*)?>$`, 'i')
/** What an advertisement is called above or below it. */
const LABEL =
  '(?:-{0,3} ?(?:advertisements?|advertising|sponsored(?: content)?|anzeige|publicit(?:e|\\xc3\\xa9)|publicidad|\\xe5\\xb9\\xbf\\xe5\\x91\\x8a|\\xe5\\xbb\\xa3\\xe5\\x91\\x8a|\\xe5\\xba\\x83\\xe5\\x91\\x8a) ?-{0,3})'

/**
 * Takes out what handlers have marked for it, once it is seen whole, with what held nothing else. What never ends, or
 * holds more text than its rule may take, stays. Works on bytes in the form of Latin-1 text.
 */
export class Removals {
  readonly #sign: string
  readonly #gone: string
  readonly #removals: readonly Removal[]
  readonly #wrapped: RegExp
  readonly #rows: RegExp
  #held = ''

  constructor(marks: Marks, removals: readonly Removal[]) {
    this.#sign = marks.sign
    this.#removals = removals
    this.#gone = `${marks.sign}x;`
    const blank = `(?:[\\t\\n\\f\\r ]|&nbsp;|${SCAR}|<br[^<>]*>|${this.#gone})`
    const gone = `(?:${blank}|${LABEL})*?${this.#gone}(?:${blank}|${LABEL})*`
    this.#wrapped = new RegExp(`<(${WRAPPER})(?:[\\t\\n\\f\\r /][^<>]*)?>${gone}</\\1[\\t\\n\\f\\r ]*>`, 'gi')
    this.#rows = new RegExp(
      `<tr(?:[\\t\\n\\f\\r ][^<>]*)?>${blank}*<(t[dh])(?:[\\t\\n\\f\\r ][^<>]*)?>${gone}</\\1>${blank}*</tr>`,
      'gi',
    )
  }

  put(text: string): string {
    return this.#take(this.#held + text, false)
  }

  end(): string {
    return this.#take(this.#held, true)
  }

  #take(text: string, last: boolean): string {
    const { done, open } = this.#removed(text, last)
    const closed = done.includes(this.#gone) ? this.#unwrapped(done) : done
    const cut = last ? closed.length : this.#settled(closed)
    this.#held = closed.slice(cut) + open
    return closed.slice(0, cut).replaceAll(this.#gone, SCAR)
  }

  /** The text without what goes, up to where something begins that has not ended yet. */
  #removed(text: string, last: boolean): { done: string; open: string } {
    let done = ''
    let rest = text
    for (;;) {
      const at = rest.indexOf(this.#sign)
      if (at < 0) return { done: done + rest, open: '' }
      const end = rest.indexOf(';', at)
      const mark = rest.slice(at + this.#sign.length, end)
      const after = rest.slice(end + 1)
      if (mark === 'x') done += rest.slice(0, end + 1)
      else done += rest.slice(0, at)
      const removal = mark.startsWith('b') ? this.#removals[Number(mark.slice(1))] : undefined
      rest = after
      if (removal === undefined) continue
      const closing = `${this.#sign}f${mark.slice(1)};`
      const stop = after.indexOf(closing)
      if (stop < 0 && !last && after.length < LONGEST) return { done, open: `${this.#sign}${mark};${after}` }
      const inside = after.slice(0, Math.max(0, stop))
      removal.outcome = this.#outcome(removal, inside, stop)
      if (removal.outcome === 'removed') {
        done += this.#gone
        rest = after.slice(stop + closing.length)
      } else if (removal.outcome === 'unclosed' && ENDLESS.has(removal.tagName)) {
        rest = after.replace(/^<[a-z]+/i, `$& ${HIDDEN}`)
      }
    }
  }

  #outcome({ tagName, most }: Removal, inside: string, stop: number): Outcome {
    // Several rules may have marked the same element.
    const own = new RegExp(`</${tagName}[\\t\\n\\f\\r ]*>(?:${this.#sign}f\\d+;)*$`, 'i').test(inside)
    if (stop < 0 || !own) return 'unclosed'
    const text = textIn(inside)
    return text > most || (text > HEADED && HEAD.test(inside)) ? 'too much' : 'removed'
  }

  #unwrapped(text: string): string {
    let shown = text
    for (let left = 20; left > 0; left--) {
      const less = shown.replace(this.#wrapped, this.#gone).replace(this.#rows, this.#gone)
      if (less === shown) break
      shown = less
    }
    return shown
  }

  /** Up to where the text cannot be part of what held an advertisement that is still to come. */
  #settled(text: string): number {
    let end = text.length
    const blank = /[\t\n\f\r ]$/
    while (end > 0 && end > text.length - NEAR) {
      const before = text.slice(Math.max(0, end - NEAR), end)
      if (blank.test(before)) end -= before.length - before.trimEnd().length
      else if (before.endsWith(SCAR)) end -= SCAR.length
      else if (before.endsWith(this.#gone)) end -= this.#gone.length
      else {
        const tag = before.slice(Math.max(0, before.lastIndexOf('<')))
        if (!OPENING.test(tag)) break
        end -= tag.length
      }
    }
    return end
  }
}

/** How much text there is that leads nowhere, in bytes. What is all links is no article. */
const textIn = (html: string) =>
  html
    .replace(/<a[\t\n\f\r ][\s\S]*?<\/a>|<(style|select|option)[\s>][\s\S]*?<\/\1>/gi, '')
    .replace(/<[^>]*>|[\t\n\f\r ]+/g, ' ')
    .replace(/ +/g, ' ').length

import { MarkupEnd } from './end.ts'
import { markup, type XmlToken } from './markup.ts'

/** What a tag, a comment or a doctype may take, in characters. One that does not end before is text. */
const MOST_MARKUP = 262_144
/** The same once something did not: a file full of beginnings must not be looked through for each of them. */
const MOST_AFTERWARDS = 1024
const CDATA = '<![CDATA['

/**
 * Takes XML apart while it comes in, however its chunks are cut. Total: what is no markup is text. Comments,
 * doctypes and instructions are passed over; no feed reader shows them, and they can make one fetch.
 */
export class XmlTokens {
  #rest = ''
  #inCdata = false
  #ending = new MarkupEnd()
  #most: number

  constructor(most = MOST_MARKUP) {
    this.#most = most
  }

  /** The tokens that a further chunk completes. */
  push(chunk: string): Generator<XmlToken> {
    this.#rest += chunk
    return this.#read(false)
  }

  /** What is left when no chunk is to come. */
  end(): Generator<XmlToken> {
    return this.#read(true)
  }

  *#read(final: boolean): Generator<XmlToken> {
    while (this.#rest !== '') {
      const token = this.#inCdata ? this.#cdata(final) : this.#next(final)
      if (token === 'incomplete') return
      if (token !== 'passed') yield token
    }
  }

  #next(final: boolean): XmlToken | 'passed' | 'incomplete' {
    const start = this.#rest.indexOf('<')
    if (start !== 0) return { kind: 'text', text: this.#take(start < 0 ? this.#rest.length : start) }
    if (this.#rest.startsWith(CDATA)) {
      this.#take(CDATA.length)
      this.#inCdata = true
      return 'passed'
    }
    if (!final && CDATA.startsWith(this.#rest)) return 'incomplete'
    const end = this.#ending.find(this.#rest.slice(0, this.#most))
    if (end === Infinity && !final && this.#rest.length < this.#most) return 'incomplete'
    this.#ending = new MarkupEnd()
    const token = end <= this.#most ? markup(this.#rest.slice(0, end)) : undefined
    if (end > this.#most) this.#most = MOST_AFTERWARDS
    this.#take(token ? end : 1)
    return token ?? { kind: 'text', text: '&lt;' }
  }

  #cdata(final: boolean): XmlToken | 'passed' | 'incomplete' {
    const end = this.#rest.indexOf(']]>')
    if (end === 0) {
      this.#take(3)
      this.#inCdata = false
      return 'passed'
    }
    // Brackets at the end may be the end's first ones.
    const held = final ? 0 : (/\]{0,2}$/.exec(this.#rest.slice(-2))?.[0].length ?? 0)
    const text = this.#take(end < 0 ? this.#rest.length - held : end)
    return text === '' ? 'incomplete' : { kind: 'cdata', text }
  }

  #take(length: number): string {
    const taken = this.#rest.slice(0, length)
    this.#rest = this.#rest.slice(length)
    return taken
  }
}

import { decodeHTMLStrict } from 'entities/decode'

/** What XML 1.0 has no place for, in whatever way it was written; and what a feed's placeholder begins with. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that go
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufdd0\ufffe\uffff]/g

/** Text without them. */
export const permitted = (text: string) => text.replace(FORBIDDEN, '')

/** What a reader sees of text as it was written. Names that only a doctype or HTML knows are known too. */
export const decodeXml = (written: string) =>
  permitted(written.includes('&') ? decodeHTMLStrict(permitted(written)) : written)

/** How text is written between tags. */
export const encodeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** How a value is written between double quotes; white space is kept from being made into spaces. */
export const encodeXmlAttribute = (text: string) =>
  encodeXml(text)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, space => `&#${space.charCodeAt(0)};`)

/** Text as CDATA. One that holds the end of a CDATA section becomes two. */
const encodeCdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/** What stands between two tags, collected piece by piece up to a limit. */
export class XmlRun {
  #pieces: string[] = []
  /** Text as written that may go on: a character reference can be cut in two. */
  #open: string[] = []
  #length = 0
  #isCdata = false
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  add(kind: 'text' | 'cdata', written: string): void {
    this.#length += written.length
    if (this.#length > this.#most) {
      this.#pieces = []
      this.#open = []
      return
    }
    if (kind === 'text') return void this.#open.push(written)
    this.#close()
    this.#isCdata = true
    this.#pieces.push(permitted(written))
  }

  #close(): void {
    if (this.#open.length > 0) this.#pieces.push(decodeXml(this.#open.join('')))
    this.#open = []
  }

  /** All of it, decoded; `write` puts another text in the way that this one was written. */
  take(): { text: string; tooLarge: boolean; write: (text: string) => string } {
    this.#close()
    const taken = { text: this.#pieces.join(''), tooLarge: this.#length > this.#most }
    const isCdata = this.#isCdata
    this.#pieces = []
    this.#length = 0
    this.#isCdata = false
    return { ...taken, write: text => (isCdata ? writeCdata(text) : encodeXml(text)) }
  }
}

/** White space around a section stays outside, so that it is found where most feeds have it. */
function writeCdata(text: string): string {
  const inner = text.trim()
  if (inner === '') return text
  const start = text.indexOf(inner)
  return text.slice(0, start) + encodeCdata(inner) + text.slice(start + inner.length)
}

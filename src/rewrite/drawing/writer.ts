import { assetAddress } from '../address/address-attribute.ts'
import { relinkCss } from '../address/css.ts'
import { relink } from '../address/relink.ts'
import type { Page } from '../page.ts'
import type { XmlToken } from '../xml/markup.ts'
import { encodeXml, encodeXmlAttribute, permitted } from '../xml/text.ts'
import { isDrawn, isHarmless, isKept } from './elements.ts'
import { Entities } from './entities.ts'
import { Namespaces, SVG, XLINK } from './names.ts'

type StartTag = Extract<XmlToken, { kind: 'start' }>

/** An open element: its name as it was written, and as it is written now unless it goes. */
interface Frame {
  written: string
  name: string | undefined
}

/** Elements deeper than this are left out. */
const DEEPEST = 500
/** Elements whose address may be data. */
const SHOWING = new Set(['image', 'feImage', 'cursor', 'font-face-uri'])

/** A drawing on its way through: what is known to be harmless is written anew, and nothing else. */
export class Drawing {
  readonly #page: Page
  readonly #entities: Entities
  readonly #names = new Namespaces()
  readonly #open: Frame[] = []
  /** How many open elements have a name. */
  readonly #counts = new Map<string, number>()
  readonly #out: string[] = []
  /** The style sheet that is being read. */
  #css: string[] = []
  /** The attributes of the outermost element, once there has been one. */
  #root: string | undefined
  #usesXlink = false

  constructor(document: string, page: Page) {
    this.#page = page
    this.#entities = new Entities(document)
  }

  read(token: XmlToken): void {
    switch (token.kind) {
      case 'text':
        return this.#text(this.#entities.decode(token.text))
      case 'cdata':
        return this.#text(permitted(token.text))
      case 'start':
        return this.#start(token)
      case 'end':
        return this.#end(token.name)
      case 'declaration':
        return
      default:
        token satisfies never
    }
  }

  /** All of it, with what is still open closed. */
  end(): string {
    while (this.#open.length > 0) this.#close()
    const xlink = this.#usesXlink ? ` xmlns:xlink="${XLINK}"` : ''
    const start = `<svg xmlns="${SVG}"${xlink}${this.#root ?? ''}`
    return this.#out.length === 0 ? `${start}/>` : `${start}>${this.#out.join('')}</svg>`
  }

  #text(text: string): void {
    const name = this.#open.at(-1)?.name
    if (name === 'style') this.#css.push(text)
    else if (name !== undefined) this.#out.push(encodeXml(text))
  }

  #start({ name, attributes, empty }: StartTag): void {
    this.#names.open(attributes, written => this.#entities.decode(written).trim())
    const kept = this.#write(name, attributes)
    this.#open.push({ written: name, name: kept })
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
    if (empty) this.#close()
  }

  /** Writes a start tag and says which; undefined where the element goes with all that it holds. */
  #write(written: string, attributes: StartTag['attributes']): string | undefined {
    const isRoot = this.#open.length === 0
    const name = this.#names.element(written)
    if (isRoot && this.#root !== undefined) return undefined
    if (isRoot) this.#root = ''
    if (name === undefined || !this.#fits(name)) return undefined
    const values = this.#values(name, attributes)
    if (!isHarmless(name, values)) return undefined
    const list = [...values].map(([key, value]) => ` ${key}="${encodeXmlAttribute(value)}"`).join('')
    this.#usesXlink ||= values.has('xlink:href') || values.has('xlink:title')
    if (isRoot) this.#root = list
    else this.#out.push(`<${name}${list}>`)
    return name
  }

  #fits(name: string): boolean {
    const outer = this.#open.at(-1)
    if (outer === undefined) return name === 'svg'
    return isDrawn(name) && outer.name !== undefined && outer.name !== 'style' && this.#open.length < DEEPEST
  }

  /** An element's attributes as they are written now. Of two that have come to the same, the first. */
  #values(element: string, attributes: StartTag['attributes']): Map<string, string> {
    const values = new Map<string, string>()
    for (const [written, text] of attributes) {
      const name = this.#names.attribute(written)
      if (name === undefined || values.has(name) || !(name.includes(':') || isKept(name))) continue
      // White space that is written as it is counts as spaces (XML 1.0 §3.3.3).
      const decoded = this.#entities.decode(text.replace(/\r\n|[\t\n\r]/g, ' '))
      const value = this.#value(element, name, decoded)
      if (value !== undefined) values.set(name, value)
    }
    return values
  }

  #value(element: string, name: string, value: string): string | undefined {
    if (name === 'href' || name === 'xlink:href') return address(element, value, this.#page)
    return name === 'style' || value.includes('(') ? this.#styles(value) : value
  }

  #styles(css: string): string {
    return permitted(relinkCss(css, url => assetAddress(url, this.#page)))
  }

  /** An end tag of nothing is left out; one of something further out ends what is still open in it. */
  #end(name: string): void {
    if (!this.#counts.get(name)) return
    while (this.#close() !== name) {}
  }

  /** Ends the innermost element, and says how it was written. */
  #close(): string | undefined {
    const frame = this.#open.pop()
    if (frame === undefined) return undefined
    this.#names.close()
    this.#counts.set(frame.written, (this.#counts.get(frame.written) ?? 1) - 1)
    if (frame.name === 'style') this.#out.push(encodeXml(this.#styles(this.#css.splice(0).join(''))))
    if (frame.name !== undefined && this.#open.length > 0) this.#out.push(`</${frame.name}>`)
    return frame.written
  }
}

/** An address as it is written now; undefined where it must not stand there. */
function address(element: string, value: string, page: Page): string | undefined {
  const isLink = element === 'a'
  const found = relink(value, isLink ? 'link' : 'asset', page)
  switch (found.kind) {
    case 'mirror':
      return found.path
    case 'away':
      return isLink ? found.href : undefined
    case 'local':
      return isLink || SHOWING.has(element) || value.trimStart().startsWith('#') ? value : undefined
    case 'advert':
    case 'unsafe':
      return undefined
    default:
      return found satisfies never
  }
}

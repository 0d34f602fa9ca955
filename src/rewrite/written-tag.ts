import { read, written } from './bytes.ts'
import { type EndTagLike, HTML, type Tag } from './tag.ts'

const ATTRIBUTE =
  /([^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^\t\n\f\r "'>][^\t\n\f\r >]*)?))?/g

interface Attribute {
  /** In lower case. */
  readonly name: string
  readonly value: string
  /** As it is written, in bytes as Latin-1 text. */
  readonly text: string
}

/** A start tag in the bytes of a page. What is put around it is collected. */
export class WrittenTag implements Tag {
  readonly tagName: string
  readonly namespaceURI: string
  /** What is put before it, in bytes as Latin-1 text. */
  opening = ''
  /** What stands in its place, where it goes without a look at what it holds. */
  replaced: string | undefined
  /** Who waits for its end. */
  ended: ((end: EndTagLike) => void) | undefined
  readonly #name: string
  readonly #inner: string
  readonly #charset: string
  readonly #isSelfClosing: boolean
  #read: Attribute[] | undefined
  #isChanged = false

  /** @param inner what stands between the name and the closing ">", in bytes as Latin-1 text */
  constructor(name: string, inner: string, charset: string, isSelfClosing = false, isDrawn = false) {
    this.namespaceURI = isDrawn ? 'http://www.w3.org/2000/svg' : HTML
    this.tagName = name.toLowerCase()
    this.#name = name
    this.#inner = inner
    this.#charset = charset
    this.#isSelfClosing = isSelfClosing
  }

  get removed(): boolean {
    return this.replaced !== undefined
  }

  /** The tag with its new attributes; nothing where they are as they were. */
  get changed(): string | undefined {
    if (!this.#isChanged) return undefined
    const attributes = this.#attributes().map(({ text }) => ` ${text}`)
    // A slash that closes must not become a part of a value.
    return `<${this.#name}${attributes.join('')}${this.#isSelfClosing ? ' /' : ''}>`
  }

  get attributes(): Iterable<string[]> {
    return this.#attributes().map(({ name, value }) => [name, value])
  }

  getAttribute(name: string): string | null {
    return this.#attributes().find(each => each.name === name)?.value ?? null
  }

  hasAttribute(name: string): boolean {
    return this.#attributes().some(each => each.name === name)
  }

  setAttribute(name: string, value: string): Tag {
    const quoted = value.replaceAll('"', '&quot;')
    const text = `${name}="${this.#inBytes(quoted)}"`
    const attributes = this.#attributes()
    const at = attributes.findIndex(each => each.name === name)
    attributes.splice(at < 0 ? attributes.length : at, 1, { name, value, text })
    this.#isChanged = true
    return this
  }

  /** Removes it wherever it stands: of two, a browser would read the second then. */
  removeAttribute(name: string): Tag {
    const attributes = this.#attributes()
    const others = attributes.filter(each => each.name !== name)
    this.#isChanged ||= others.length < attributes.length
    this.#read = others
    return this
  }

  before(content: string): Tag {
    this.opening += this.#inBytes(content)
    return this
  }

  /** What comes after the element is put there by who finds its end. */
  after(): Tag {
    return this
  }

  replace(content: string): Tag {
    this.replaced = this.#inBytes(content)
    return this
  }

  remove(): Tag {
    return this.replace('')
  }

  removeAndKeepContent(): Tag {
    return this.replace('')
  }

  onEndTag(ended: (end: EndTagLike) => void): void {
    this.ended = ended
  }

  #inBytes(text: string): string {
    return written(text, this.#charset, code => `&#${code};`)
  }

  #attributes(): Attribute[] {
    if (this.#read) return this.#read
    const attributes: Attribute[] = []
    for (const [text, name = '', double, single, bare] of this.#inner.matchAll(ATTRIBUTE))
      attributes.push({
        name: name.toLowerCase(),
        value: read(double ?? single ?? bare ?? '', this.#charset),
        text,
      })
    this.#read = attributes
    return attributes
  }
}

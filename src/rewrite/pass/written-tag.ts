import { type EndTagLike, HTML, type Tag } from '../tags/tag.ts'
import { writtenHtml } from './bytes.ts'
import { attributesIn, type WrittenAttribute } from './written-attributes.ts'

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
  #read: readonly WrittenAttribute[] | undefined
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
    const attributes = this.#attributes().map(([, , text]) => ` ${text}`)
    // A slash that closes must not become a part of a value.
    return `<${this.#name}${attributes.join('')}${this.#isSelfClosing ? ' /' : ''}>`
  }

  /** Names and values, and what more there is to know of each. */
  get attributes(): Iterable<string[]> {
    return this.#attributes()
  }

  getAttribute(name: string): string | null {
    return this.#find(name)?.[1] ?? null
  }

  hasAttribute(name: string): boolean {
    return this.#find(name) !== undefined
  }

  setAttribute(name: string, value: string): Tag {
    const quoted = value.replaceAll('"', '&quot;')
    const text = `${name}="${this.#inBytes(quoted)}"`
    const before = this.#attributes()
    const at = before.findIndex(([known]) => known === name)
    this.#read = before.toSpliced(at < 0 ? before.length : at, 1, [name, value, text])
    this.#isChanged = true
    return this
  }

  /** Removes it wherever it stands: of two, a browser would read the second then. */
  removeAttribute(name: string): Tag {
    return this.removeAttributes(each => each === name)
  }

  /** Removes every attribute whose name passes a test. */
  removeAttributes(test: (name: string) => boolean): Tag {
    const attributes = this.#attributes()
    const others = attributes.filter(([name]) => !test(name))
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
    return writtenHtml(text, this.#charset)
  }

  #find(name: string): WrittenAttribute | undefined {
    for (const attribute of this.#attributes()) if (attribute[0] === name) return attribute
    return undefined
  }

  #attributes(): readonly WrittenAttribute[] {
    this.#read ??= attributesIn(this.#inner, this.#charset)
    return this.#read
  }
}

import { read } from './bytes.ts'
import type { Tag } from './tag.ts'

const ATTRIBUTE =
  /([^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^\t\n\f\r "'>][^\t\n\f\r >]*)?))?/g
/** An event handler's name, after the last pass has made it mean nothing. */
const DISARMED = /^&#(?:79|111);/

/** A start tag in the bytes of a page. What handlers put around it is collected; its attributes stay as they are. */
export class WrittenTag implements Tag {
  readonly tagName: string
  /** Not known from the bytes alone. */
  readonly namespaceURI = 'http://www.w3.org/1999/xhtml'
  /** What is put before it. */
  opening = ''
  /** What is put after its end tag. */
  closing = ''
  /** What stands in its place, where it goes without a look at what it holds. */
  replaced: string | undefined
  readonly #inner: string
  readonly #charset: string
  #read: Map<string, string> | undefined

  /** @param inner what stands between the name and the closing ">", in bytes as Latin-1 text */
  constructor(name: string, inner: string, charset: string) {
    this.tagName = name.toLowerCase()
    this.#inner = inner
    this.#charset = charset
  }

  get removed(): boolean {
    return this.replaced !== undefined
  }

  get attributes(): Iterable<string[]> {
    return this.#attributes()
  }

  getAttribute(name: string): string | null {
    return this.#attributes().get(name) ?? null
  }

  hasAttribute(name: string): boolean {
    return this.#attributes().has(name)
  }

  before(content: string): Tag {
    this.opening += content
    return this
  }

  after(content: string): Tag {
    this.closing = content + this.closing
    return this
  }

  replace(content: string): Tag {
    this.replaced = content
    return this
  }

  remove(): Tag {
    return this.replace('')
  }

  setAttribute(): Tag {
    return this
  }

  removeAttribute(): Tag {
    return this
  }

  removeAndKeepContent(): Tag {
    return this
  }

  onEndTag(): void {}

  #attributes(): Map<string, string> {
    if (this.#read) return this.#read
    const attributes = new Map<string, string>()
    for (const [, name = '', double, single, bare] of this.#inner.matchAll(ATTRIBUTE)) {
      const lower = name.replace(DISARMED, 'o').toLowerCase()
      if (!attributes.has(lower)) attributes.set(lower, read(double ?? single ?? bare ?? '', this.#charset))
    }
    this.#read = attributes
    return attributes
  }
}

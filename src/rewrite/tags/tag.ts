import { decode, encode } from './attribute.ts'

/** An end tag, which need not be the one that belongs to a start tag. */
export interface EndTagLike {
  readonly name: string
  after(content: string, options: { html: boolean }): unknown
}

/** A start tag, as far as rewriting needs it. HTMLRewriter's elements are such tags. */
export interface Tag {
  readonly tagName: string
  readonly removed: boolean
  readonly namespaceURI: string
  readonly attributes: Iterable<string[]>
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): Tag
  removeAttribute(name: string): Tag
  /** Of what is written all at once; the rewriter's own elements have no such thing. */
  removeAttributes?(test: (name: string) => boolean): Tag
  hasAttribute(name: string): boolean
  remove(): Tag
  before(content: string, options: { html: boolean }): Tag
  after(content: string, options: { html: boolean }): Tag
  onEndTag(handler: (end: EndTagLike) => void): void
  replace(content: string, options: { html: boolean }): Tag
  removeAndKeepContent(): Tag
}

/** A tag's attributes, decoded; of one that stands twice the first, as a browser has it. */
export type Attributes = Map<string, string>

export function read(tag: Tag): Attributes {
  const attributes: Attributes = new Map()
  for (const [name = '', value = ''] of tag.attributes) {
    if (!attributes.has(name)) attributes.set(name, decode(value))
  }
  return attributes
}

/** Writes an attribute where it isn't already so. */
export function write(tag: Tag, name: string, before: string | undefined, after: string): void {
  if (after !== before) tag.setAttribute(name, encode(after))
}

/** Takes an attribute off, also where it stands twice: a browser would read the second one then. */
export function drop(tag: Tag, name: string): void {
  for (let left = 100; left > 0 && tag.hasAttribute(name); left--) tag.removeAttribute(name)
}

/**
 * What stays where an element or a tag was: without it, the text on both sides could join and be a tag that no
 * handler has seen ("<" and "meta …>").
 */
export const SCAR = '<!---->'

/** The namespace of elements that stand in no drawing and no formula. */
export const HTML = 'http://www.w3.org/1999/xhtml'

/** Elements that hold nothing and have no end tag: to ask for it would cost an exception. */
export const VOID = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track'],
  ...['wbr'],
])

/** Removes an element with all that is in it. */
export function remove(tag: Tag): void {
  tag.replace(SCAR, { html: true })
}

/** Removes a start tag and its end tag, and keeps what is between them. */
export function unwrap(tag: Tag): void {
  tag.before(SCAR, { html: true })
  tag.after(SCAR, { html: true })
  tag.removeAndKeepContent()
}

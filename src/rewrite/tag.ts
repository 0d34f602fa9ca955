import { decode, encode } from './attribute.ts'

/** A start tag, as far as rewriting needs it. HTMLRewriter's elements are such tags. */
export interface Tag {
  readonly tagName: string
  readonly removed: boolean
  readonly attributes: Iterable<string[]>
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): Tag
  removeAttribute(name: string): Tag
  hasAttribute(name: string): boolean
  remove(): Tag
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

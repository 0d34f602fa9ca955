export const SVG = 'http://www.w3.org/2000/svg'
export const XLINK = 'http://www.w3.org/1999/xlink'
const XML = 'http://www.w3.org/XML/1998/namespace'

/** A name's parts. Without a prefix, an element is in the default namespace, and an attribute in none. */
function split(name: string): { prefix: string; local: string } {
  const colon = name.indexOf(':')
  return { prefix: name.slice(0, Math.max(colon, 0)), local: name.slice(colon + 1) }
}

/** The prefix that an attribute declares, "" being the default namespace; undefined for any other attribute. */
function declaredBy(attribute: string): string | undefined {
  if (attribute === 'xmlns') return ''
  return attribute.startsWith('xmlns:') ? attribute.slice(6) : undefined
}

/** What the prefixes mean in the element that is being read (Namespaces in XML 1.0). */
export class Namespaces {
  /** Meanings from the outermost to the innermost. What says nothing is SVG: files without a declaration exist. */
  readonly #meanings = new Map([
    ['', [SVG]],
    ['xlink', [XLINK]],
    ['xml', [XML]],
  ])
  /** What each open element declares. */
  readonly #declared: string[][] = []

  open(attributes: [name: string, written: string][], decode: (written: string) => string): void {
    const prefixes: string[] = []
    for (const [name, written] of attributes) {
      const prefix = declaredBy(name)
      if (prefix === undefined || prefix === 'xml') continue
      prefixes.push(prefix)
      const meanings = this.#meanings.get(prefix)
      if (meanings) meanings.push(decode(written))
      else this.#meanings.set(prefix, [decode(written)])
    }
    this.#declared.push(prefixes)
  }

  close(): void {
    for (const prefix of this.#declared.pop() ?? []) this.#meanings.get(prefix)?.pop()
  }

  /** An element's name without its prefix, if it is SVG's. */
  element(name: string): string | undefined {
    const { prefix, local } = split(name)
    return this.#meanings.get(prefix)?.at(-1) === SVG ? local : undefined
  }

  /** An attribute's name with the prefix that this namespace usually has; undefined for a foreign one. */
  attribute(name: string): string | undefined {
    if (!name.includes(':')) return name === 'xmlns' ? undefined : name
    const { prefix, local } = split(name)
    const meaning = this.#meanings.get(prefix)?.at(-1)
    if (meaning === XLINK && (local === 'href' || local === 'title')) return `xlink:${local}`
    return meaning === XML && (local === 'space' || local === 'lang') ? `xml:${local}` : undefined
  }
}

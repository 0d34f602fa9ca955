import { decodeHTMLStrict } from 'entities/decode'
import { MarkupEnd } from '../xml/end.ts'
import { permitted } from '../xml/text.ts'

/** What all entities together may add to a drawing, in characters. */
const MOST_EXPANDED = 1_000_000
const REFERENCE = /&(#?[\p{L}\p{N}_:.-]{1,64});/gu
/** An entity that is plain text. One with markup, or with other entities in it, counts as unknown. */
const ENTITY = /<!ENTITY\s+([\p{L}_:][\p{L}\p{N}_:.-]*)\s+(?:"([^"<&%]*)"|'([^'<&%]*)')\s*>/gu

/** Character references, and the entities that a drawing's own doctype declares. Illustrator writes namespaces so. */
export class Entities {
  readonly #values = new Map<string, string>()
  /** Names that HTML knows, as they were looked up, or "" for those that nobody knows. */
  readonly #others = new Map<string, string>()
  #left = MOST_EXPANDED

  constructor(document: string) {
    for (const [, name = '', double, single] of doctypeOf(document).matchAll(ENTITY)) {
      if (!this.#values.has(name)) this.#values.set(name, double ?? single ?? '')
    }
  }

  /** What text as it was written says. Unknown entities go. */
  decode(written: string): string {
    if (!written.includes('&')) return permitted(written)
    return permitted(written.replace(REFERENCE, (_, name: string) => this.#meaning(name)))
  }

  #meaning(name: string): string {
    if (name.startsWith('#')) return character(name)
    const value = this.#values.get(name)
    if (value === undefined) return this.#other(name)
    this.#left -= value.length
    return this.#left < 0 ? '' : value
  }

  #other(name: string): string {
    const known = this.#others.get(name)
    if (known !== undefined) return known
    const decoded = decodeHTMLStrict(`&${name};`)
    const meaning = decoded.startsWith('&') && decoded !== '&' ? '' : decoded
    this.#others.set(name, meaning)
    return meaning
  }
}

/** What a numeric reference stands for, "" where it is no character. */
function character(reference: string): string {
  const isHex = reference.startsWith('#x')
  const code = isHex ? Number.parseInt(reference.slice(2), 16) : Number.parseInt(reference.slice(1), 10)
  const exists = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return exists ? String.fromCodePoint(code) : ''
}

/** What may stand before a doctype, and how it ends. */
const BEFORE = [
  ['<?', '?>'],
  ['<!--', '-->'],
] as const

/** The doctype at a document's beginning, with its internal subset; "" where there is none. */
function doctypeOf(document: string): string {
  const space = /\s*/y
  for (let at = 0; ; ) {
    space.lastIndex = at
    at += space.exec(document)?.[0].length ?? 0
    const other = BEFORE.find(([start]) => document.startsWith(start, at))
    const end = other ? document.indexOf(other[1], at + other[0].length) : -1
    if (other && end >= 0) at = end + other[1].length
    else if (other || !document.startsWith('<!DOCTYPE', at)) return ''
    else return document.slice(at, at + lengthOf(document.slice(at)))
  }
}

function lengthOf(doctype: string): number {
  const end = new MarkupEnd().find(doctype)
  return end === Infinity ? 0 : end
}

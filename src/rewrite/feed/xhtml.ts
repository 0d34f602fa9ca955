import { encodeXmlAttribute } from '../xml/text.ts'
import { XmlTokens } from '../xml/tokens.ts'
import { type Frame, split, type Values } from './frames.ts'

/** Elements that HTML knows no end tag of. */
const VOID = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track'],
  'wbr',
])
/** Elements that HTML reads the contents of as text, or as nothing. In XML they hold elements. */
const UNWRAPPED = new Set([
  ...['noscript', 'noembed', 'noframes', 'xmp', 'plaintext', 'textarea', 'title', 'select', 'frameset'],
])
/** Elements that go with all that they hold. */
const DROPPED = new Set(['script', 'style', 'iframe', 'object', 'applet', 'frame'])
/** Where a prefix is taken off, the namespace has to be said: HTML has no prefixes. */
const SPACES: Readonly<Record<string, string>> = {
  svg: 'http://www.w3.org/2000/svg',
  math: 'http://www.w3.org/1998/Math/MathML',
}

export const isDroppedXhtml = ({ local }: Frame) => DROPPED.has(local)

/** Elements without an end tag: they hold nothing. */
export const isVoid = ({ local }: Frame) => VOID.has(local)

/**
 * An element of XHTML, written so that it is the same to a reader of HTML and to one of XML.
 * @param root the outermost element of the XHTML that it stands in: its base is the whole's
 */
export function startTag(frame: Frame, values: Values, root: Frame): string {
  if (UNWRAPPED.has(frame.local)) return ''
  const written = [...values].flatMap(([name, value]) => {
    const { prefix, local } = split(name)
    if (prefix !== '' && !/^(xmlns|xlink:href|xml:(lang|space))/.test(name)) return []
    if (frame.prefix !== '' && name === 'xmlns') return []
    const moved = /^(href|src|poster|cite|action)$/.test(local) && frame.base !== root.base
    return [` ${name}="${encodeXmlAttribute(moved ? absolute(value, frame.base) : value)}"`]
  })
  const space = SPACES[frame.local] ?? (frame === root ? 'http://www.w3.org/1999/xhtml' : undefined)
  if (frame.prefix !== '' && space) written.push(` xmlns="${space}"`)
  return `<${unprefixed(frame)}${written.join('')}${isVoid(frame) ? '/' : ''}>`
}

export const endTag = (frame: Frame) => (UNWRAPPED.has(frame.local) ? '' : `</${unprefixed(frame)}>`)

const unprefixed = ({ name, prefix }: Frame) => (prefix === '' ? name : name.slice(prefix.length + 1))

/** An address with its own `xml:base` in it. A fragment stays one. */
const absolute = (value: string, base: string) =>
  /^\s*(#|$)/.test(value) || !URL.canParse(value, base) ? value : new URL(value, base).href

/** XHTML that is being collected, up to a limit. */
export class Xhtml {
  /** The element that it began with. */
  readonly root: Frame
  #pieces: string[] = []
  #left: number

  constructor(root: Frame, most: number) {
    this.root = root
    this.#left = most
  }

  add(text: string): void {
    this.#left -= text.length
    if (this.#left < 0) this.#pieces = []
    else this.#pieces.push(text)
  }

  /** All of it, or undefined where it was too large. */
  whole(): string | undefined {
    return this.#left < 0 ? undefined : this.#pieces.join('')
  }
}

/** Rewritten XHTML as XML again: HTML lets a value hold "<", and an element go without its end. */
export function asXml(html: string): string {
  const [tokens, open, out] = [new XmlTokens(), [] as string[], [] as string[]]
  for (const token of [...tokens.push(html), ...tokens.end()]) {
    if (token.kind === 'text') out.push(token.text)
    if (token.kind === 'start') {
      const attributes = token.attributes.map(([name, written]) => ` ${name}="${quoted(written)}"`)
      out.push(`<${token.name}${attributes.join('')}${token.empty ? '/' : ''}>`)
      if (!token.empty) open.push(token.name)
    }
    if (token.kind === 'end' && open.includes(token.name)) {
      let name: string | undefined
      do {
        name = open.pop()
        out.push(`</${name}>`)
      } while (name !== token.name)
    }
  }
  return (
    out.join('') +
    open
      .reverse()
      .map(name => `</${name}>`)
      .join('')
  )
}

const quoted = (written: string) => written.replaceAll('<', '&lt;').replaceAll('"', '&quot;')

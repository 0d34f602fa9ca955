import { type DefaultTreeAdapterTypes, parse } from 'parse5'

export type Element = DefaultTreeAdapterTypes.Element
export type Node = DefaultTreeAdapterTypes.Node

/** A page as a browser reads it, with scripting on (`noscript` holds text) or off (it holds elements). */
export const parsePage = (html: string, scriptingEnabled: boolean) =>
  parse(html, { scriptingEnabled, sourceCodeLocationInfo: true })

/** Every element and text of a tree, in order, with what is in templates. `enter` says whether to go into one. */
export function* walk(node: Node, enter: (element: Element) => boolean = () => true): Generator<Node> {
  // A stack and no recursion: a fuzzed page nests as deep as it likes.
  const stack: Node[] = [node]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    yield at
    if ('tagName' in at && !enter(at)) continue
    if ('content' in at) stack.push(at.content)
    if ('childNodes' in at)
      for (let n = at.childNodes.length - 1; n >= 0; n--) stack.push(at.childNodes[n] as Node)
  }
}

export const isElement = (node: Node): node is Element => 'tagName' in node

export function attributesOf(element: Element): Map<string, string> {
  return new Map(
    element.attrs.map(({ prefix, name, value }) => [
      (prefix ? `${prefix}:${name}` : name).toLowerCase(),
      value,
    ]),
  )
}

export const textOf = (element: Element): string =>
  element.childNodes.map(child => ('value' in child ? child.value : '')).join('')

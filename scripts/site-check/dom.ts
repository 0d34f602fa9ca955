import { parseHTML } from 'linkedom'

/** What is used of a node here. linkedom's own types are those of a browser, which this project has none of. */
export interface PageNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly parentNode: PageNode | null
  readonly firstChild: PageNode | null
  readonly nextSibling: PageNode | null
}

export interface PageDocument extends PageNode {
  /** In the order of the page. Throws for a selector that it does not know. */
  querySelectorAll(selector: string): Iterable<PageNode>
}

/**
 * A page as a tree. Like HTMLRewriter, the parser puts in no tags that the page leaves out, such as `<tbody>`; unlike
 * it, it closes an open `<p>` before the next one.
 */
export function documentOf(html: string): PageDocument {
  return parseHTML(html).document as unknown as PageDocument
}

/** The node itself and what is in it, in the order of the page. Needs no stack, however deep the page is. */
export function* within(root: PageNode, enter: (node: PageNode) => boolean): Generator<PageNode> {
  let node: PageNode | null = root
  while (node) {
    yield node
    let next: PageNode | null = enter(node) ? node.firstChild : null
    while (!next && node && node !== root) {
      next = node.nextSibling
      if (!next) node = node.parentNode
    }
    node = next
  }
}

/** Whether a node or what it is in belongs to a set. */
export function isUnder(node: PageNode, set: ReadonlySet<PageNode>): boolean {
  for (let at: PageNode | null = node; at; at = at.parentNode) if (set.has(at)) return true
  return false
}

/** Those of a set that are in no other of it. */
export function outermost(set: ReadonlySet<PageNode>): PageNode[] {
  return [...set].filter(node => !node.parentNode || !isUnder(node.parentNode, set))
}

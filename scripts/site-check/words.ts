import { type PageNode, within } from './dom.ts'

const TEXT = 3
const UNREAD = new Set(['SCRIPT', 'STYLE', 'TEMPLATE'])

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** Words that a reader sees, also in scripts that put no spaces between them. A number is a word. */
export function countWords(text: string): number {
  let words = 0
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words++
  return words
}

/** The words of a page's texts, each counted once and kept, since many selectors ask for the same ones. */
export class Words {
  readonly #of = new Map<PageNode, number>()

  /** The words in a node but not in what `lost` holds. A word that tags cut in two counts as two. */
  left(root: PageNode, lost: ReadonlySet<PageNode>): number {
    let words = 0
    for (const node of within(root, node => !lost.has(node) && !UNREAD.has(node.nodeName.toUpperCase())))
      if (node.nodeType === TEXT) words += this.#text(node)
    return words
  }

  #text(node: PageNode): number {
    const known = this.#of.get(node)
    if (known !== undefined) return known
    const words = countWords(node.nodeValue ?? '')
    this.#of.set(node, words)
    return words
  }
}

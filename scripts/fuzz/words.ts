import { REMOVED_CLASS } from './page.ts'
import { attributesOf, type Element, isElement, type Node, parsePage, walk } from './tree.ts'

/** What is not shown, or not carried: the words in it need not come out. */
const UNSEEN = new Set([
  ...[
    'script',
    'style',
    'iframe',
    'math',
    'frame',
    'embed',
    'applet',
    'portal',
    'fencedframe',
    'set',
    'animate',
    'template',
  ],
  // Parsers of today differ on what a `select` may hold. A pixel of any of these goes with what is in it.
  ...[
    'video',
    'audio',
    'img',
    'source',
    'noembed',
    'noframes',
    'link',
    'meta',
    'head',
    'frameset',
    'image',
    'select',
  ],
])
/** Words of the fuzzer's own: each stands in its place only, so that none hides the loss of another. */
const WORD = /w[pq][\da-z]{1,9}zk/g

const isUnseen = (element: Element) =>
  UNSEEN.has(element.tagName.toLowerCase()) ||
  (attributesOf(element).get('class') ?? '').split(/\s+/).includes(REMOVED_CLASS)

/** Words that a reader without scripts sees on the original and not on the mirror. */
export function lostWords(original: string, rewritten: string): string[] {
  const before = wordsOf(parsePage(original, false), isUnseen)
  if (before.size === 0) return []
  const after = wordsOf(parsePage(rewritten, true), element =>
    /^(script|style|noscript)$/.test(element.tagName),
  )
  return [...before].filter(word => !after.has(word))
}

function wordsOf(tree: Node, skip: (element: Element) => boolean): Set<string> {
  let text = ''
  for (const node of walk(tree, element => !skip(element))) {
    if (node.nodeName === '#text' && 'value' in node) text += node.value
    // Words are not joined across elements, though a browser may show them so.
    else if (isElement(node)) text += ' '
  }
  return new Set(text.match(WORD) ?? [])
}

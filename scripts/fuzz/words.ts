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
  // What keeps a picture's place open for AMP's script.
  'i-amphtml-sizer',
])
/** Text where parsers differ on whether it is text or there are tags in it. */
const UNCLEAR =
  /<!\[CDATA|<\/>|<(?:math|select|noscript)[\s/>][\s\S]*<(?:style|xmp|no\w+|title|textarea|link|\/div)/i
/** Words of the fuzzer's own: each stands in its place only, so that none hides the loss of another. */
const WORD = /w[pq][\da-z]{1,9}zk/g

const isUnseen = (element: Element, removed: readonly string[]) =>
  (element.tagName === 'title' && element.namespaceURI.endsWith('svg')) ||
  UNSEEN.has(element.tagName.toLowerCase()) ||
  // What AMP shows for what it cannot show: the mirror shows that.
  attributesOf(element).has('fallback') ||
  (attributesOf(element).get('class') ?? '').split(/\s+/).some(name => removed.includes(name))

/**
 * Words that a reader without scripts sees on the original and not on the mirror.
 * @param removed classes of what goes
 */
export function lostWords(original: string, rewritten: string, removed: readonly string[]): string[] {
  const tree = parsePage(original, false)
  if (hasOpenDrawing(tree) || UNCLEAR.test(original)) return []
  const before = new Set(textOf(tree, element => isUnseen(element, removed)).match(WORD) ?? [])
  for (const word of wordsBetweenTags(original, removed)) before.delete(word)
  if (before.size === 0) return []
  const after = textOf(parsePage(rewritten, true), element =>
    /^(script|style|noscript)$/.test(element.tagName),
  )
  return [...before].filter(word => !after.includes(word))
}

/** Words of scripts that a reader sees on the mirror. */
export function shownWords(original: string, rewritten: string): string[] {
  const trees = [parsePage(original, false), parsePage(original, true)]
  if (trees.some(hasOpenDrawing) || UNCLEAR.test(original)) return []
  const [hidden = [], others = []] = trees.map(scriptWords)
  if (hidden.length === 0) return []
  const seen = trees.map(tree => textOf(tree, isScript)).join(' ')
  const after = textOf(parsePage(rewritten, true), () => false)
  return hidden.filter(word => others.includes(word) && !seen.includes(word) && after.includes(word))
}

/** A script of HTML: in a drawing there are tags in it. */
const isScript = (node: Node): node is Element =>
  isElement(node) && node.tagName === 'script' && node.namespaceURI.endsWith('xhtml')

const scriptWords = (tree: Node): string[] =>
  [...walk(tree)].filter(isScript).flatMap(script => textOf(script, () => false).match(WORD) ?? [])

/** Whether a drawing or a formula ends without an end tag: parsers differ on where, and so on what is text. */
function hasOpenDrawing(tree: Node): boolean {
  for (const node of walk(tree))
    if (isElement(node) && /^(svg|math)$/.test(node.tagName) && !node.sourceCodeLocation?.endTag) return true
  return false
}

/** Words between the tags of what is removed: a browser may have ended the element before its end tag. */
function wordsBetweenTags(html: string, removed: readonly string[]): string[] {
  const words: string[] = []
  const going = new RegExp(`<([a-z][^\\s/>]*)[^>]*(?:${removed.join('|')})`, 'gi')
  for (const { index, 1: name = '' } of html.matchAll(going)) {
    const tags = new RegExp(`<(/?)${name.replace(/\W/g, '\\$&')}(?=[\\s/>])`, 'gi')
    let depth = 0
    for (const tag of html.slice(index).matchAll(tags)) {
      depth += tag[1] === '/' ? -1 : 1
      if (depth > 0) continue
      words.push(...(html.slice(index, index + tag.index).match(WORD) ?? []))
      break
    }
    // One that never ends is all text from there on to a browser that runs scripts.
    if (depth > 0 && name.toLowerCase() === 'noscript') words.push(...(html.slice(index).match(WORD) ?? []))
  }
  return words
}

function textOf(tree: Node, skip: (element: Element) => boolean): string {
  let text = ''
  for (const node of walk(tree, element => !skip(element))) {
    if (node.nodeName === '#text' && 'value' in node) text += node.value
    // Words are not joined across elements, though a browser may show them so.
    else if (isElement(node)) text += ' '
  }
  return text
}

/** The element that a page ends with on its way through the rewriter, where it is taken out again. */
export const SENTINEL = 'x-heliograph-end'

/**
 * Ends whatever a page left open: a tag, a quoted attribute, a comment. Without it, what the mirror adds at the end
 * would finish an unfinished tag that no handler has seen.
 */
export const CLOSING = `<${SENTINEL} "'--></${SENTINEL}>`

/** Ends every element that a page may have left open and that holds text. */
export const AFTER_TEXT = '</textarea></title></xmp></noembed></noframes></style>'

/** Elements that change how what follows is read. Left open in a fragment, one would swallow the page around it. */
const OPEN = [
  'style',
  'title',
  'textarea',
  'xmp',
  'noembed',
  'noframes',
  'iframe',
  'script',
  'svg',
  'math',
  'table',
]

/** What ends a piece of a page: a stray end tag does nothing where its element is not open. */
export function closing(fragment: string): string {
  const open = OPEN.filter(name => new RegExp(`<${name}[\\s/>]`, 'i').test(fragment))
  return CLOSING + open.map(name => `</${name}>`).join('')
}

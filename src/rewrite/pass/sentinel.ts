/** The element that a page ends with on its way through the rewriter, where it is taken out again. */
export const SENTINEL = 'x-heliograph-end'

/**
 * Ends whatever a page left open: a tag, a quoted attribute, a comment. Without it, what the mirror adds at the end
 * would finish an unfinished tag that no handler has seen.
 */
export const CLOSING = `<${SENTINEL} "'--></${SENTINEL}>`

/** Ends every element that a page may have left open and that holds text. */
export const AFTER_TEXT = '</textarea></title></xmp></noembed></noframes></style>'

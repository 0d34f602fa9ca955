/** A tag with attributes in double quotes, a stretch of text, or a reference that every XML parser knows. */
const PIECE =
  /<(?<start>[A-Za-z][\w-]*)(?<attributes>(?: [A-Za-z][\w:.-]*="(?:[^<>&"]|&(?:amp|lt|gt|quot|#\d+);)*")*)(?<empty>\/?)>|<\/(?<end>[A-Za-z][\w-]*)>|[^<>&]+|&(?:amp|lt|gt|quot);/y

/**
 * What keeps XML from being well-formed, if anything does. Strict on purpose: comments, doctypes, instructions, CDATA
 * and names of elements with a prefix are problems too.
 */
export function problemOf(xml: string): string | undefined {
  const open: string[] = []
  let roots = 0
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for these
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(xml)) return 'a character that XML does not know'
  for (let at = 0; at < xml.length; at = PIECE.lastIndex) {
    PIECE.lastIndex = at
    const { start, attributes = '', empty, end } = PIECE.exec(xml)?.groups ?? {}
    if (PIECE.lastIndex === 0) return `at ${at}: ${xml.slice(at, at + 40)}`
    const names = [...attributes.matchAll(/ ([\w:.-]+)="[^"]*"/g)].map(match => match[1])
    if (new Set(names).size < names.length) return `twice the same attribute: ${attributes}`
    if (end !== undefined && open.pop() !== end) return `</${end}> ends something else`
    if (open.length === 0 && end === undefined && (start === undefined || ++roots > 1))
      return `outside: ${at}`
    if (start !== undefined && empty === '') open.push(start)
  }
  if (/\sxlink:/.test(xml) && !/^<svg [^>]*xmlns:xlink="http:\/\/www\.w3\.org\/1999\/xlink"/.test(xml))
    return 'no xlink'
  return open.length > 0 || roots !== 1 ? `left open: ${open.join(' ')}` : undefined
}

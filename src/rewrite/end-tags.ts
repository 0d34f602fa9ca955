const NAMED = /<\/[a-z][^\t\n\f\r />]*(?=[\t\n\f\r /]+[^>\t\n\f\r /])/gi
/** Up to the end of a tag, as the HTML standard reads attributes. The pieces exclude each other: it never goes back. */
const ATTRIBUTES = /(?:=[\t\n\f\r ]*(?:"[^"]*"|'[^']*'|(?=[^\t\n\f\r "']))|[^>=])*>/y

/**
 * Takes the attributes off end tags, where they mean nothing. To a browser that takes the tag for text, as it may after
 * a drawing, what they hold is markup that nobody has looked at.
 * @returns the text, and where an end tag begins that has not ended yet: at the text's end where there is none
 */
export function withoutEndAttributes(text: string): { text: string; open: number } {
  let out = ''
  let at = 0
  NAMED.lastIndex = 0
  for (let found = NAMED.exec(text); found !== null; found = NAMED.exec(text)) {
    const name = found.index + found[0].length
    ATTRIBUTES.lastIndex = name
    if (!ATTRIBUTES.test(text)) return { text: out + text.slice(at), open: out.length + found.index - at }
    out += `${text.slice(at, name)}>`
    at = ATTRIBUTES.lastIndex
    NAMED.lastIndex = at
  }
  return at === 0
    ? { text, open: text.length }
    : { text: out + text.slice(at), open: out.length + text.length - at }
}

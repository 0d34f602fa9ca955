import { isAscii, read } from './bytes.ts'

/** An attribute: its name in lower case, its value, and how it is written, in bytes as Latin-1 text. */
export type WrittenAttribute = [name: string, value: string, text: string]

const [TAB, LF, FF, CR, SPACE] = [9, 10, 12, 13, 32]
const [DOUBLE, SINGLE, SLASH, EQUALS, CLOSE] = [34, 39, 47, 61, 62]

const isSpace = (code: number) => code === SPACE || code === LF || code === TAB || code === CR || code === FF

/**
 * The attributes of a start tag, as the HTML standard has them.
 * @param inner what stands between the tag's name and its closing ">", in bytes as Latin-1 text
 */
export function attributesIn(inner: string, charset: string): WrittenAttribute[] {
  const found: WrittenAttribute[] = []
  const isPlain = isAscii(inner)
  const { length } = inner
  let at = 0
  for (;;) {
    let code = inner.charCodeAt(at)
    while (isSpace(code) || code === SLASH || code === CLOSE) code = inner.charCodeAt(++at)
    if (at >= length) return found
    const from = at
    // A name may begin with "=".
    do code = inner.charCodeAt(++at)
    while (at < length && !isSpace(code) && code !== SLASH && code !== CLOSE && code !== EQUALS)
    const written = inner.slice(from, at)
    const name = written.toLowerCase()
    let value = at
    while (isSpace(inner.charCodeAt(value))) value++
    if (inner.charCodeAt(value) !== EQUALS) {
      add(found, [name, '', written])
      continue
    }
    do value++
    while (isSpace(inner.charCodeAt(value)))
    at = valueEnd(inner, value)
    const first = inner.charCodeAt(value)
    const isQuoted = at > value && (first === DOUBLE || first === SINGLE)
    const text = isQuoted ? inner.slice(value + 1, at - 1) : inner.slice(value, at)
    add(found, [name, isPlain ? text : read(text, charset), inner.slice(from, at)])
  }
}

/** What begins with "=" would be the value of the one that it is written behind. */
function add(found: WrittenAttribute[], attribute: WrittenAttribute): void {
  if (!attribute[0].startsWith('=')) found.push(attribute)
}

/** Where a value ends, with its quotes. A quote that is not closed begins none. */
function valueEnd(inner: string, from: number): number {
  const first = inner.charCodeAt(from)
  if (first === DOUBLE || first === SINGLE) {
    const close = inner.indexOf(first === DOUBLE ? '"' : "'", from + 1)
    return close < 0 ? from : close + 1
  }
  let at = from
  for (let code = first; at < inner.length && code !== CLOSE && !isSpace(code); )
    code = inner.charCodeAt(++at)
  return at
}

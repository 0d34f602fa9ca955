/**
 * The members of a list (RFC 9110 §5.6.1), without the white space around them: a comma in a quoted string ends none.
 * Never throws.
 */
export function members(field: string): string[] {
  const found: string[] = []
  let [start, isEndless] = [0, false]
  for (let at = 0; at < field.length; at++) {
    if (field[at] === '"' && !isEndless) {
      const end = endOfQuoted(field, at)
      // A quotation mark that nothing closes hides nothing.
      isEndless = end < 0
      if (end >= 0) at = end
    } else if (field[at] === ',') {
      found.push(field.slice(start, at).trim())
      start = at + 1
    }
  }
  found.push(field.slice(start).trim())
  return found
}

function endOfQuoted(field: string, start: number): number {
  for (let at = start + 1; at < field.length; at++) {
    if (field[at] === '\\') at++
    else if (field[at] === '"') return at
  }
  return -1
}

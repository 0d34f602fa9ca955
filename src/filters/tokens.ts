/**
 * Words that stand whole in every address that holds a text. The first and the last word of a text may be parts
 * of longer words, unless its end is the address's own.
 */
export function wholeTokens(text: string, atStart: boolean, atEnd: boolean): string[] {
  const lower = text.toLowerCase()
  const found: string[] = []
  for (const match of lower.matchAll(/[a-z0-9%]+/g)) {
    const end = match.index + match[0].length
    if ((match.index > 0 || atStart) && (end < lower.length || atEnd)) found.push(match[0])
  }
  return found
}

/**
 * Looks for the end of the markup that a text begins with: a tag, a comment, an instruction or a doctype. Asked
 * again when the text has grown, it goes on where it was.
 */
export class MarkupEnd {
  /** How far the text has been looked through, and in which quotes that is. */
  #scanned = 1
  #quote = ''

  /** Where the markup ends: 0 where it is none, Infinity as long as its end has not come. */
  find(text: string): number {
    if (/^<(!(-?$|--)|\?)/.test(text.slice(0, 4))) return this.#closing(text, text[1] === '?' ? '?>' : '-->')
    if (text.startsWith('<!')) return endOfDoctype(text)
    return /^<[\s<>"'=]/.test(text) ? 0 : this.#endOfTag(text)
  }

  #closing(text: string, mark: string): number {
    const found = text.indexOf(mark, Math.max(this.#scanned - 2, mark.length))
    this.#scanned = text.length
    return found < 0 ? Infinity : found + mark.length
  }

  /** A tag ends at ">" outside of quotes. At "<" there, it has been none. */
  #endOfTag(text: string): number {
    while (this.#scanned < text.length) {
      const next = nextOf(text, this.#quote, this.#scanned)
      this.#scanned = next < 0 ? text.length : next + 1
      if (next < 0) return Infinity
      const found = text[next] ?? ''
      if (this.#quote !== '') this.#quote = ''
      else if (found === '>') return next + 1
      else if (found === '<') return 0
      else if (follows(text, next)) this.#quote = found
    }
    return Infinity
  }
}

function nextOf(text: string, quote: string, from: number): number {
  if (quote !== '') return text.indexOf(quote, from)
  const sought = /[<>"']/g
  sought.lastIndex = from
  return sought.exec(text)?.index ?? -1
}

/** Whether a quotation mark stands where a value begins: anywhere else it opens nothing. */
function follows(text: string, at: number): boolean {
  let before = at - 1
  while (before > 0 && /\s/.test(text[before] ?? '')) before--
  return text[before] === '='
}

/** An internal subset ends at "]>", whatever its declarations hold. What is left over then is text. */
function endOfDoctype(text: string): number {
  const end = text.indexOf('>')
  if (end < 0) return Infinity
  // Not looked for any further: a file full of doctypes would take the square of its length.
  const subset = text.slice(0, end).indexOf('[')
  if (subset < 0) return end + 1
  const found = /\]\s*>/.exec(text.slice(subset))
  return found ? subset + found.index + found[0].length : Infinity
}

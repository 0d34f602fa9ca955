/** What a mark says; one letter each. */
export type Meaning =
  /** What follows is a style sheet's text. */
  | 's'
  /** What follows is a style sheet's text in a drawing, up to the end tag. */
  | 'v'
  /** What follows is what a `<noscript>` holds. */
  | 'n'
  /** It ends here. */
  | 'e'
  /** The page ends here, whatever is still open. */
  | 'z'
  /** An address follows that stays absolute. */
  | 'a'
  /** What follows is text, in which an address is what it says. */
  | 't'
  /** What follows stays, whatever a list says. */
  | 'k'
  /** Something went from here. */
  | 'x'
  /** The parser reads on as in a drawing. */
  | 'd'
  /** What follows is an article. */
  | 'i'
  /** The article ends here. */
  | 'o'

/**
 * Marks that handlers put into a page, for the last pass over its bytes to find and take out. A page cannot write one
 * itself: each page has its own, made by chance.
 */
export class Marks {
  /** Begins with a byte that pages do not have, so that its beginning is found fast. */
  readonly sign = `\x02${crypto.randomUUID()}`

  of(meaning: Meaning): string {
    return `${this.sign}${meaning};`
  }

  /** @param number of what goes, in the page's list */
  begin(number: number): string {
    return `${this.sign}b${number};`
  }

  end(number: number): string {
    return `${this.sign}f${number};`
  }

  /** Says that it stays after all. */
  stay(number: number): string {
    return `${this.sign}g${number};`
  }
}

/** The byte that every mark begins with. */
export const FIRST = '\x02'

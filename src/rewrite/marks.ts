/** What a mark says; one letter each. */
export type Meaning =
  /** A part ends here. */
  | 'e'
  /** The page ends here, whatever is still open. */
  | 'z'
  /** A base has changed what addresses mean. */
  | 'm'
  /** What follows has been rewritten already. */
  | 'q'
  /** What follows has not. */
  | 'r'
  /** What follows stays, whatever a list says. */
  | 'k'
  /** Something went from here. */
  | 'x'
  /** The parser reads on as in a drawing. */
  | 'd'
  /** Nobody can tell whether what follows is text or tags. */
  | 'l'
  /** To the parser the next tag stands in a drawing. */
  | 'w'
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

  /** What follows is a part that is worked on later. @param point the number of where it stands */
  part(meaning: 's' | 'v' | 'n', point: number): string {
    return `${this.sign}${meaning}${point};`
  }

  /** @param number of what goes, in the page's list */
  begin(number: number): string {
    return `${this.sign}b${number};`
  }

  end(number: number): string {
    return `${this.sign}f${number};`
  }

  /** Says that the next tag goes, which has nothing in it. */
  next(number: number): string {
    return `${this.sign}y${number};`
  }

  /** Says that it stays after all. */
  stay(number: number): string {
    return `${this.sign}g${number};`
  }
}

/** The byte that every mark begins with. */
export const FIRST = '\x02'

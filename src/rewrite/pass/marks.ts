/** What a mark says; one letter each. */
export type Meaning =
  /** What follows has been rewritten already. */
  | 'q'
  /** What follows has not. */
  | 'r'
  /** What follows stays, whatever a list says. */
  | 'k'
  /** Something went from here. */
  | 'x'
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

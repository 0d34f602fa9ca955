/** Counts go up to this. */
export const MOST = 7
/** So many counts have a sum of their own: to add up all of them, from the first on, takes longer than a page. */
export const SPAN = 256

/** Two counts make a character: compressed, that is a fifth less than one for each. */
const [WIDTH, NO_BIT] = [3, 64]

/** Counts as text. @param counts an even number of them */
export function packCounts(counts: readonly number[]): string {
  let text = ''
  for (let at = 0; at < counts.length; at += 2)
    text += String.fromCharCode(NO_BIT | ((counts[at] ?? 0) << WIDTH) | (counts[at + 1] ?? 0))
  return text
}

/** The sums of as many counts as `SPAN` says, one after another. */
export const sumsOf = (counts: readonly number[]): number[] =>
  Array.from({ length: Math.ceil(counts.length / SPAN) }, (_, at) =>
    counts.slice(at * SPAN, (at + 1) * SPAN).reduce((sum, count) => sum + count, 0),
  )

/** Counts that are text, and what all those before one of them are together. */
export class Counts {
  readonly length: number
  readonly #text: string
  /** What is before each span. */
  readonly #before = [0]

  constructor(text: string, sums: readonly number[]) {
    this.length = 2 * text.length
    this.#text = text
    for (const [at, sum] of sums.entries()) this.#before.push((this.#before[at] ?? 0) + sum)
  }

  at(index: number): number {
    const code = this.#text.charCodeAt(index >>> 1)
    return (index % 2 === 0 ? code >>> WIDTH : code) & MOST
  }

  before(index: number): number {
    const span = Math.floor(index / SPAN)
    let sum = this.#before[span] ?? 0
    for (let at = span * SPAN; at < index; at++) sum += this.at(at)
    return sum
  }
}

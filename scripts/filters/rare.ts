/** Words that most addresses have. */
const COMMON = new Set(
  (
    'http https www com net org cn html htm php jpg jpeg png gif webp images image img static uploads upload cdn wp ' +
    'content news article files assets media data js css id www1 en 1 2 3'
  ).split(' '),
)

/** Chooses a word for each rule, so that few rules share one and few addresses have it. */
export class TokenChoice {
  readonly #counts = new Map<string, number>()

  constructor(all: readonly (readonly string[])[]) {
    for (const token of all.flatMap(each => [...new Set(each)]))
      this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1)
  }

  /** Empty where there is none: such a rule is asked about every address. */
  rarest(tokens: readonly string[]): string {
    const weight = (token: string) =>
      (this.#counts.get(token) ?? 0) + (COMMON.has(token) ? 10_000 : 0) + (token.length < 3 ? 50 : 0)
    return tokens.toSorted((a, b) => weight(a) - weight(b) || b.length - a.length)[0] ?? ''
  }
}

/** Some texts, one of which an address must have in it for a rule to be about it. */
export class Texts {
  /** One expression looks for all of them at once; nothing where one of them is in everything. */
  readonly #expression: RegExp | undefined

  constructor(texts: readonly string[]) {
    if (!texts.includes('')) this.#expression = new RegExp(texts.map(escaped).join('|') || NEVER)
  }

  areIn(address: string): boolean {
    return this.#expression === undefined || this.#expression.test(address)
  }
}

const NEVER = '(?!)'

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

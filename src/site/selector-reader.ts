import {
  type CSSToken,
  isTokenCloseParen,
  isTokenColon,
  isTokenDelim,
  isTokenEOF,
  isTokenWhitespace,
  tokenize,
} from '@csstools/css-tokenizer'

type Is<T extends CSSToken> = (token?: CSSToken | null) => token is T

class Refusal extends Error {}

/** Walks over a selector's tokens. What is wrong is thrown, and caught again in `problem`. */
export class SelectorReader {
  readonly #tokens: readonly CSSToken[]
  readonly #broken: boolean
  #at = 0

  constructor(selector: string) {
    let broken = false
    this.#tokens = tokenize({ css: selector }, { onParseError: () => (broken = true) })
    this.#broken = broken
  }

  /** Runs a reading and returns what it refused, if anything. */
  problem(read: () => void): string | undefined {
    if (this.#broken) return 'a quote, a comment or a "\\" in it has no end: close it'
    try {
      read()
      return undefined
    } catch (error) {
      if (error instanceof Refusal) return error.message
      throw error
    }
  }

  refuse(reason: string): never {
    throw new Refusal(reason)
  }

  get next(): CSSToken | undefined {
    return this.#tokens[this.#at]
  }

  at(is: Is<CSSToken>): boolean {
    return is(this.next)
  }

  take<T extends CSSToken>(is: Is<T>): T | undefined {
    const token = this.next
    if (!is(token)) return undefined
    if (!isTokenEOF(token)) this.#at++
    return token
  }

  /** Steps over one token, whatever it is, and returns its text. */
  step(): string {
    return this.#tokens[this.#at++]?.[1] ?? ''
  }

  /** Steps over white space. Returns whether there was any. */
  skip(): boolean {
    return this.take(isTokenWhitespace) !== undefined
  }

  atDelim(sign: string): boolean {
    const token = this.next
    return isTokenDelim(token) && token[4].value === sign
  }

  takeDelim(sign: string): boolean {
    if (!this.atDelim(sign)) return false
    this.#at++
    return true
  }

  takeColon(): boolean {
    return this.take(isTokenColon) !== undefined
  }

  closes(): boolean {
    return isTokenCloseParen(this.next)
  }

  takeClose(): void {
    if (!this.take(isTokenCloseParen)) this.refuse('"(" is not closed: add ")"')
  }
}

import { writtenHtml } from './bytes.ts'

/**
 * A text that comes in pieces and is looked at from its beginning to its end: what of it has been gone past, and what is
 * written in its place. Marks in it are told to who knows what they mean, each when it is come to.
 */
export class Passage {
  readonly #sign: string
  readonly #charset: string
  readonly #told: (mark: string, isText: boolean) => string
  #text = ''
  #done = 0
  /** Where the next mark is; below 0 where there is none. */
  #mark = -1
  #out = ''

  /**
   * @param sign what a mark begins with; ";" ends it
   * @param charset of the bytes that the text stands for as Latin-1
   * @param told says what is written for a mark. Its second argument: whether the mark stands in text
   */
  constructor(sign: string, charset: string, told: (mark: string, isText: boolean) => string) {
    this.#sign = sign
    this.#charset = charset
    this.#told = told
  }

  /** What there is of the text. Places in it count from its beginning, and hold until more of it comes. */
  get text(): string {
    return this.#text
  }

  /** More of the text has come. @param before what comes before all that has not been gone past */
  add(more: string, before = ''): void {
    this.#text = before + this.#text.slice(this.#done) + more
    this.#done = 0
    this.#mark = this.#text.indexOf(this.#sign)
  }

  /** Takes what has been written. */
  take(): string {
    const out = this.#out
    this.#out = ''
    return out
  }

  /** Writes bytes. */
  write(bytes: string): void {
    this.#out += bytes
  }

  /** Writes what the mirror says. */
  say(text: string): void {
    if (text !== '') this.#out += writtenHtml(text, this.#charset)
  }

  /** Goes on, and writes what is gone past. @param isText whether marks in it stand in text */
  pass(to: number, isText: boolean): void {
    while (this.#mark >= 0 && this.#mark < to) {
      this.#out += this.#text.slice(this.#done, this.#mark)
      this.#tell(isText)
    }
    if (to > this.#done) this.#out += this.#text.slice(this.#done, to)
    this.#done = Math.max(this.#done, to)
  }

  /** Goes on, and writes nothing but what marks come to. @returns what is left out */
  omit(to: number): string {
    let omitted = ''
    while (this.#mark >= 0 && this.#mark < to) {
      omitted += this.#text.slice(this.#done, this.#mark)
      this.#tell(false)
    }
    omitted += this.#text.slice(this.#done, to)
    this.skip(to)
    return omitted
  }

  /** Goes on. What is gone past is lost, with its marks. */
  skip(to: number): void {
    this.#done = Math.max(this.#done, to)
    if (this.#mark >= 0 && this.#mark < to) this.#mark = this.#text.indexOf(this.#sign, to)
  }

  #tell(isText: boolean): void {
    const end = this.#text.indexOf(';', this.#mark) + 1
    const mark = this.#text.slice(this.#mark, end)
    this.skip(end)
    this.#out += this.#told(mark, isText)
  }
}

import * as whole from '../../../src/rewrite/adverts/removals.ts'
import type { Marks } from './marks.ts'
import { isBroken } from './now.ts'

export * from '../../../src/rewrite/adverts/removals.ts'

/** "marks": whatever stands between two of them goes, without a look at what that is. */
export class Removals extends whole.Removals {
  readonly #sign: string
  #all = ''

  constructor(marks: Marks, removals: readonly whole.Removal[], outlines?: boolean) {
    super(marks, removals, outlines)
    this.#sign = marks.sign
  }

  override put(text: string): string {
    if (!isBroken('marks')) return super.put(text)
    this.#all += text
    return ''
  }

  override end(): string {
    if (!isBroken('marks')) return super.end()
    const between = new RegExp(`${this.#sign}b(\\d+);[\\s\\S]*?${this.#sign}f\\1;`, 'g')
    const left = this.#all.replace(between, '').replaceAll(new RegExp(`${this.#sign}[bfgx]\\d*;`, 'g'), '')
    return super.put(left) + super.end()
  }
}

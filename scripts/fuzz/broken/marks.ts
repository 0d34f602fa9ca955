import * as whole from '../../../src/rewrite/pass/marks.ts'
import { isBroken } from './now.ts'

export * from '../../../src/rewrite/pass/marks.ts'

/** "marks": one that is to be taken back is believed. */
export class Marks extends whole.Marks {
  readonly #begun = new Set<number>()

  override stay(number: number): string {
    if (!isBroken('marks')) return super.stay(number)
    if (this.#begun.has(number)) return this.end(number)
    this.#begun.add(number)
    return this.begin(number)
  }
}

import * as whole from '../../../src/rewrite/pass/departures.ts'
import type { Marks } from './marks.ts'
import { isBroken } from './now.ts'

/** "marks": what has not begun ends too. */
export class Departures extends whole.Departures {
  readonly #marks: Marks

  constructor(marks: Marks) {
    super(marks)
    this.#marks = marks
  }

  override endOf(number: number, isPlain: boolean): string {
    const mark = super.endOf(number, isPlain)
    return mark === '' && isBroken('marks') ? this.#marks.end(number) : mark
  }
}

import { type Compound, holdsOf } from './compound.ts'
import { unfolded } from './folded.ts'
import { type Row, RowGroup } from './rows.ts'
import { selectorOf } from './selector.ts'
import { Texts } from './texts.ts'

/** A rule on one element, read from its row. */
export interface ElementRule {
  readonly compound: Compound
  readonly selector: string
  /** Whether the element goes; or else the browser decides. */
  readonly removes: boolean
  readonly row: Row
}

/** Rules on elements that are found by the same thing. */
export class ElementGroup extends RowGroup<ElementRule> {
  #texts: Texts | undefined

  constructor(rows: readonly Row[]) {
    super(rows, readRow)
  }

  /**
   * Whether all that one of the rules asks of an attribute may hold.
   * @param name the attribute that they are found by
   * @param value as it is written
   */
  mayHold(name: string, value: string): boolean {
    // What is not written as it is read is left to who reads it.
    if (/[^\0-\x25\x27-\x7f]/.test(value)) return true
    this.#texts ??= new Texts(this.all.map(({ compound }) => textOf(compound, name)))
    return this.#texts.areIn(value) && this.all.some(({ compound }) => holdsOf(compound, name, value))
  }
}

/** What every value of an attribute has in it that a rule is about; nothing where none of its tests says so. */
export const textOf = (compound: Compound, name: string): string =>
  compound.find(
    ([tested, operator, , caseless]) =>
      tested === name && /^[=^$*|~]$/.test(operator) && caseless === undefined,
  )?.[2] ?? ''

function readRow(row: Row): ElementRule {
  const [key = '', kind = ''] = row.text.split('\t', 2)
  const said = row.text.slice(key.length + kind.length + 2)
  const isFolded = kind === 'R' || kind === 'S'
  const [tests = '[]', selector] = (isFolded ? unfolded(said, key) : said).split('\t')
  const compound = JSON.parse(tests) as Compound
  return { compound, selector: selector ?? selectorOf(compound), removes: kind === 'r' || kind === 'R', row }
}

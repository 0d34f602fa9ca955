import type { RowTable } from './data.ts'
import { ElementGroup, textOf } from './element-group.ts'
import { RowGroups } from './row-groups.ts'
import { Texts } from './texts.ts'
import { TokenTable } from './token-table.ts'

/** Rules on links by words of their addresses. */
export class LinkRules {
  readonly #table: TokenTable<ElementGroup>
  /** Rules that no whole word tells of. */
  readonly #wordless: ElementGroup | undefined
  #texts: Texts | undefined

  constructor(tables: readonly RowTable[]) {
    this.#table = new TokenTable(RowGroups.of(tables, rows => new ElementGroup(rows)))
    this.#wordless = this.#table.always
  }

  /** The rules that may be about an address, in their order. */
  in(address: string): readonly ElementGroup[] {
    const found = this.#table.in(address)
    if (this.#wordless === undefined) return found
    this.#texts ??= new Texts(this.#wordless.all.map(({ compound }) => textOf(compound, 'href')))
    return this.#texts.areIn(address) ? [this.#wordless, ...found] : found
  }
}

import type { RowTable } from './data.ts'
import { type ElementRule, group, type Row, readRow } from './rows.ts'

/** Rules on elements by what an element must have for them, each read when it is first asked for. */
export class ElementRules {
  readonly #rows: Map<string, Row[]>
  readonly #read = new Map<string, readonly ElementRule[]>()
  readonly #excepted: ReadonlySet<string>

  /** @param excepted selectors of rules that do not count */
  constructor(tables: readonly RowTable[], excepted: ReadonlySet<string>) {
    this.#rows = group(tables)
    this.#excepted = excepted
  }

  /** What rules are found by. */
  keys(): Iterable<string> {
    return this.#rows.keys()
  }

  get(key: string): readonly ElementRule[] {
    const rows = this.#rows.get(key)
    if (!rows) return NOTHING
    let rules = this.#read.get(key)
    if (!rules) {
      rules = rows.map(readRow).filter(({ selector }) => !this.#excepted.has(selector))
      this.#read.set(key, rules)
    }
    return rules
  }
}

const NOTHING: readonly ElementRule[] = []

import type { RowTable } from './data.ts'
import { type ElementRule, group, type Row, readRow } from './rows.ts'

/** Rules on elements by what an element must have for them, each read when it is first asked for. */
export class ElementRules {
  readonly #rows: Map<string, Row[]>
  readonly #read = new Map<string, readonly ElementRule[]>()
  readonly #lists: readonly string[]
  readonly #excepted: ReadonlySet<string>

  /** @param excepted selectors of rules that do not count */
  constructor(tables: readonly RowTable[], lists: readonly string[], excepted: ReadonlySet<string>) {
    this.#rows = group(tables)
    this.#lists = lists
    this.#excepted = excepted
  }

  /** Whether any rule's key passes a test. */
  some(test: (key: string) => boolean): boolean {
    return [...this.#rows.keys()].some(test)
  }

  get(key: string): readonly ElementRule[] {
    const rows = this.#rows.get(key)
    if (!rows) return NOTHING
    let rules = this.#read.get(key)
    if (!rules) {
      rules = rows
        .map(row => readRow(row, this.#lists))
        .filter(({ selector }) => !this.#excepted.has(selector))
      this.#read.set(key, rules)
    }
    return rules
  }
}

const NOTHING: readonly ElementRule[] = []

import type { RowTable, Rule } from './data.ts'
import { lineAt } from './lines.ts'

/** A row that nobody has read yet, and where it stands. */
export interface Row {
  readonly text: string
  readonly table: RowTable
  readonly index: number
}

/** Rows by their first field. @param make what is kept of those that have the same one */
export function grouped<Group>(
  tables: readonly RowTable[],
  make: (rows: readonly Row[]) => Group,
): Map<string, Group> {
  const rows = new Map<string, Row[]>()
  for (const table of tables) {
    for (const [index, text] of table.rows.split('\n').entries()) {
      const key = text.slice(0, text.indexOf('\t'))
      const others = rows.get(key)
      if (others) others.push({ text, table, index })
      else rows.set(key, [{ text, table, index }])
    }
  }
  const groups = new Map<string, Group>()
  for (const [key, own] of rows) groups.set(key, make(own))
  return groups
}

/** Rows that are found by the same thing, read when somebody first asks for them. */
export class RowGroup<Read> {
  #rows: readonly Row[]
  readonly #read: (row: Row) => Read
  #all: readonly Read[] | undefined

  constructor(rows: readonly Row[], read: (row: Row) => Read) {
    this.#rows = rows
    this.#read = read
  }

  get all(): readonly Read[] {
    if (this.#all === undefined) {
      this.#all = this.#rows.map(this.#read)
      this.#rows = []
    }
    return this.#all
  }
}

/** A row's rule. @param text as lists write it */
export function ruleOf({ table, index }: Row, text: string, lists: readonly string[]): Rule {
  return { list: lists[table.list] ?? '', line: lineAt(table.lines, index), text }
}

import type { Compound } from './compound.ts'
import type { RowTable, Rule } from './data.ts'
import { lineAt } from './lines.ts'

/** A row that nobody has read yet, and where it stands. */
export interface Row {
  readonly text: string
  readonly table: RowTable
  readonly index: number
}

/** Rows by their first field. */
export function group(tables: readonly RowTable[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const table of tables) {
    for (const [index, text] of table.rows.split('\n').entries()) {
      const key = text.slice(0, text.indexOf('\t'))
      const others = groups.get(key)
      if (others) others.push({ text, table, index })
      else groups.set(key, [{ text, table, index }])
    }
  }
  return groups
}

/** A rule on one element, read from its row. */
export interface ElementRule {
  readonly compound: Compound
  readonly selector: string
  /** Whether the element goes; or else the browser decides. */
  readonly removes: boolean
  readonly row: Row
}

export function readRow(row: Row): ElementRule {
  const [, kind = '', tests = '[]', selector = ''] = row.text.split('\t')
  return { compound: JSON.parse(tests) as Compound, selector, removes: kind === 'r', row }
}

/** A row's rule. @param text as lists write it */
export function ruleOf({ table, index }: Row, text: string, lists: readonly string[]): Rule {
  return { list: lists[table.list] ?? '', line: lineAt(table.lines, index), text }
}

import type { RowTable, Rule } from './data.ts'
import { lineAt } from './lines.ts'

/** A row that nobody has read yet, and where it stands. */
export interface Row {
  readonly text: string
  /** Counted from 0 through all tables. */
  readonly place: number
  readonly rows: Rows
}

/** The rows of several tables, one after another. */
export class Rows {
  readonly count: number
  readonly #tables: readonly RowTable[]
  readonly #texts: readonly string[]

  constructor(tables: readonly RowTable[]) {
    this.#tables = tables
    this.#texts = tables.flatMap(({ rows }) => rows.split('\n'))
    this.count = this.#texts.length
  }

  at(place: number): Row {
    return { text: this.#texts[place] ?? '', place, rows: this }
  }

  /** The first field of a row. */
  keyOf(place: number): string {
    const text = this.#texts[place] as string
    return text.slice(0, text.indexOf('\t'))
  }

  /** Where a row stands in the lists. To count lines takes a while, and only who is asked for a rule needs it. */
  lineOf(place: number): { list: number; line: number } {
    let index = place
    for (const { list, rows, lines } of this.#tables) {
      const { length } = rows.split('\n')
      if (index < length) return { list, line: lineAt(lines, index) }
      index -= length
    }
    return { list: -1, line: 0 }
  }
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
export function ruleOf({ rows, place }: Row, text: string, lists: readonly string[]): Rule {
  const { list, line } = rows.lineOf(place)
  return { list: lists[list] ?? '', line, text }
}

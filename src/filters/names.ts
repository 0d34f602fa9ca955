import type { NameTable, Rule } from './data.ts'
import { lineAt } from './lines.ts'

/** The names of several lists as one set, made when first asked. */
export class Names {
  readonly #tables: readonly NameTable[]
  #set: ReadonlySet<string> | undefined

  constructor(tables: readonly NameTable[]) {
    this.#tables = tables
  }

  get all(): ReadonlySet<string> {
    this.#set ??= new Set(this.#tables.flatMap(({ names }) => (names ? names.split(' ') : [])))
    return this.#set
  }

  /** Where a name stands; only `explain` asks. @param mark "." or "#" */
  rule(name: string, mark: string, lists: readonly string[]): Rule {
    for (const { list, names, lines } of this.#tables) {
      const index = names.split(' ').indexOf(name)
      if (index >= 0) return { list: lists[list] ?? '', line: lineAt(lines, index), text: `##${mark}${name}` }
    }
    return { list: '', line: 0, text: `##${mark}${name}` }
  }
}

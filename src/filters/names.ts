import type { NameTable, Rule } from './data.ts'
import { lineAt } from './lines.ts'

/** The names of several lists as one set, made when first asked. */
export class Names {
  readonly #tables: readonly NameTable[]
  readonly #excepted: ReadonlySet<string>
  #set: Set<string> | undefined

  /** @param excepted names that do not count */
  constructor(tables: readonly NameTable[], excepted: ReadonlySet<string>) {
    this.#tables = tables
    this.#excepted = excepted
  }

  has(name: string): boolean {
    this.#set ??= this.#read()
    return this.#set.has(name)
  }

  /** Where a name stands; only `explain` asks. @param mark "." or "#" */
  rule(name: string, mark: string, lists: readonly string[]): Rule {
    for (const { list, names, lines } of this.#tables) {
      const index = names.split(' ').indexOf(name)
      if (index >= 0) return { list: lists[list] ?? '', line: lineAt(lines, index), text: `##${mark}${name}` }
    }
    return { list: '', line: 0, text: `##${mark}${name}` }
  }

  #read(): Set<string> {
    const set = new Set(this.#tables.flatMap(({ names }) => (names ? names.split(' ') : [])))
    for (const name of this.#excepted) set.delete(name)
    return set
  }
}

import type { NameTable, Rule } from './data.ts'
import { lineAt } from './lines.ts'

/** The names of several lists as one set, made when first asked. */
export class Names {
  readonly #tables: readonly NameTable[]
  readonly #excepted: ReadonlySet<string>
  #set: ReadonlySet<string> | undefined

  /** @param excepted names that do not count */
  constructor(tables: readonly NameTable[], excepted: ReadonlySet<string>) {
    this.#tables = tables
    this.#excepted = excepted
  }

  has(name: string): boolean {
    this.#set ??= setOf(this.#tables)
    return this.#set.has(name) && !this.#excepted.has(name)
  }

  /** All of them, also those that do not count here. */
  all(): Iterable<string> {
    this.#set ??= setOf(this.#tables)
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

const known = new WeakMap<readonly NameTable[], ReadonlySet<string>>()

/** Many names: one set for all sites that have the same tables. */
function setOf(tables: readonly NameTable[]): ReadonlySet<string> {
  const found = known.get(tables) ?? new Set(tables.flatMap(({ names }) => (names ? names.split(' ') : [])))
  known.set(tables, found)
  return found
}

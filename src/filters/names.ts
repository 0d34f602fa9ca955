import type { NameTable, Rule } from './data.ts'
import { lineAt } from './lines.ts'

/** So many answers are kept: pages of a site ask for the same names again and again. */
const KEPT = 2000

/** The names of several lists. They are looked for where they stand, since to make a set of thousands takes longer. */
export class Names {
  readonly #tables: readonly NameTable[]
  readonly #known = new Map<string, boolean>()

  constructor(tables: readonly NameTable[]) {
    this.#tables = tables
  }

  /** All of them, one by one. */
  get all(): readonly string[] {
    return this.#tables.flatMap(({ names }) => (names ? names.split(' ') : []))
  }

  has(name: string): boolean {
    const before = this.#known.get(name)
    if (before !== undefined) return before
    const found = name !== '' && this.#tables.some(({ names }) => isIn(names, name))
    if (this.#known.size >= KEPT) this.#known.clear()
    this.#known.set(name, found)
    return found
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

/** Whether a name is one of those that stand in a text in their order: each look at the middle leaves half of it. */
function isIn(names: string, wanted: string): boolean {
  let from = 0
  let end = names.length
  while (from < end) {
    const middle = (from + end) >>> 1
    const start = names.lastIndexOf(' ', middle - 1) + 1
    const space = names.indexOf(' ', start)
    const name = names.slice(start, space < 0 ? undefined : space)
    if (name === wanted) return true
    if (name < wanted) from = start + name.length + 1
    else end = start - 1
  }
  return false
}

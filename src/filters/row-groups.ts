import type { RowTable } from './data.ts'
import { type Row, Rows } from './rows.ts'

/** Groups of rows by key. Of thousands a page needs few, so each is made when somebody first asks for it. */
export class RowGroups<Group extends object> {
  readonly #rows: Rows
  readonly #make: (rows: readonly Row[]) => Group
  /** Each group; until it is made, the place of its first row. */
  readonly #groups = new Map<string, Group | number>()
  /** The places of rows that are not the first of their keys. */
  readonly #others = new Map<string, number[]>()

  constructor(rows: Rows, make: (rows: readonly Row[]) => Group) {
    this.#rows = rows
    this.#make = make
  }

  /** All rows of some tables, by their first field. */
  static of<Group extends object>(
    tables: readonly RowTable[],
    make: (rows: readonly Row[]) => Group,
  ): RowGroups<Group> {
    const rows = new Rows(tables)
    const groups = new RowGroups(rows, make)
    for (let place = 0; place < rows.count; place++) groups.add(rows.keyOf(place), place)
    return groups
  }

  /** Puts a row into a group that is not made yet, behind those that are there. */
  add(key: string, place: number): void {
    if (!this.#groups.has(key)) {
      this.#groups.set(key, place)
      return
    }
    const others = this.#others.get(key)
    if (others === undefined) this.#others.set(key, [place])
    else others.push(place)
  }

  get(key: string): Group | undefined {
    const group = this.#groups.get(key)
    if (typeof group !== 'number') return group
    const places = [group, ...(this.#others.get(key) ?? [])]
    const made = this.#make(places.map(place => this.#rows.at(place)))
    this.#groups.set(key, made)
    this.#others.delete(key)
    return made
  }

  has(key: string): boolean {
    return this.#groups.has(key)
  }

  keys(): Iterable<string> {
    return this.#groups.keys()
  }
}

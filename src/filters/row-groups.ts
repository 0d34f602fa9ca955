import type { RowTable } from './data.ts'
import { type Row, Rows } from './rows.ts'

/** Groups of rows by key. Of thousands a page needs few, so each is made when somebody first asks for it. */
export class RowGroups<Group extends object> {
  readonly #rows: Rows
  readonly #make: (rows: readonly Row[]) => Group
  /** Each group; until it is made, the place of its first row. */
  readonly #groups = new Map<string, Group | number>()
  /** The place of the next row that has the same key, by a row's place; 0 where there is none. */
  readonly #next: Uint32Array

  constructor(rows: Rows, make: (rows: readonly Row[]) => Group) {
    this.#rows = rows
    this.#make = make
    this.#next = new Uint32Array(rows.count)
  }

  /** All rows of some tables, by their first field. */
  static of<Group extends object>(
    tables: readonly RowTable[],
    make: (rows: readonly Row[]) => Group,
  ): RowGroups<Group> {
    const rows = new Rows(tables)
    const groups = new RowGroups(rows, make)
    for (let place = rows.count - 1; place >= 0; place--) groups.add(rows.keyOf(place), place)
    return groups
  }

  /** Puts a row into a group that is not made yet, before those that are there. */
  add(key: string, place: number): void {
    const first = this.#groups.get(key)
    if (typeof first === 'number') this.#next[place] = first
    this.#groups.set(key, place)
  }

  get(key: string): Group | undefined {
    const group = this.#groups.get(key)
    if (typeof group !== 'number') return group
    const rows = [this.#rows.at(group)]
    for (let place = this.#next[group]; place; place = this.#next[place]) rows.push(this.#rows.at(place))
    const made = this.#make(rows)
    this.#groups.set(key, made)
    return made
  }

  has(key: string): boolean {
    return this.#groups.has(key)
  }

  keys(): Iterable<string> {
    return this.#groups.keys()
  }
}

import type { RowTable } from './data.ts'
import { ElementGroup } from './element-group.ts'
import { RowGroups } from './row-groups.ts'
import { Rows } from './rows.ts'

type Groups = RowGroups<ElementGroup>

/** Rules that are found by what a `class`, or an `id`, says. */
export interface ValueRules {
  /** By a whole class, or the whole id. */
  readonly words: Groups
  /** By three letters that it begins with. */
  readonly beginnings: Groups
  /** By what it holds anywhere. */
  readonly parts: ElementGroup | undefined
}

/** Rules on elements by what an element must have for them. */
export interface ElementRules {
  readonly class: ValueRules
  readonly id: ValueRules
  /** By names of other attributes. */
  readonly attributes: Groups
  readonly tags: Groups
}

/** Sorts rows by what their keys say; see `ElementRow`. */
export function elementRules(tables: readonly RowTable[]): ElementRules {
  const rows = new Rows(tables)
  const groups = (): Groups => new RowGroups(rows, own => new ElementGroup(own))
  const [classes, ids, attributes, tags] = [groups(), groups(), groups(), groups()]
  const marked = { '[class^': groups(), '[class*': groups(), '[id^': groups(), '[id*': groups() }
  const values = Object.entries(marked)
  for (let place = rows.count - 1; place >= 0; place--) {
    const key = rows.keyOf(place)
    const first = key.charAt(0)
    if (first === '.') classes.add(key.slice(1), place)
    else if (first === '#') ids.add(key.slice(1), place)
    else if (first !== '[') tags.add(key, place)
    else {
      const [mark, own] = values.find(([begins]) => key.startsWith(begins)) ?? [first, attributes]
      own.add(key.slice(mark.length), place)
    }
  }
  return {
    class: { words: classes, beginnings: marked['[class^'], parts: marked['[class*'].get('') },
    id: { words: ids, beginnings: marked['[id^'], parts: marked['[id*'].get('') },
    attributes,
    tags,
  }
}

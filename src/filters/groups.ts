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

/** What keys begin with, the longest first; see `ElementRow`. */
const MARKS = ['[class^', '[class*', '[id^', '[id*', '.', '#', '[', ''] as const

/** Sorts rows by what their keys say. */
export function elementRules(tables: readonly RowTable[]): ElementRules {
  const rows = new Rows(tables)
  const [classBeginnings, classParts, idBeginnings, idParts, classes, ids, attributes, tags] = MARKS.map(
    () => new RowGroups(rows, own => new ElementGroup(own)),
  ) as [Groups, Groups, Groups, Groups, Groups, Groups, Groups, Groups]
  const sorted = [classBeginnings, classParts, idBeginnings, idParts, classes, ids, attributes, tags]
  for (let place = 0; place < rows.count; place++) {
    const key = rows.keyOf(place)
    const kind = MARKS.findIndex(mark => key.startsWith(mark))
    sorted[kind]?.add(key.slice(MARKS[kind]?.length), place)
  }
  return {
    class: { words: classes, beginnings: classBeginnings, parts: classParts.get('') },
    id: { words: ids, beginnings: idBeginnings, parts: idParts.get('') },
    attributes,
    tags,
  }
}

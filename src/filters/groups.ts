import type { RowTable } from './data.ts'
import { type ElementGroup, elementGroups } from './element-group.ts'

/** Rules that are found by what a `class`, or an `id`, says. */
export interface ValueRules {
  /** By a whole class, or the whole id. */
  readonly words: ReadonlyMap<string, ElementGroup>
  /** By three letters that it begins with. */
  readonly beginnings: ReadonlyMap<string, ElementGroup>
  /** By what it holds anywhere. */
  readonly parts: ElementGroup | undefined
}

/** Rules on elements by what an element must have for them. */
export interface ElementRules {
  readonly class: ValueRules
  readonly id: ValueRules
  /** By names of other attributes. */
  readonly attributes: ReadonlyMap<string, ElementGroup>
  readonly tags: ReadonlyMap<string, ElementGroup>
}

/** Sorts rows by what their keys say; see `ElementRow`. */
export function elementRules(tables: readonly RowTable[]): ElementRules {
  const left = elementGroups(tables)
  const take = (begins: string): ReadonlyMap<string, ElementGroup> => {
    const taken = new Map<string, ElementGroup>()
    for (const [key, rules] of left) {
      if (!key.startsWith(begins)) continue
      taken.set(key.slice(begins.length), rules)
      left.delete(key)
    }
    return taken
  }
  return {
    class: { words: take('.'), beginnings: take('[class^'), parts: take('[class*').get('') },
    id: { words: take('#'), beginnings: take('[id^'), parts: take('[id*').get('') },
    attributes: take('['),
    tags: left,
  }
}

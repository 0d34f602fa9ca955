import type { Tag } from '../rewrite/tags/tag.ts'

export type FilterTag = Pick<Tag, 'tagName' | 'getAttribute' | 'attributes'>

/**
 * One test of an element: an attribute's name ("" is the tag's name), an operator, a value, and 1 where the case
 * does not matter. Operators are CSS's, "?" for an attribute that is there; "!" before one negates it.
 */
export type Test = readonly [name: string, operator: string, value: string, ignoreCase?: 1]

/** Tests that must all hold. */
export type Compound = readonly Test[]

/** Whether all tests hold. @param read gives an attribute's value, decoded, or null */
export function matches(compound: Compound, tagName: string, read: (name: string) => string | null): boolean {
  for (const test of compound) {
    const [name, operator] = test
    const held = holds(test, name === '' ? tagName : read(name))
    if (held === operator.startsWith('!')) return false
  }
  return true
}

/** Whether all that is asked of one attribute holds of it; what it must not be is not looked at. */
export function holdsOf(compound: Compound, name: string, found: string): boolean {
  for (const test of compound)
    if (test[0] === name && !test[1].startsWith('!') && !holds(test, found)) return false
  return true
}

/** Whether one test holds of what an attribute says. */
export function holds([, operator, wanted, ignoreCase]: Test, found: string | null): boolean {
  if (found === null) return false
  const text = ignoreCase ? found.toLowerCase() : found
  const value = ignoreCase ? wanted.toLowerCase() : wanted
  switch (operator.at(-1)) {
    case '?':
      return true
    case '=':
      return text === value
    case '^':
      return value !== '' && text.startsWith(value)
    case '$':
      return value !== '' && text.endsWith(value)
    case '*':
      return value !== '' && text.includes(value)
    case '|':
      return text === value || text.startsWith(`${value}-`)
    case '~':
      return value !== '' && words(text).includes(value)
    default:
      return false
  }
}

/** The words of a `class`, as HTML separates them. */
export const words = (text: string): string[] => text.split(/[ \t\n\f\r]+/)

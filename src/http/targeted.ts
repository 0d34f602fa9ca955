import { parseDictionary, Token } from 'structured-headers'
import type { Directives } from './cache-control.ts'
import { members } from './list.ts'

/**
 * A targeted field's directives (RFC 9213 §2.1), or undefined where it is missing, empty or no structured field: "that
 * field MUST be ignored by the cache". It is a Dictionary: names in lower case, of two the last counts, parameters mean
 * nothing. A value of a wrong type is kept as what it is not: a number.
 */
export function parseTargeted(field: string | null): Directives | undefined {
  if (field === null) return undefined
  try {
    const found = new Map<string, string>()
    const dictionary = parseDictionary(field)
    // Of two of a name the last, as in the dictionary.
    const written = new Map(members(field).map(member => [/^[^=;]*/.exec(member)?.[0], member]))
    for (const [name, [value]] of dictionary) {
      // "no-store" is always true: what says that it is not says nothing.
      if (value !== false) found.set(name, argument(value, /^[^=;]*=-?\d+\./.test(written.get(name) ?? '')))
    }
    return dictionary.size > 0 ? found : undefined
  } catch {
    return undefined
  }
}

/** @param isDecimal "60.0" is no Integer, though JavaScript knows no difference */
function argument(value: unknown, isDecimal: boolean): string {
  if (value === true) return ''
  if (typeof value === 'number') return isDecimal ? `${value}.0` : String(value)
  return value instanceof Token ? value.toString() : JSON.stringify(value)
}

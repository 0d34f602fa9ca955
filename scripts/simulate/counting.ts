import type { Counted } from './ledger.ts'
import type { Address } from './paper.ts'

const KINDS: ReadonlySet<string> = new Set<Address['kind']>(['list', 'article', 'feed', 'style', 'picture'])

/** Whether a name in the ledger is about an address of the paper, and not about one of the mirror's own records. */
export const isOfAddress = (name: string): boolean => KINDS.has(name.slice(name.lastIndexOf('.') + 1))

/**
 * What a key is counted as, whichever store it is of: the address that stands in it, as it is or percent-encoded, or
 * the first word of a record's own name.
 */
export function countedAs(addresses: ReadonlyMap<string, Address>): (key: string) => Counted {
  const known = new Map<string, Counted>()
  return key => {
    const before = known.get(key)
    if (before) return before
    const text = key.includes('%') ? decodeURIComponent(key) : key
    const start = text.lastIndexOf('https://')
    const path = start < 0 ? undefined : URL.parse(text.slice(start))?.pathname
    const found = path === undefined ? undefined : addresses.get(path)
    const counted = found ?? { kind: recordIn(path ?? key), weight: 1 }
    known.set(key, counted)
    return counted
  }
}

/** "epochs" of "/-/copy/epochs", "articles" of "articles:3f2a". */
const recordIn = (key: string) => /([a-z]+)(?::[^/]*)?$/i.exec(key)?.[1] ?? 'other'

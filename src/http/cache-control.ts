import { members } from './list.ts'
import { parseTargeted } from './targeted.ts'

/** Cache-Control's directives by lower-case name; the value is "" where the directive has none. */
export type Directives = ReadonlyMap<string, string>

const NAME = /^[!#$%&'*+.^_`|~\w-]+/
const QUOTED = /^"((?:[^"\\]|\\.)*)"$/s
/** What forbids something. It counts wherever it stands, also in what cannot be read. */
const FORBIDDING = new Set(['no-store', 'private', 'no-cache', 'must-revalidate', 'proxy-revalidate'])

/**
 * Reads a Cache-Control field (RFC 9111 §5.2). Never throws. Of a directive that stands twice the first counts, as
 * §4.2.1 allows. A malformed argument is kept as it stands, so that it is no number and makes nothing fresh; what
 * forbids something is seen behind it all the same.
 */
export function parseCacheControl(field: string | null | undefined): Directives {
  const found = new Map<string, string>()
  const add = (name: string, value: string) => {
    if (!found.has(name)) found.set(name, value)
  }
  for (const member of field ? members(field) : []) {
    const name = NAME.exec(member)?.[0] ?? ''
    const rest = member.slice(name.length)
    const quoted = QUOTED.exec(rest.slice(1))?.[1]
    const argument = rest.startsWith('=') ? rest.slice(1) : rest
    if (name !== '') add(name.toLowerCase(), quoted?.replace(/\\(.)/gs, '$1') ?? argument)
    if (quoted === undefined && /[\s;="]/.test(argument))
      for (const word of argument.toLowerCase().split(/[\s;="]+/)) if (FORBIDDING.has(word)) add(word, '')
  }
  return found
}

/** What a cache like this one goes by, and whether that was said to caches like it only. */
export interface Governing {
  readonly directives: Directives
  /** `CDN-Cache-Control` counts: `Cache-Control` and `Expires` don't (RFC 9213 §2.2). */
  readonly isTargeted: boolean
}

/** `CDN-Cache-Control` where it is valid and says anything, else `Cache-Control` (RFC 9213 §2.2). */
export function governedBy(headers: Headers): Governing {
  const targeted = parseTargeted(headers.get('cdn-cache-control'))
  if (targeted !== undefined) return { directives: targeted, isTargeted: true }
  return { directives: parseCacheControl(headers.get('cache-control')), isTargeted: false }
}

/** The directives alone that a cache like this one goes by. */
export const governing = (headers: Headers): Directives => governedBy(headers).directives

/** 2^31: RFC 9111 §1.2.2 has it stand for anything larger. */
export const LONGEST = 2147483648

/** A directive's delta-seconds (RFC 9111 §1.2.2), or undefined where it is missing or no number. */
export function seconds(directives: Directives, name: string): number | undefined {
  const value = directives.get(name)
  if (value === undefined || !/^\d+$/.test(value)) return undefined
  return Math.min(Number(value), LONGEST)
}

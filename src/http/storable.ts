import { governing } from './cache-control.ts'
import type { FieldList } from './fields.ts'

/** Final statuses that the mirror understands well enough to store (RFC 9111 §3). */
const STORED = new Set([200, 203, 301, 302, 307, 308, 404, 410])
/** Of these, the ones that must say themselves how long they hold: they are not cacheable by heuristics. */
const TEMPORARY = new Set([302, 307])

/**
 * Whether a complete response to a GET may be stored by a shared cache (RFC 9111 §3). A list of what may: a
 * status that is not on it is not stored. `Set-Cookie` does not forbid it, because the request told the origin
 * nothing about the reader; the cookie itself never is stored.
 * @param forward the reader's fields that reached the origin: a response that varies by one of them is one
 * reader's own, because the mirror keeps one copy of an address
 */
export function storable(status: number, headers: Headers, forward: FieldList = []): boolean {
  if (!STORED.has(status)) return false
  const directives = governing(headers)
  if (directives.has('no-store') || directives.has('private')) return false
  const lasting =
    ['s-maxage', 'max-age', 'public'].some(name => directives.has(name)) || headers.has('expires')
  if (TEMPORARY.has(status) && !lasting) return false
  const varying = (headers.get('vary') ?? '').toLowerCase().split(/[\s,]+/)
  return !varying.some(name => name === '*' || (name !== 'accept-encoding' && isForwarded(name, forward)))
}

const isForwarded = (name: string, forward: FieldList) =>
  name !== '' && (forward === '*' || forward.includes(name))

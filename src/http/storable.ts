import { parseCacheControl } from './cache-control.ts'

/** Final statuses that the mirror understands well enough to store (RFC 9111 §3). */
const STORED = new Set([200, 203, 301, 302, 307, 308, 404, 410])

/**
 * Whether a complete response to a GET may be stored by a shared cache (RFC 9111 §3). A list of what may: a
 * status that is not on it is not stored. `Set-Cookie` does not forbid it, because the request told the origin
 * nothing about the reader; the cookie itself never is stored.
 */
export function storable(status: number, headers: Headers): boolean {
  if (!STORED.has(status)) return false
  const directives = parseCacheControl(headers.get('cache-control'))
  if (directives.has('no-store') || directives.has('private')) return false
  return !(headers.get('vary') ?? '').split(',').some(name => name.trim() === '*')
}

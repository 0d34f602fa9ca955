import { parseList, serializeList, Token } from 'structured-headers'

/** What the cache did with one request, in RFC 9211's words. */
export type CacheStatus = {
  hit?: boolean
  fwd?: 'bypass' | 'method' | 'uri-miss' | 'vary-miss' | 'miss' | 'request' | 'stale'
  fwdStatus?: number
  /** Seconds of freshness left; below 0 for a stale copy. */
  ttl?: number
  stored?: boolean
  /** Whether it shared the forward of another request (§2.7). */
  collapsed?: boolean
  detail?: string
}

/**
 * The `Cache-Status` field (RFC 9211 §2), with this cache as its last member.
 * @param before what the caches between the origin and this one have said; what is no list would spoil all of it, and is
 *   left out
 */
export function cacheStatus(status: CacheStatus, before: string | null = null): string {
  const parameters = new Map<string, number | boolean | Token | string>()
  if (status.hit) parameters.set('hit', true)
  if (status.fwd) parameters.set('fwd', new Token(status.fwd))
  if (status.fwdStatus !== undefined) parameters.set('fwd-status', status.fwdStatus)
  if (status.ttl !== undefined) parameters.set('ttl', status.ttl)
  if (status.stored) parameters.set('stored', true)
  if (status.collapsed) parameters.set('collapsed', true)
  if (status.detail !== undefined) parameters.set('detail', new Token(status.detail))
  const own = serializeList([[new Token('heliograph'), parameters]])
  return before !== null && isList(before) ? `${before}, ${own}` : own
}

/** Whether a field is a structured list with anything in it (RFC 8941 §3.1). */
function isList(field: string): boolean {
  try {
    return parseList(field).length > 0
  } catch {
    return false
  }
}

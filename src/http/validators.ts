import { instant } from './freshness.ts'

/**
 * Whether a reader's own copy is still the one the mirror has, so that 304 answers it (RFC 9110 §13.2.2).
 * `If-None-Match` decides where it is present; `If-Modified-Since` only without it.
 */
export function notModified(request: Headers, response: Headers): boolean {
  const wanted = request.get('if-none-match')
  const etag = response.get('etag')
  if (wanted !== null) return etag !== null && matches(wanted, etag)
  const since = instant(request.get('if-modified-since'))
  const modified = instant(response.get('last-modified'))
  return since !== undefined && modified !== undefined && modified <= since
}

/** The weak comparison (RFC 9110 §8.8.3.2) of each entity tag in a list. */
function matches(list: string, etag: string): boolean {
  if (list.trim() === '*') return true
  const opaque = (tag: string) => tag.replace(/^W\//, '')
  return (list.match(/(?:W\/)?"[^"]*"/g) ?? []).some(tag => opaque(tag) === opaque(etag))
}

/** The fields of a conditional request for what is stored (RFC 9111 §4.3.1); empty where it has no validator. */
export function conditions(stored: Headers): Record<string, string> {
  const etag = stored.get('etag')
  const modified = stored.get('last-modified')
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(modified === null ? {} : { 'if-modified-since': modified }),
  }
}

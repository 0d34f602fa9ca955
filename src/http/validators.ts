import { instant } from './date.ts'

/**
 * Whether a reader's own copy is still the one the mirror has, so that 304 answers it (RFC 9110 §13.2.2).
 * `If-None-Match` decides where it is present; `If-Modified-Since` only without it. A response that does not say when it
 * was modified was so by its `Date`, or by the time that it came (RFC 9111 §4.3.2).
 * @param response the fields that the reader would get
 * @param receivedAt when the response came, in ms
 */
export function notModified(request: Headers, response: Headers, receivedAt?: number): boolean {
  const wanted = request.get('if-none-match')
  const etag = response.get('etag')
  if (wanted !== null) return etag !== null && matches(wanted, etag)
  const asked = request.get('if-modified-since')
  if (asked === null) return false
  const now = receivedAt ?? 0
  const since = instant(asked, now)
  const said = response.get('last-modified')
  const modified = said === null ? (instant(response.get('date'), now) ?? receivedAt) : instant(said, now)
  return since !== undefined && modified !== undefined && modified <= since
}

/** The weak comparison (RFC 9110 §8.8.3.2) of each entity tag in a list. What lacks its quotes equals itself. */
function matches(list: string, etag: string): boolean {
  if (list.trim() === '*') return true
  if (!isText(etag)) return false
  return (list.match(/(?:W\/)?"[^"]*"|[^\s,"]+/g) ?? []).some(tag => opaque(tag) === opaque(etag))
}

/** Whether all of a tag could be read: bytes that are no text all become U+FFFD, so that other tags would look the same. */
export const isText = (etag: string): boolean => !etag.includes('\ufffd')

const opaque = (tag: string) => tag.trim().replace(/^W\//, '')

/**
 * Whether a 304 is about the stored response, so that it may update it (RFC 9111 §4.3.4): a validator that is another's
 * forbids it, the date of modification where there is no tag.
 */
export function isAbout(stored: Headers, notModified: Headers): boolean {
  const etag = notModified.get('etag')
  if (etag === null) return isSame(stored.get('last-modified'), notModified.get('last-modified'))
  const kept = stored.get('etag')
  if (kept === null) return true
  if (!isText(etag)) return false
  return etag.startsWith('W/') ? opaque(etag) === opaque(kept) : etag === kept
}

const isSame = (kept: string | null, told: string | null) => kept === null || told === null || kept === told

/** The fields of a conditional request for what is stored (RFC 9111 §4.3.1); empty where it has no validator that can be sent. */
export function conditions(stored: Headers): Record<string, string> {
  const etag = stored.get('etag')
  const modified = stored.get('last-modified')
  return {
    ...(etag === null || !isText(etag) ? {} : { 'if-none-match': etag }),
    ...(modified === null ? {} : { 'if-modified-since': modified }),
  }
}

import { instant } from './date.ts'
import { isText } from './validators.ts'

/** What of a body a request is for: bytes from `first` to `last`, both of them included. */
export type Range =
  | { kind: 'whole' }
  | { kind: 'part'; first: number; last: number }
  | { kind: 'unsatisfiable' }

const WHOLE = { kind: 'whole' } as const
const SINGLE = /^bytes=\s*(?:(\d+)-(\d*)|-(\d+))\s*$/i

/**
 * Reads `Range` (RFC 9110 §14.2). Several ranges, other units and what cannot be read get the whole, as does an
 * `If-Range` about another response (§13.1.5).
 * @param response the fields that the reader would get
 * @param size the whole body's, in bytes
 */
export function rangeOf(request: Headers, response: Headers, size: number): Range {
  const parts = SINGLE.exec(request.get('range') ?? '')
  if (parts === null || !isUnchanged(request.get('if-range'), response)) return WHOLE
  const [, from = '', to = '', suffix] = parts
  if (suffix !== undefined) {
    const first = Math.max(0, size - Number(suffix))
    return first < size ? { kind: 'part', first, last: size - 1 } : { kind: 'unsatisfiable' }
  }
  const [first, last] = [Number(from), to === '' ? size - 1 : Number(to)]
  if (to !== '' && last < first) return WHOLE
  return first < size ? { kind: 'part', first, last: Math.min(last, size - 1) } : { kind: 'unsatisfiable' }
}

/** Whether a `Range` asks for one part, and not for several, or for what this mirror knows nothing of. */
export const isSingle = (range: string | null): boolean => SINGLE.test(range ?? '')

/** `If-Range`: the same entity by a strong tag, or by a date that the response had not only just been given. */
function isUnchanged(condition: string | null, response: Headers): boolean {
  if (condition === null) return true
  const wanted = condition.trim()
  if (wanted.startsWith('"')) return isText(wanted) && wanted === response.get('etag')
  const date = instant(response.get('date'), 0)
  const modified = instant(response.get('last-modified'), 0)
  return wanted === response.get('last-modified') && date !== undefined && (modified ?? date) < date
}

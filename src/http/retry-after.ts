import { instant } from './date.ts'

/**
 * How long an answer asks to be left alone for, in seconds (RFC 9110 §10.2.3: a number of seconds, or an HTTP-date);
 * undefined where it doesn't, or nothing sensible.
 * @param now ms since the epoch
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const field = headers.get('retry-after')?.trim() ?? ''
  if (/^\d+$/.test(field)) return Number(field)
  const at = instant(field, now)
  return at === undefined ? undefined : Math.max(0, Math.ceil((at - now) / 1000))
}

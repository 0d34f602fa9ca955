import { describe, expect, test } from 'vitest'
import { mayServeOnError } from '../../src/http/stale.ts'

const RECEIVED = Date.parse('2022-11-06T08:49:37Z')
/** Whether a copy that was fresh for 100 s may answer so many seconds after it came. */
const may = (field: string, after: number, asked = '', also: Record<string, string> = {}) =>
  mayServeOnError(
    {
      receivedAt: RECEIVED,
      initialAge: 0,
      fresh: 100,
      headers: new Headers({ ...(field ? { 'cache-control': field } : {}), ...also }),
    },
    new Headers(asked ? { 'cache-control': asked } : {}),
    RECEIVED + after * 1000,
  )

describe('where the origin fails, a stale response', () => {
  test('may be served, however old, where nobody says anything (RFC 9111 §4.2.4)', () => {
    expect([may('', 50), may('', 101), may('max-age=100', 86_400)]).toEqual([true, true, true])
  })

  test.each(['must-revalidate', 'proxy-revalidate', 's-maxage=100'])('must not, where it says %s', word => {
    expect(may(`max-age=100, ${word}`, 120)).toBe(false)
    expect(may(`max-age=100, ${word}`, 99)).toBe(true)
  })

  test('must not, where it says no-cache, however fresh', () => {
    expect([may('no-cache', 10), may('no-cache, stale-if-error=60', 10)]).toEqual([false, false])
    expect(may('no-store, max-age=1', 10)).toBe(true)
  })

  test('may for as long as stale-if-error allows (RFC 5861 §4)', () => {
    expect([may('stale-if-error=50', 150), may('stale-if-error=50', 151)]).toEqual([true, false])
    expect(may('s-maxage=100, stale-if-error=50', 150)).toBe(true)
    expect(may('must-revalidate, stale-if-error=50', 120)).toBe(false)
  })

  test('may for no longer than its reader allows', () => {
    expect([may('', 110, 'stale-if-error=10'), may('', 111, 'stale-if-error=10')]).toEqual([true, false])
    expect(may('stale-if-error=5', 110, 'stale-if-error=60')).toBe(false)
  })

  test('is ruled by what it says to caches like this one (RFC 9213)', () => {
    const strict = { 'cdn-cache-control': 'max-age=100, must-revalidate' }
    expect(may('stale-if-error=60', 120, '', strict)).toBe(false)
    expect(may('must-revalidate', 120, '', { 'cdn-cache-control': 'max-age=100' })).toBe(true)
  })
})

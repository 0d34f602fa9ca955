import { type Item, parseList, Token } from 'structured-headers'
import { describe, expect, test } from 'vitest'
import { type CacheStatus, cacheStatus } from '../../src/http/cache-status.ts'

/** The field as a client reads it: a structured list of caches with parameters. */
function read(status: CacheStatus) {
  const [[name, parameters], ...others] = parseList(cacheStatus(status)) as [Item, ...Item[]]
  expect(others).toEqual([])
  expect(name).toEqual(new Token('heliograph'))
  return Object.fromEntries(
    [...parameters].map(([key, value]) => [key, value instanceof Token ? `token ${value}` : value]),
  )
}

describe('Cache-Status (RFC 9211)', () => {
  test.each<[CacheStatus, Record<string, unknown>]>([
    [
      { hit: true, ttl: 30 },
      { hit: true, ttl: 30 },
    ],
    [
      { hit: true, ttl: -30 },
      { hit: true, ttl: -30 },
    ],
    [
      { hit: true, ttl: 0 },
      { hit: true, ttl: 0 },
    ],
    [
      { fwd: 'uri-miss', fwdStatus: 200, stored: true },
      { fwd: 'token uri-miss', 'fwd-status': 200, stored: true },
    ],
    [
      { fwd: 'uri-miss', fwdStatus: 500, stored: false },
      { fwd: 'token uri-miss', 'fwd-status': 500 },
    ],
    [
      { fwd: 'stale', ttl: -9, detail: 'origin-broken' },
      { fwd: 'token stale', ttl: -9, detail: 'token origin-broken' },
    ],
    [{}, {}],
  ])('of %o reads back as it was', (status, expected) => {
    expect(read(status)).toEqual(expected)
  })

  test('comes after what caches before it have said', () => {
    expect(cacheStatus({ hit: true }, 'Front; hit; ttl=9, "B, C";fwd=stale')).toBe(
      'Front; hit; ttl=9, "B, C";fwd=stale, heliograph;hit',
    )
  })

  test.each([[''], ['Front; hit; ttl='], ['é'], ['Front,'], [null]])(
    'is there alone where that is %j',
    before => {
      expect(cacheStatus({ hit: true }, before)).toBe('heliograph;hit')
    },
  )

  test('says neither "hit" nor "stored" where it is not so', () => {
    expect(cacheStatus({ hit: true, stored: true })).toMatch(/hit.*stored/)
    expect(cacheStatus({ hit: false, fwd: 'miss', stored: false })).not.toMatch(/hit|stored/)
  })

  test.each([['bypass'], ['method'], ['uri-miss'], ['vary-miss'], ['miss'], ['request'], ['stale']] as const)(
    'knows the reason "%s"',
    fwd => {
      expect(read({ fwd })).toEqual({ fwd: `token ${fwd}` })
    },
  )
})

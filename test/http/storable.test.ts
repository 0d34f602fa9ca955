import { describe, expect, test } from 'vitest'
import { storable } from '../../src/http/storable.ts'

const may = (fields: Record<string, string>, status = 200) => storable(status, new Headers(fields))

describe('what may be stored (RFC 9111 §3)', () => {
  test.each([[200], [203], [301], [308], [404], [410]])(
    '%i may, also without a word about caching',
    status => {
      expect(may({}, status)).toBe(true)
    },
  )

  test.each([[0], [100], [101], [206], [304], [412], [416], [600], [999]])(
    '%i may not, though it says that it is public and fresh',
    status => {
      expect(may({ 'cache-control': 'public, max-age=600' })).toBe(true)
      expect(may({ 'cache-control': 'public, max-age=600' }, status)).toBe(false)
    },
  )

  test.each([[201], [202], [299], [400], [401], [403], [429], [499], [500], [502], [503], [599]])(
    '%i may where it says how long it holds, and only there',
    status => {
      expect(may({ 'cache-control': 'max-age=600' }, status)).toBe(true)
      expect(may({ 'cdn-cache-control': 'max-age=600' }, status)).toBe(true)
      expect(may({ expires: '0' }, status)).toBe(true)
      expect(may({}, status)).toBe(false)
      expect(may({ 'cache-control': 'must-revalidate', 'last-modified': 'x' }, status)).toBe(false)
      expect(may({ 'cdn-cache-control': 'none', expires: '0' }, status)).toBe(false)
    },
  )

  test('what must be understood may where its status is, whatever no-store says (§5.2.2.3)', () => {
    const field = { 'cache-control': 'must-understand, no-store, max-age=600' }
    expect(may(field)).toBe(true)
    expect(may(field, 503)).toBe(true)
    expect(may(field, 299)).toBe(false)
    expect(may({ 'cache-control': 'must-understand, private, max-age=600' })).toBe(false)
  })

  test('an answer to Authorization may where the origin allows to share it (§3.5)', () => {
    const to = (field: string, isAuthorized = true) =>
      storable(200, new Headers({ 'cache-control': field }), { isAuthorized })
    for (const word of ['public', 's-maxage=60', 'must-revalidate'])
      expect(to(`max-age=60, ${word}`)).toBe(true)
    expect(to('max-age=60')).toBe(false)
    expect(to('max-age=60', false)).toBe(true)
  })

  test('an answer to a request with no-store may not (§5.2.1.5)', () => {
    const fresh = new Headers({ 'cache-control': 'max-age=60' })
    expect(storable(200, fresh, { noStore: true })).toBe(false)
    expect(storable(200, fresh, { noStore: false })).toBe(true)
  })

  test.each([[302], [307]])('%i may only where it says so: it is not cacheable by itself', status => {
    expect(may({ 'cache-control': 'max-age=60' }, status)).toBe(true)
    expect(may({ 'cache-control': 'public' }, status)).toBe(true)
    expect(may({ expires: 'Sun, 06 Nov 2022 08:49:37 GMT' }, status)).toBe(true)
    expect(may({}, status)).toBe(false)
  })

  test.each([
    ['no-store'],
    ['No-Store'],
    ['public, max-age=600, no-store'],
    ['private'],
    ['PRIVATE, max-age=600'],
    ['private="set-cookie"'],
  ])('nothing may that says %s', field => {
    expect(may({ 'cache-control': 'public, max-age=600' })).toBe(true)
    expect(may({ 'cache-control': field })).toBe(false)
  })

  test.each([['no-cache'], ['max-age=0'], ['must-revalidate'], ['ext="no-store"'], ['ext="private"']])(
    'what says %s may: it is asked for again, and that is all',
    field => {
      expect(may({ 'cache-control': field })).toBe(true)
    },
  )

  test.each([['*'], ['accept-encoding, *'], [' * ']])('nothing may that varies on "%s"', vary => {
    expect(may({ vary: 'accept-encoding, user-agent' })).toBe(true)
    expect(may({ vary })).toBe(false)
  })

  test('a page with a cookie may: the cookie is not stored', () => {
    expect(may({ 'set-cookie': 'a=b' })).toBe(true)
  })

  describe('by a word to caches like this one, which hides Cache-Control (RFC 9213)', () => {
    test('it may not where CDN-Cache-Control forbids it', () => {
      expect(may({ 'cache-control': 'max-age=600', 'cdn-cache-control': 'max-age=60' })).toBe(true)
      expect(may({ 'cache-control': 'max-age=600', 'cdn-cache-control': 'no-store' })).toBe(false)
      expect(may({ 'cache-control': 'max-age=600', 'cdn-cache-control': 'private' })).toBe(false)
    })

    test('it may where only Cache-Control forbids it', () => {
      expect(may({ 'cache-control': 'no-store', 'cdn-cache-control': 'max-age=600' })).toBe(true)
      expect(may({ 'cache-control': 'no-store', 'cdn-cache-control': '' })).toBe(false)
    })
  })
})

import { describe, expect, test } from 'vitest'
import { assess, type Timed } from '../../src/http/assess.ts'
import { parseCacheControl } from '../../src/http/cache-control.ts'
import { mayServeStale } from '../../src/http/stale.ts'

const RECEIVED = Date.parse('2022-11-06T08:49:37Z')
const copy = (fields: Record<string, string>, more: Partial<Timed> = {}): Timed => ({
  receivedAt: RECEIVED,
  initialAge: 0,
  fresh: 100,
  headers: new Headers(fields),
  ...more,
})
const assessedAfter = (seconds: number, stored: Timed) => assess(stored, RECEIVED + seconds * 1000)
const kind = (seconds: number, field: string, more: Partial<Timed> = {}) =>
  assessedAfter(seconds, copy(field === '' ? {} : { 'cache-control': field }, more)).kind

const UNFORBIDDEN = { kind: 'allowed', by: 'disconnected' }

describe('a stored copy', () => {
  test('is fresh until its lifetime is over', () => {
    expect(assessedAfter(0, copy({}))).toEqual({ kind: 'fresh', age: 0, ttl: 100 })
    expect(assessedAfter(99, copy({}))).toEqual({ kind: 'fresh', age: 99, ttl: 1 })
    expect(assessedAfter(100, copy({}))).toEqual({
      kind: 'must-revalidate',
      age: 100,
      ttl: 0,
      by: 'copy',
      ifError: UNFORBIDDEN,
    })
    expect(assessedAfter(101, copy({}))).toEqual({
      kind: 'must-revalidate',
      age: 101,
      ttl: -1,
      by: 'copy',
      ifError: UNFORBIDDEN,
    })
  })

  test('was already as old as it came', () => {
    expect(assessedAfter(10, copy({}, { initialAge: 80 }))).toEqual({ kind: 'fresh', age: 90, ttl: 10 })
    expect(assessedAfter(10, copy({}, { initialAge: 90 })).kind).toBe('must-revalidate')
  })

  test('does not grow younger where the clock goes back', () => {
    expect(assessedAfter(-500, copy({}, { initialAge: 30 }))).toEqual({ kind: 'fresh', age: 30, ttl: 70 })
  })

  test('with no lifetime is asked for again at once', () => {
    expect(kind(0, '', { fresh: 0 })).toBe('must-revalidate')
  })

  test('that the origin calls no-cache is asked for again, however fresh', () => {
    expect(kind(10, 'max-age=100')).toBe('fresh')
    expect(kind(10, 'no-cache, max-age=100')).toBe('must-revalidate')
    expect(kind(10, 'no-cache, max-age=100, stale-while-revalidate=600')).toBe('must-revalidate')
  })
})

describe('a stale copy', () => {
  test('is served while it is renewed, for as long as the origin allows (RFC 5861 §3)', () => {
    const field = 'max-age=100, stale-while-revalidate=50'
    expect(kind(99, field)).toBe('fresh')
    expect(kind(100, field)).toBe('stale-while-revalidate')
    expect(kind(149, field)).toBe('stale-while-revalidate')
    expect(kind(151, field)).toBe('must-revalidate')
    expect(assessedAfter(130, copy({ 'cache-control': field }))).toMatchObject({ age: 130, ttl: -30 })
  })

  test.each([['must-revalidate'], ['proxy-revalidate'], ['Must-Revalidate']])(
    'is not, where the origin says %s',
    word => {
      expect(kind(120, 'stale-while-revalidate=50')).toBe('stale-while-revalidate')
      expect(kind(120, `stale-while-revalidate=50, ${word}`)).toBe('must-revalidate')
      expect(kind(50, `stale-while-revalidate=50, ${word}`)).toBe('fresh')
    },
  )

  test.each([
    ['stale-while-revalidate'],
    ['stale-while-revalidate=x'],
    ['stale-while-revalidate=-5'],
    ['ext'],
  ])('is not, where the origin says %s', field => {
    expect(kind(110, field)).toBe('must-revalidate')
  })

  test('is by the site’s own rule, which counts before the origin’s', () => {
    expect(kind(140, 'must-revalidate, no-cache', { stale: 50 })).toBe('stale-while-revalidate')
    expect(kind(160, 'stale-while-revalidate=600', { stale: 50 })).toBe('must-revalidate')
    expect(kind(110, 'stale-while-revalidate=600', { stale: 0 })).toBe('must-revalidate')
    expect(kind(50, 'no-cache', { stale: 0 })).toBe('fresh')
  })
})

describe('a word to caches like this one (RFC 9213) hides Cache-Control', () => {
  const both = (cdn: string, everybody: string) =>
    copy({ 'cdn-cache-control': cdn, 'cache-control': everybody })

  test('no-cache counts where it stands in CDN-Cache-Control, and only there', () => {
    expect(assessedAfter(10, both('max-age=100', 'max-age=0, no-cache')).kind).toBe('fresh')
    expect(assessedAfter(10, both('no-cache, max-age=100', 'max-age=100')).kind).toBe('must-revalidate')
  })

  test('stale-while-revalidate counts where it stands in CDN-Cache-Control, and only there', () => {
    const swr = 'max-age=100, stale-while-revalidate=50'
    expect(assessedAfter(120, both(swr, 'max-age=0, must-revalidate')).kind).toBe('stale-while-revalidate')
    expect(assessedAfter(120, both('max-age=100', swr)).kind).toBe('must-revalidate')
  })
})

describe('a copy that cannot be validated', () => {
  const useAfter = (seconds: number, field: string, request = '', more: Partial<Timed> = {}) => {
    const stored = copy({ 'cache-control': field }, more)
    const verdict = assess(stored, RECEIVED + seconds * 1000, parseCacheControl(request))
    if (verdict.kind !== 'must-revalidate') throw new Error(verdict.kind)
    return verdict.ifError
  }

  test.each<[string, number, string, string]>([
    ['disconnected', 150, 'max-age=100', ''],
    ['stale-if-error', 150, 'max-age=100, stale-if-error=50', ''],
    ['stale-if-error', 150, 'max-age=100', 'stale-if-error=50'],
    ['stale-if-error', 150, 's-maxage=100, stale-if-error=50', ''],
    ['fresh', 50, 'max-age=100', 'max-age=20'],
    ['fresh', 50, 'max-age=100, must-revalidate', 'max-age=20'],
  ])('may be served by "%s" after %i seconds of "%s" to "%s"', (by, seconds, field, request) => {
    expect(useAfter(seconds, field, request)).toEqual({ kind: 'allowed', by })
  })

  test.each<[string, number, string, string]>([
    ['no-cache', 50, 'max-age=100, no-cache', ''],
    ['must-revalidate', 150, 'max-age=100, must-revalidate', ''],
    ['must-revalidate', 150, 'max-age=100, must-revalidate, stale-if-error=600', ''],
    ['proxy-revalidate', 150, 'max-age=100, proxy-revalidate', ''],
    ['s-maxage', 150, 's-maxage=100', ''],
    ['stale-if-error', 151, 'max-age=100, stale-if-error=50', ''],
    ['request', 50, 'max-age=100', 'no-cache'],
  ])('may not because of "%s" after %i seconds of "%s" to "%s"', (by, seconds, field, request) => {
    const use = useAfter(seconds, field, request)
    expect(use).toEqual({ kind: 'forbidden', by })
    expect(mayServeStale(use, 'rfc')).toBe(false)
    expect(mayServeStale(use, 'last-good-copy')).toBe(true)
  })

  test('may be served by the site’s own rule, whatever the origin says', () => {
    expect(useAfter(200, 'must-revalidate, no-cache', '', { stale: 0 })).toEqual(UNFORBIDDEN)
  })
})

describe('what a reader wants of a copy (RFC 9111 §5.2.1)', () => {
  const to = (request: string, seconds: number, field = 'max-age=100') =>
    assess(copy({ 'cache-control': field }), RECEIVED + seconds * 1000, parseCacheControl(request)).kind

  test.each<[string, number, string]>([
    ['', 50, 'fresh'],
    ['no-cache', 50, 'must-revalidate'],
    ['max-age=0', 0, 'must-revalidate'],
    ['max-age=50', 50, 'fresh'],
    ['max-age=49', 50, 'must-revalidate'],
    ['max-age=x', 50, 'fresh'],
    ['min-fresh=50', 50, 'fresh'],
    ['min-fresh=51', 50, 'must-revalidate'],
    ['max-stale', 5000, 'accepted-stale'],
    ['max-stale=50', 150, 'accepted-stale'],
    ['max-stale=50', 151, 'must-revalidate'],
    ['max-stale=x', 101, 'must-revalidate'],
    ['max-age=10, max-stale=50', 150, 'accepted-stale'],
  ])('%s after %i seconds: %s', (request, seconds, kind) => {
    expect(to(request, seconds)).toBe(kind)
  })

  test.each([['must-revalidate'], ['proxy-revalidate'], ['s-maxage=100'], ['no-cache']])(
    'is not something stale where the origin says %s',
    word => {
      expect(to('max-stale', 150)).toBe('accepted-stale')
      expect(to('max-stale', 150, `max-age=100, ${word}`)).toBe('must-revalidate')
    },
  )
})

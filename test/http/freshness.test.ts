import { describe, expect, test } from 'vitest'
import { initialAge, instant, lifetime } from '../../src/http/freshness.ts'

const NOW = Date.parse('Sun, 06 Nov 2022 08:49:37 GMT')
const date = (offset: number) => new Date(NOW + offset * 1000).toUTCString()
const fresh = (fields: Record<string, string>, status = 200, rule?: number) =>
  lifetime(status, new Headers(fields), NOW, rule)

describe('a freshness lifetime', () => {
  test.each<[string, Record<string, string>, number]>([
    ['max-age', { 'cache-control': 'max-age=60' }, 60],
    ['a quoted max-age', { 'cache-control': 'max-age="60"' }, 60],
    ['max-age=0', { 'cache-control': 'max-age=0' }, 0],
    ['s-maxage before max-age', { 'cache-control': 'max-age=60, s-maxage=600' }, 600],
    ['s-maxage=0 before max-age', { 'cache-control': 'max-age=60, s-maxage=0' }, 0],
    ['max-age before Expires', { 'cache-control': 'max-age=60', expires: date(3600) }, 60],
    ['s-maxage before Expires', { 'cache-control': 's-maxage=60', expires: date(-3600) }, 60],
    ['Expires after Date', { date: date(-100), expires: date(500) }, 600],
    ['Expires without a Date', { expires: date(600) }, 600],
    [
      'Expires beside directives that say nothing of it',
      { 'cache-control': 'public', expires: date(60) },
      60,
    ],
    ['Expires in the past', { date: date(0), expires: date(-60) }, 0],
    ['Expires: 0', { expires: '0' }, 0],
    ['Expires: -1', { expires: '-1' }, 0],
    ['Expires that is no date', { expires: 'tomorrow' }, 0],
    ['Expires that is empty', { expires: '' }, 0],
  ])('comes from %s', (_, fields, seconds) => {
    expect(fresh(fields)).toEqual({ seconds, by: 'origin' })
  })

  test.each([['max-age=x'], ['max-age=-1'], ['max-age=1.5'], ['max-age'], ['s-maxage=x, max-age']])(
    'is none where a response says %s: what cannot be read makes nothing fresh',
    field => {
      expect(fresh({ 'cache-control': field, 'last-modified': date(-86400) }).seconds).toBe(0)
      expect(fresh({ 'last-modified': date(-86400) }).seconds).toBeGreaterThan(0)
    },
  )

  test('is the site’s own where it has a rule, whatever the origin says', () => {
    const fields = { 'cache-control': 'no-cache, max-age=5', 'cdn-cache-control': 'max-age=6' }
    expect(fresh(fields, 200, 300)).toEqual({ seconds: 300, by: 'site' })
    expect(fresh(fields, 200, 0)).toEqual({ seconds: 0, by: 'site' })
    expect(fresh(fields)).toEqual({ seconds: 6, by: 'origin' })
  })

  describe('that is targeted at caches like this one (RFC 9213)', () => {
    test.each<[string, Record<string, string>, number]>([
      [
        'before Cache-Control',
        { 'cache-control': 's-maxage=60, max-age=5', 'cdn-cache-control': 'max-age=600' },
        600,
      ],
      ['before Expires', { expires: date(60), 'cdn-cache-control': 'max-age=600' }, 600],
      [
        'before a longer Cache-Control',
        { 'cache-control': 'max-age=600', 'cdn-cache-control': 'max-age=0' },
        0,
      ],
      ['in its own s-maxage', { 'cdn-cache-control': 'max-age=5, s-maxage=600' }, 600],
    ])('counts %s', (_, fields, seconds) => {
      expect(fresh(fields)).toEqual({ seconds, by: 'origin' })
    })

    test('hides Cache-Control and Expires even where it gives no lifetime', () => {
      const fields = { 'cache-control': 'max-age=600', expires: date(600) }
      expect(fresh(fields)).toEqual({ seconds: 600, by: 'origin' })
      expect(fresh({ ...fields, 'cdn-cache-control': 'public' }).by).toBe('heuristic')
    })

    test.each([[''], ['  ']])('does not count where it is empty: "%s"', targeted => {
      expect(fresh({ 'cache-control': 'max-age=600', 'cdn-cache-control': targeted })).toEqual({
        seconds: 600,
        by: 'origin',
      })
    })
  })

  describe('that nobody states (RFC 9111 §4.2.2)', () => {
    test('is a tenth of the time since the page was modified', () => {
      expect(fresh({ date: date(0), 'last-modified': date(-36000) })).toEqual({
        seconds: 3600,
        by: 'heuristic',
      })
      expect(fresh({ date: date(-3600), 'last-modified': date(-36000) }).seconds).toBe(3240)
      expect(fresh({ 'last-modified': date(-36000) }).seconds).toBe(3600)
    })

    test('is a day at most', () => {
      expect(fresh({ 'last-modified': date(-86400 * 365) }).seconds).toBe(86400)
    })

    test('is none for what was modified after it was sent', () => {
      expect(fresh({ date: date(0), 'last-modified': date(3600) }).seconds).toBe(0)
    })

    test('is short where there is no hint at all, or one that cannot be read', () => {
      const { seconds, by } = fresh({})
      expect(by).toBe('heuristic')
      expect(seconds).toBeGreaterThan(0)
      expect(seconds).toBeLessThanOrEqual(300)
      expect(fresh({ 'last-modified': 'yesterday' }).seconds).toBe(seconds)
    })

    test.each([[200], [203], [204], [300], [301], [308], [404], [405], [410], [414], [501]])(
      'is given to %i',
      status => {
        expect(fresh({ 'last-modified': date(-36000) }, status).seconds).toBe(3600)
      },
    )

    test.each([[201], [302], [303], [307], [400], [403], [429], [500], [502], [503]])(
      'is not given to %i, unless it says that it is public',
      status => {
        const modified = { 'last-modified': date(-36000) }
        expect(fresh(modified, status).seconds).toBe(0)
        expect(fresh({ ...modified, 'cache-control': 'public' }, status).seconds).toBe(3600)
        expect(fresh({ ...modified, 'cache-control': 'max-age=60' }, status).seconds).toBe(60)
      },
    )
  })
})

describe('the age on arrival (RFC 9111 §4.2.3)', () => {
  const age = (fields: Record<string, string>, delay = 0) =>
    initialAge(new Headers(fields), NOW - delay * 1000, NOW)

  test.each<[string, Record<string, string>, number, number]>([
    ['nothing without hints', {}, 0, 0],
    ['what Age says', { age: '100', date: date(0) }, 0, 100],
    ['Age and the time that the request took', { age: '100', date: date(0) }, 4, 104],
    ['the time that the request took', { date: date(0) }, 4, 4],
    ['the time since Date', { date: date(-50) }, 0, 50],
    ['the greater of the two: Date', { age: '10', date: date(-50) }, 4, 50],
    ['the greater of the two: Age', { age: '100', date: date(-50) }, 4, 104],
    ['not below 0 where Date is ahead', { date: date(50) }, 0, 0],
    ['the first of several Ages', { age: '100, 5', date: date(0) }, 0, 100],
    ['nothing where Age is no number', { age: 'old', date: date(0) }, 0, 0],
    ['nothing where Age is negative', { age: '-5', date: date(0) }, 0, 0],
    ['nothing where Date is no date', { date: 'now' }, 0, 0],
  ])('is %s', (_, fields, delay, expected) => {
    expect(age(fields, delay)).toBe(expected)
  })

  test('is whole seconds', () => {
    expect(initialAge(new Headers({ age: '1' }), NOW - 2700, NOW)).toBe(3)
  })
})

describe('an HTTP-date', () => {
  const at = Date.parse('1994-11-06T08:49:37Z')
  test.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT'],
    ['Sunday, 06-Nov-94 08:49:37 GMT'],
    ['Sun Nov  6 08:49:37 1994'],
    [' Sun, 06 Nov 1994 08:49:37 GMT '],
  ])('"%s" is read', field => {
    expect(instant(field, at)).toBe(at)
  })

  test.each([[null], [''], ['0'], ['-1'], ['784111777'], ['1994-11-06T08:49:37Z'], ['Sun'], ['never']])(
    '%j is none',
    field => {
      expect(instant(field, at)).toBeUndefined()
    },
  )
})

import { describe, expect, test } from 'vitest'
import { parseCacheControl, seconds } from '../../src/http/cache-control.ts'

const parsed = (field: string | null | undefined) => Object.fromEntries(parseCacheControl(field))

describe('a Cache-Control field', () => {
  test.each<[string, Record<string, string>]>([
    ['no-store', { 'no-store': '' }],
    ['public, max-age=60', { public: '', 'max-age': '60' }],
    ['Public,MAX-AGE=60', { public: '', 'max-age': '60' }],
    ['  public ,\tmax-age=60  ', { public: '', 'max-age': '60' }],
    [',, public ,,max-age=60,', { public: '', 'max-age': '60' }],
    ['max-age="60"', { 'max-age': '60' }],
    ['private="set-cookie, x-a", max-age=60', { private: 'set-cookie, x-a', 'max-age': '60' }],
    ['community="UCI"', { community: 'UCI' }],
    ['ext="a\\"b, no-store"', { ext: 'a"b, no-store' }],
    ['ext="", public', { ext: '', public: '' }],
    ['ext="no-store"', { ext: 'no-store' }],
    ['ext=a=b', { ext: 'a=b' }],
    ['max-age=60, stale-while-revalidate=30', { 'max-age': '60', 'stale-while-revalidate': '30' }],
  ])('%s is read as it is meant', (field, expected) => {
    expect(parsed(field)).toEqual(expected)
  })

  test('counts a directive’s first occurrence', () => {
    expect(parsed('max-age=60, max-age=3600')).toEqual({ 'max-age': '60' })
    expect(parsed('max-age=60, Max-Age=3600')).toEqual({ 'max-age': '60' })
  })

  test.each([[''], [null], [undefined], [' , ,'], ['='], ['"'], [';;;'], ['\u0000ÿ']])(
    '%j has no directives and does not throw',
    field => {
      expect([...parseCacheControl(field).keys()]).toEqual([])
    },
  )

  test.each([
    ['max-age=60 no-store'],
    ['max-age=60; no-store'],
    ['broken="never closed, no-store'],
    ['@@, no-store'],
    ['max-age==, no-store'],
    ['no-store=1'],
    ['no-store="x"'],
  ])('%s, which is malformed, still forbids to store', field => {
    expect(parseCacheControl(field).has('no-store')).toBe(true)
  })
})

describe('a directive’s seconds', () => {
  test.each<[string, number | undefined]>([
    ['max-age=0', 0],
    ['max-age=60', 60],
    ['max-age="60"', 60],
    ['max-age=00060', 60],
    ['max-age=2147483648', 2147483648],
    ['max-age=99999999999999999999', 2147483648],
    [`max-age=${'9'.repeat(400)}`, 2147483648],
    ['max-age', undefined],
    ['max-age=', undefined],
    ['max-age=-1', undefined],
    ['max-age=1.5', undefined],
    ['max-age=1e3', undefined],
    ['max-age=0x10', undefined],
    ['max-age=60s', undefined],
    ['max-age=" 60"', undefined],
    ['s-maxage=60', undefined],
  ])('of %s are %s', (field, expected) => {
    expect(seconds(parseCacheControl(field), 'max-age')).toBe(expected)
  })
})

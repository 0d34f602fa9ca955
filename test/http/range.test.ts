import { describe, expect, test } from 'vitest'
import { isSingle, type Range, rangeOf } from '../../src/http/range.ts'

const FIELDS = {
  etag: '"a"',
  'last-modified': 'Sun, 06 Nov 1994 08:49:37 GMT',
  date: 'Sun, 06 Nov 1994 08:49:40 GMT',
}
const of = (range: string, condition?: string, fields: Record<string, string> = FIELDS) =>
  rangeOf(
    new Headers({ range, ...(condition === undefined ? {} : { 'if-range': condition }) }),
    new Headers(fields),
    10,
  )
const part = (first: number, last: number): Range => ({ kind: 'part', first, last })

describe('a range of ten bytes (RFC 9110 §14.2)', () => {
  test.each<[string, Range]>([
    ['bytes=0-4', part(0, 4)],
    ['BYTES= 0-4 ', part(0, 4)],
    ['bytes=0-0', part(0, 0)],
    ['bytes=9-9', part(9, 9)],
    ['bytes=5-', part(5, 9)],
    ['bytes=5-99999999999999999999', part(5, 9)],
    ['bytes=-3', part(7, 9)],
    ['bytes=-30', part(0, 9)],
    ['bytes=10-', { kind: 'unsatisfiable' }],
    ['bytes=10-20', { kind: 'unsatisfiable' }],
    ['bytes=-0', { kind: 'unsatisfiable' }],
    ['bytes=4-2', { kind: 'whole' }],
    ['bytes=0-1,4-5', { kind: 'whole' }],
    ['bytes=a-b', { kind: 'whole' }],
    ['bytes=-', { kind: 'whole' }],
    ['pages=0-4', { kind: 'whole' }],
    ['', { kind: 'whole' }],
  ])('%s is %j', (range, expected) => {
    expect(of(range)).toEqual(expected)
  })

  test('of no bytes at all is nothing', () => {
    expect(rangeOf(new Headers({ range: 'bytes=0-' }), new Headers(), 0)).toEqual({ kind: 'unsatisfiable' })
    expect(rangeOf(new Headers({ range: 'bytes=-5' }), new Headers(), 0)).toEqual({ kind: 'unsatisfiable' })
  })
})

test('a range is one where it asks for one part of the bytes', () => {
  for (const range of ['bytes=0-4', 'bytes=5-', 'bytes=-3']) expect(isSingle(range)).toBe(true)
  for (const range of ['bytes=0-1,4-5', 'pages=0-4', 'bytes=-', '', null]) expect(isSingle(range)).toBe(false)
})

describe('If-Range (RFC 9110 §13.1.5)', () => {
  test.each([['"a"'], ['Sun, 06 Nov 1994 08:49:37 GMT']])('%s is about this response', condition => {
    expect(of('bytes=0-4', condition)).toEqual(part(0, 4))
  })

  test.each([
    ['"b"'],
    ['W/"a"'],
    ['Sun, 06 Nov 1994 08:49:38 GMT'],
    ['Sun, 06 Nov 1994 08:49:36 GMT'],
    ['x'],
    [''],
  ])('%j is not', condition => {
    expect(of('bytes=0-4', condition)).toEqual({ kind: 'whole' })
  })

  test('is not by a tag that could not be read', () => {
    expect(of('bytes=0-4', '"\ufffd"', { etag: '"\ufffd"' })).toEqual({ kind: 'whole' })
  })

  test('is not by a weak tag, nor by a date of the very second', () => {
    expect(of('bytes=0-4', 'W/"a"', { etag: 'W/"a"' })).toEqual({ kind: 'whole' })
    const now = { ...FIELDS, date: FIELDS['last-modified'] }
    expect(of('bytes=0-4', FIELDS['last-modified'], now)).toEqual({ kind: 'whole' })
  })
})

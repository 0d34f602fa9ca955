import { describe, expect, test } from 'vitest'
import { conditions, isAbout, notModified } from '../../src/http/validators.ts'

const MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT'
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT'
const LATER = 'Sun, 06 Nov 1994 08:49:38 GMT'
const unchanged = (request: Record<string, string>, response: Record<string, string>) =>
  notModified(new Headers(request), new Headers(response))

describe('If-None-Match (RFC 9110 §13.1.2)', () => {
  test.each([
    ['"a"', '"a"'],
    ['W/"a"', '"a"'],
    ['"a"', 'W/"a"'],
    ['W/"a"', 'W/"a"'],
    ['"b", "a"', '"a"'],
    ['"b",W/"a"', '"a"'],
    ['"x,y", "a"', '"x,y"'],
    ['""', '""'],
    ['*', '"a"'],
    [' * ', '"a"'],
  ])('%s has %s already', (wanted, etag) => {
    expect(unchanged({ 'if-none-match': wanted }, { etag })).toBe(true)
  })

  test.each([
    ['"b"', '"a"'],
    ['"A"', '"a"'],
    ['"ab"', '"a"'],
    ['"a", "c"', '"b"'],
    ['a', '"a"'],
    ['"x,y"', '"x"'],
    ['"\ufffd"', '"\ufffd"'],
    ['"a\ufffd", W/"\ufffd"', 'W/"\ufffd"'],
    ['"*"', '"a"'],
    ['', '"a"'],
  ])('%s does not have %s', (wanted, etag) => {
    expect(unchanged({ 'if-none-match': wanted }, { etag })).toBe(false)
  })

  test('"*" has whatever there is, whether or not its tag can be read', () => {
    expect(unchanged({ 'if-none-match': '*' }, { etag: '"\ufffd"' })).toBe(true)
  })

  test('decides alone where it is there', () => {
    const response = { etag: '"a"', 'last-modified': MODIFIED }
    expect(unchanged({ 'if-modified-since': LATER }, response)).toBe(true)
    expect(unchanged({ 'if-none-match': '"b"', 'if-modified-since': LATER }, response)).toBe(false)
    expect(unchanged({ 'if-none-match': '"a"', 'if-modified-since': EARLIER }, response)).toBe(true)
  })

  test('is not fulfilled by a page without an entity tag', () => {
    expect(unchanged({ 'if-none-match': '"a"' }, { 'last-modified': MODIFIED })).toBe(false)
  })
})

describe('If-Modified-Since (RFC 9110 §13.1.3)', () => {
  test('has the page where it was not modified since', () => {
    const response = { 'last-modified': MODIFIED }
    expect(unchanged({ 'if-modified-since': EARLIER }, response)).toBe(false)
    expect(unchanged({ 'if-modified-since': MODIFIED }, response)).toBe(true)
    expect(unchanged({ 'if-modified-since': LATER }, response)).toBe(true)
  })

  test('reads the older forms of a date', () => {
    const response = { 'last-modified': MODIFIED }
    expect(unchanged({ 'if-modified-since': 'Sunday, 06-Nov-94 08:49:37 GMT' }, response)).toBe(true)
    expect(unchanged({ 'if-modified-since': 'Sun Nov  6 08:49:37 1994' }, response)).toBe(true)
  })

  test.each([['yesterday'], ['0'], ['']])('"%s" is passed over, as it is no date', since => {
    expect(unchanged({ 'if-modified-since': since }, { 'last-modified': MODIFIED })).toBe(false)
  })

  test('says nothing about a page without a date', () => {
    expect(unchanged({ 'if-modified-since': LATER }, { etag: '"a"' })).toBe(false)
    expect(unchanged({ 'if-modified-since': LATER }, { 'last-modified': 'yesterday' })).toBe(false)
  })
})

test('a request without conditions has nothing yet', () => {
  expect(unchanged({}, { etag: '"a"', 'last-modified': MODIFIED })).toBe(false)
})

describe('the conditions for what is stored (RFC 9111 §4.3.1)', () => {
  test.each<[Record<string, string>, Record<string, string>]>([
    [{}, {}],
    [{ etag: 'W/"a"' }, { 'if-none-match': 'W/"a"' }],
    [{ etag: '"\ufffd"', 'last-modified': MODIFIED }, { 'if-modified-since': MODIFIED }],
    [{ 'last-modified': MODIFIED }, { 'if-modified-since': MODIFIED }],
    [
      { etag: '"a"', 'last-modified': MODIFIED },
      { 'if-none-match': '"a"', 'if-modified-since': MODIFIED },
    ],
  ])('of %o are %o', (stored, expected) => {
    expect(conditions(new Headers(stored))).toEqual(expected)
  })
})

describe('If-Modified-Since where nothing says when it was modified (RFC 9111 §4.3.2)', () => {
  const since = (response: Record<string, string>, receivedAt: number) =>
    notModified(new Headers({ 'if-modified-since': MODIFIED }), new Headers(response), receivedAt)

  test('is measured by Date', () => {
    expect(since({ date: MODIFIED }, Date.parse(LATER))).toBe(true)
    expect(since({ date: LATER }, Date.parse(EARLIER))).toBe(false)
  })

  test('is measured by when it came, without a Date', () => {
    expect(since({}, Date.parse(MODIFIED))).toBe(true)
    expect(since({}, Date.parse(LATER))).toBe(false)
  })
})

describe('a 304 (RFC 9111 §4.3.4)', () => {
  const about = (stored: string | undefined, etag: string | undefined) =>
    isAbout(new Headers(stored ? { etag: stored } : {}), new Headers(etag ? { etag } : {}))

  test.each([
    ['"a"', '"a"'],
    ['W/"a"', 'W/"a"'],
    ['"a"', 'W/"a"'],
    ['"a"', undefined],
    [undefined, undefined],
    [undefined, '"a"'],
  ])('is about what has %s where it says %s', (stored, etag) => {
    expect(about(stored, etag)).toBe(true)
  })

  test.each([
    [MODIFIED, MODIFIED, true],
    [undefined, MODIFIED, true],
    [MODIFIED, undefined, true],
    [MODIFIED, LATER, false],
  ])('without a tag, is about what was modified at %s where it says %s: %s', (stored, told, expected) => {
    const fields = (at?: string) => new Headers(at ? { 'last-modified': at } : {})
    expect(isAbout(fields(stored), fields(told))).toBe(expected)
  })

  test.each([
    ['"a"', '"b"'],
    ['W/"a"', '"a"'],
    ['"a"', 'W/"b"'],
    ['"\ufffd"', '"\ufffd"'],
    ['"\ufffd"', 'W/"\ufffd"'],
  ])('is not about what has %s where it says %s', (stored, etag) => {
    expect(about(stored, etag)).toBe(false)
  })
})

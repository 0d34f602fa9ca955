import { describe, expect, test } from 'vitest'
import { selectingFields, selectionKey } from '../../src/http/vary.ts'

describe('the fields by which a response was chosen (RFC 9111 §4.1)', () => {
  test.each<[string | null, string[] | '*', string[]]>([
    ['Accept-Language, X-A', '*', ['accept-language', 'x-a']],
    ['x-b, x-a, X-B,,', '*', ['x-a', 'x-b']],
    ['x-a, x-b', ['x-b'], ['x-b']],
    ['x-a', [], []],
    ['accept-encoding, cookie, authorization, cf-ipcountry, range', '*', []],
    ['', '*', []],
    [null, '*', []],
  ])('of Vary: %s where %j is forwarded are %j', (vary, forward, expected) => {
    expect(selectingFields(vary, forward)).toEqual(expected)
  })
})

describe('two requests', () => {
  const same = (name: string, one: HeadersInit, other: HeadersInit) =>
    selectionKey([name], new Headers(one)) === selectionKey([name], new Headers(other))

  test.each<[string, string, string]>([
    ['x-a', ' 1 ', '1'],
    ['accept-language', 'en,de', 'en ,  de'],
    ['accept-language', 'en-GB, de', 'DE,en-gb'],
    ['accept', 'text/html; q=0.5, */*', '*/*,text/html;q=0.5'],
  ])('match by %s: "%s" and "%s"', (name, one, other) => {
    expect(same(name, { [name]: one }, { [name]: other })).toBe(true)
  })

  test.each<[string, string, string]>([
    ['x-a', '1', '2'],
    ['x-a', 'a', 'A'],
    ['x-a', '1, 2', '2, 1'],
    ['x-a', 'a  b', 'a b'],
    ['user-agent', 'x (a, b)', 'x (a,b)'],
    ['x-a', '"1, 2"', '"1,2"'],
    ['accept-language', 'en;q=0.5, de', 'en, de;q=0.5'],
  ])('do not match by %s: "%s" and "%s"', (name, one, other) => {
    expect(same(name, { [name]: one }, { [name]: other })).toBe(false)
  })

  test('match where the field is missing in both, and not where it is in one, or empty', () => {
    expect(same('x-a', {}, { 'x-b': '1' })).toBe(true)
    expect(same('x-a', {}, { 'x-a': '1' })).toBe(false)
    expect(same('x-a', {}, { 'x-a': '' })).toBe(false)
  })

  test('cannot be made to match by where one value ends and another begins', () => {
    const key = (a: string, b: string) => selectionKey(['x-a', 'x-b'], new Headers({ 'x-a': a, 'x-b': b }))
    expect(key('1', '2')).toBe(key('1', '2'))
    expect(key('1","2', '')).not.toBe(key('1', '2'))
    expect(key('1', '2')).not.toBe(key('2', '1'))
  })
})

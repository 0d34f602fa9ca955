import { describe, expect, test } from 'vitest'
import { cacheTag, cacheTags } from '../src/cache-tags.ts'

const tags = (fields: [string, string][]) => cacheTags(new Headers(fields))

describe('a tag', () => {
  test.each([
    ['news', 'news'],
    ['News', 'news'],
    ['node:12', 'node:12'],
    ['a/b_c-d.e', 'a/b_c-d.e'],
    ['x'.repeat(128), 'x'.repeat(128)],
  ])('%s is %s', (given, expected) => {
    expect(cacheTag(given)).toBe(expected)
  })

  test.each(['', ' ', 'a b', 'a,b', 'ä', '新', '<b>', '"a"', 'a\n', 'x'.repeat(129)])('is not %j', given => {
    expect(cacheTag(given)).toBeUndefined()
  })
})

describe('the tags of a response', () => {
  test('are none where it names none', () => {
    expect(tags([['etag', 'a']])).toEqual([])
  })

  test('stand in Cache-Tag and Surrogate-Key, with commas or spaces, in one field or several', () => {
    expect(
      tags([
        ['cache-tag', 'News,sport , a'],
        ['cache-tag', 'b'],
        ['surrogate-key', 'b c  d'],
      ]),
    ).toEqual(['news', 'sport', 'a', 'b', 'c', 'd'])
  })

  test('pass over what is none, and keep the rest', () => {
    expect(tags([['cache-tag', `<script>, ok, ${'x'.repeat(200)},,"q"`]])).toEqual(['ok'])
  })

  test('are any where there are too many, or too long ones together', () => {
    const count = (length: number, of = 't') => Array.from({ length }, (_, i) => `${of}${i}`).join()
    expect(tags([['cache-tag', count(64)]])).toHaveLength(64)
    expect(tags([['cache-tag', count(65)]])).toBe('any')
    expect(tags([['cache-tag', count(1000, 't')]])).toBe('any')
    expect(tags([['cache-tag', count(20, 'x'.repeat(110))]])).toBe('any')
    expect(tags([['cache-tag', 'a,'.repeat(5000)]])).toEqual(['a'])
  })
})

import { expect, test } from 'vitest'
import { retryAfter } from '../../src/http/retry-after.ts'

const NOW = Date.parse('Sun, 06 Nov 1994 08:49:37 GMT')

test.each([
  ['120', 120],
  [' 0 ', 0],
  ['Sun, 06 Nov 1994 08:50:37 GMT', 60],
  ['Sun, 06 Nov 1994 08:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['', undefined],
])('Retry-After: "%s" means %s s', (field, seconds) => {
  expect(retryAfter(new Headers({ 'retry-after': field }), NOW)).toBe(seconds)
  expect(retryAfter(new Headers(), NOW)).toBeUndefined()
})

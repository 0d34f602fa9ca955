import { expect, test } from 'vitest'
import type { Test } from '../../src/filters/compound.ts'
import { selectorOf } from '../../src/filters/selector.ts'

test('tests are written as lists mostly write them', () => {
  const given: Readonly<Record<string, readonly Test[]>> = {
    'div.ad#top': [
      ['', '=', 'div'],
      ['class', '~', 'ad'],
      ['id', '=', 'top'],
    ],
    'a[href^="https://bought.example/"]': [
      ['', '=', 'a'],
      ['href', '^', 'https://bought.example/'],
    ],
    '[data-ad]:not(.keep)': [
      ['data-ad', '?', ''],
      ['class', '!~', 'keep'],
    ],
    '[style="x" i]:not([lang|="en" i])': [
      ['style', '=', 'x', 1],
      ['lang', '!|', 'en', 1],
    ],
  }
  for (const [selector, tests] of Object.entries(given)) expect(selectorOf(tests)).toBe(selector)
})

import { describe, expect, test } from 'vitest'
import { Names } from '../../src/filters/names.ts'

const all = Array.from({ length: 300 }, (_, at) => `${at % 3 ? 'ad' : 'Box'}-${at}${'x'.repeat(at % 7)}`)
const names = new Names([
  { list: 0, names: all.toSorted().join(' '), lines: '1:300' },
  { list: 1, names: 'only', lines: '4' },
  { list: 2, names: '', lines: '' },
])

describe('names of lists', () => {
  test('are each found, and nothing else is, also when it is asked again', () => {
    for (const name of [...all, ...all, 'only']) expect(names.has(name)).toBe(true)
    for (const name of [
      '',
      ' ',
      'a',
      'ad',
      'ad-1',
      'ad-1xx',
      'zz',
      '!',
      'onl',
      'only ',
      'ad-1x ad-2xx',
      'only',
    ])
      expect(names.has(name)).toBe(name === 'only' || all.includes(name))
  })

  test('know their list and line', () => {
    expect(names.rule('only', '.', ['a.txt', 'b.txt'])).toEqual({ list: 'b.txt', line: 4, text: '##.only' })
  })

  test('are found when very many others were asked for', () => {
    for (let at = 0; at < 5000; at++) expect(names.has(`other-${at}`)).toBe(false)
    expect(names.has('only')).toBe(true)
  })
})

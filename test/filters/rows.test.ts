import { describe, expect, test } from 'vitest'
import { RowGroups } from '../../src/filters/row-groups.ts'
import { type Row, ruleOf } from '../../src/filters/rows.ts'

const tables = [
  { list: 0, rows: 'ads\t1\nbox\t2\nads\t3', lines: '2,3,5' },
  { list: 1, rows: '\t4\nads\t5', lines: '7,1' },
]

describe('rows of several tables', () => {
  const made: string[] = []
  const groups = RowGroups.of(tables, rows => {
    made.push(rows.map(({ text }) => text).join(' '))
    return [...rows]
  })

  test('are grouped by their first field in the order of the lists, when somebody asks, and once', () => {
    expect(made).toEqual([])
    expect(groups.get('ads')?.map(({ text }) => text)).toEqual(['ads\t1', 'ads\t3', 'ads\t5'])
    expect(groups.get('ads')).toBe(groups.get('ads'))
    expect(made).toEqual(['ads\t1 ads\t3 ads\t5'])
  })

  test('are known by their keys without being read', () => {
    expect([...groups.keys()].toSorted()).toEqual(['', 'ads', 'box'])
    expect([groups.has('box'), groups.has('bo'), groups.get('bo')]).toEqual([true, false, undefined])
    expect(made).toHaveLength(1)
  })

  test('know their list and line', () => {
    const rules = groups.get('ads')?.map((row: Row) => ruleOf(row, 'x', ['a.txt', 'b.txt']))
    expect(rules?.map(({ list, line }) => `${list} ${line}`)).toEqual(['a.txt 2', 'a.txt 10', 'b.txt 8'])
  })
})

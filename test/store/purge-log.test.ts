import { describe, expect, test } from 'vitest'
import type { Mark, Scope } from '../../src/store/epochs.ts'
import { LOGGED, type LogEntry, logged } from '../../src/store/purge-log.ts'

const mark = (scope: Scope, at = 1): Mark => ({ act: 'purge', scope, at })
const logOf = (marks: readonly Mark[]) => marks.reduce<readonly LogEntry[]>(logged, [])

describe('the log', () => {
  test('has the last hundred, the latest first', () => {
    const log = logOf(Array.from({ length: 105 }, (_, i) => mark({ tags: [`t${i}`] }, i)))
    expect(log).toHaveLength(LOGGED)
    expect(log[0]).toEqual({ at: 104, act: 'purge', scope: 'tags', count: 1, first: ['t104'] })
    expect(log.at(-1)?.first).toEqual(['t5'])
  })

  test.each<[Scope, Partial<LogEntry>]>([
    [{ files: ['a', 'b'] }, { scope: 'files', count: 2, first: ['a', 'b'] }],
    [{ prefixes: ['a'] }, { scope: 'prefixes', count: 1, first: ['a'] }],
    [{ hosts: ['a'] }, { scope: 'hosts', count: 1, first: ['a'] }],
    [{ purge_everything: true }, { scope: 'everything', count: 0, first: [] }],
  ])('says of %j what it was', (scope, expected) => {
    expect(logOf([mark(scope)])[0]).toMatchObject(expected)
  })
})

import { expect, test } from 'vitest'
import { Counts, MOST, packCounts, SPAN, sumsOf } from '../../src/filters/counts.ts'

test('counts are read as they were written, and so is what stands before each', () => {
  const given = Array.from({ length: 4 * SPAN }, (_, at) => (at * 5 + (at >>> 3)) % (MOST + 1))
  const counts = new Counts(packCounts(given), sumsOf(given))
  expect(counts.length).toBe(given.length)
  let before = 0
  for (const [at, count] of given.entries()) {
    expect([counts.at(at), counts.before(at)]).toEqual([count, before])
    before += count
  }
})

test('counts may be fewer than have a sum', () => {
  const counts = new Counts(packCounts([1, 0, 3, 2]), sumsOf([1, 0, 3, 2]))
  expect([0, 1, 2, 3].map(at => counts.before(at))).toEqual([0, 1, 1, 4])
})

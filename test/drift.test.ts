import { describe, expect, it } from 'vitest'
import { assessArticle, shapeOf } from '../src/drift.ts'
import {
  type ArticleRecord,
  driftReport,
  hasArticles,
  isDue,
  NO_RECORD,
  type Sight,
  typicalOf,
  withSights,
} from '../src/store/article-record.ts'

const unknown = { expected: false }
const usual = { typical: 8000, expected: true }
const none = { found: false, bytes: 0 }
const of = (bytes: number) => ({ found: true, bytes })

describe('a page without an article', () => {
  it('is no drift where nothing says that it should have one', () => {
    expect(assessArticle(none, undefined, unknown)).toBe('sound')
    expect(assessArticle(none, undefined, { ...unknown, typical: 8000 })).toBe('sound')
  })

  it('has lost it where its copy had one', () => {
    expect(assessArticle(none, 5000, unknown)).toEqual({ kind: 'missing' })
  })

  it('has lost it where pages of its shape are articles, unless its copy had none either', () => {
    expect(assessArticle(none, undefined, usual)).toEqual({ kind: 'missing' })
    expect(assessArticle(none, 0, usual)).toBe('sound')
  })

  it('is not saved by an element that is empty', () => {
    expect(assessArticle(of(0), 5000, usual)).toEqual({ kind: 'missing' })
    expect(assessArticle(of(0), undefined, unknown)).toBe('sound')
  })
})

describe('an article', () => {
  it.each([
    [999, undefined, { kind: 'short' }],
    [1000, undefined, 'sound'],
    [999, 2900, 'sound'],
    [999, 3100, { kind: 'short' }],
    [2000, 30_000, 'sound'],
    [4000, 8000, 'sound'],
    [90_000, 8000, 'sound'],
    [100, 0, 'sound'],
  ])('of %i bytes that had %s where 8000 are usual: %j', (bytes, before, verdict) => {
    expect(assessArticle(of(bytes), before, usual)).toEqual(verdict)
  })

  it('is measured by its own copy as long as the usual length is not known', () => {
    expect(assessArticle(of(999), 8000, unknown)).toEqual({ kind: 'short' })
    expect(assessArticle(of(1000), 8000, unknown)).toBe('sound')
    expect(assessArticle(of(1), undefined, unknown)).toBe('sound')
  })
})

it.each([
  ['/', '/'],
  ['/b5/2026/11/1042.html', '/bN/N/N/N.html'],
  ['/news/big-new-day', '/news/*'],
  ['/news/world-news/', '/news/world-news/'],
  ['/%E6%96%B0/a', '/*/a'],
])('the shape of %s is %s', (path, shape) => {
  expect(shapeOf(path)).toBe(shape)
})

const article = (shape: string, bytes = 3000): Sight => ({ kind: 'article', shape, bytes })
const other = (shape: string): Sight => ({ kind: 'other', shape })
const drift = (path: string, at = 0): Sight => ({
  kind: 'drift',
  drift: { at, path, shape: shapeOf(path), kind: 'missing' },
})
const times = (count: number, sight: Sight) => Array.from({ length: count }, () => sight)

describe('the record', () => {
  it('knows a shape of articles after three, and forgets it for one page without', () => {
    expect(hasArticles(withSights(NO_RECORD, times(2, article('/a/N'))), '/a/N')).toBe(false)
    const known = withSights(NO_RECORD, times(3, article('/a/N')))
    expect(hasArticles(known, '/a/N')).toBe(true)
    expect(hasArticles(known, '/b/N')).toBe(false)
    const mixed = withSights(known, [other('/a/N'), ...times(9, article('/a/N'))])
    expect(hasArticles(mixed, '/a/N')).toBe(false)
  })

  it('knows the usual length after five, and one freak does not move it far', () => {
    expect(typicalOf(withSights(NO_RECORD, times(4, article('/a'))))).toBeUndefined()
    const known = withSights(NO_RECORD, times(20, article('/a', 4000)))
    expect(typicalOf(known)).toBe(4000)
    expect(typicalOf(withSights(known, [article('/a', 400_000)]))).toBeLessThan(5000)
  })

  it('keeps fifty shapes, and of those the ones of articles', () => {
    const known = withSights(NO_RECORD, times(3, article('/a/N')))
    const flooded = withSights(
      known,
      Array.from({ length: 200 }, (_, n) => other(`/x${n}`)),
    )
    expect(flooded.shapes).toHaveLength(50)
    expect(hasArticles(flooded, '/a/N')).toBe(true)
  })

  it('counts every drift, keeps the last twenty, and names a page once', () => {
    const many = withSights(
      NO_RECORD,
      Array.from({ length: 30 }, (_, n) => drift(`/${n}`, n)),
    )
    expect([many.drifts, many.last.length, many.last[0]?.path]).toEqual([30, 20, '/29'])
    const again = withSights(many, [drift('/20', 99)])
    expect([again.drifts, again.last.length, again.last[0]?.at]).toEqual([31, 20, 99])
  })

  it('tells everybody no address', () => {
    const told = driftReport(withSights(NO_RECORD, [drift('/secret-big-story/17', Date.parse('2030-01-01'))]))
    expect(told).toEqual({
      count: 1,
      last: [{ at: '2030-01-01T00:00:00.000Z', path: '/*/N', kind: 'missing' }],
    })
  })
})

describe('the record is written', () => {
  const HOUR = 3_600_000
  const known: ArticleRecord = {
    ...withSights(NO_RECORD, times(20, article('/a/N'))),
    writtenAt: HOUR,
  }

  it('once an hour where there is something to write', () => {
    expect(isDue(known, [article('/a/N')], HOUR * 1.9)).toBe(false)
    expect(isDue(known, [article('/a/N')], HOUR * 2)).toBe(true)
    expect(isDue(known, [], HOUR * 9)).toBe(false)
  })

  it('sooner where others would judge otherwise by it, and never twice in a minute', () => {
    for (const sights of [
      times(3, article('/b/N')),
      [other('/a/N')],
      times(40, article('/a/N', 30_000)),
      [drift('/a/1')],
    ]) {
      expect(isDue(known, sights, HOUR + 60_000)).toBe(true)
      expect(isDue(known, sights, HOUR + 59_000)).toBe(false)
    }
    expect(isDue(known, [other('/c/N'), article('/b/N')], HOUR + 60_000)).toBe(false)
  })

  it('for the first drift in an hour at once, and not for each of the next', () => {
    const drifting = { ...withSights(known, [drift('/a/1', HOUR)]), writtenAt: HOUR }
    expect(isDue(drifting, [drift('/a/2')], HOUR + 120_000)).toBe(false)
  })
})

import { describe, expect, test } from 'vitest'
import { MOST_BYTES, MOST_ENTRIES, sizeOf } from '../../src/store/compaction.ts'
import {
  type Act,
  type Epochs,
  invalidated,
  invalidatedAt,
  marked,
  NO_EPOCHS,
  purged,
  purgedAt,
  type Scope,
} from '../../src/store/epochs.ts'

const KEPT = 1_000_000
const HOST = 'https://www.paper.example'
const url = (path: string) => `${HOST}${path}`
const files = (...paths: string[]): Scope => ({ files: paths.map(url) })
const prefixes = (...paths: string[]): Scope => ({ prefixes: paths.map(url) })
const entries = (epochs: Epochs) => sizeOf(epochs).entries

/** One mark after another, at 1, 2, 3, … */
const all = (scopes: readonly Scope[], act: Act = 'purge') =>
  scopes.reduce((epochs, scope, i) => marked(epochs, { act, scope, at: i + 1 }, KEPT), NO_EPOCHS)

/** The same, but that those which fit are there at once: each mark takes its time when there are many. */
function quickly(scopes: readonly Scope[], kind: 'files' | 'tags', act: Act = 'purge'): Epochs {
  const fit = MOST_ENTRIES - 5
  const keys = scopes.slice(0, fit).map(scope => Object.values(scope).flat().join().replace('https://', ''))
  const times = Object.fromEntries(keys.map((key, i) => [key, i + 1]))
  const early = { ...NO_EPOCHS, [act]: { ...NO_EPOCHS[act], [kind]: times } }
  return scopes
    .slice(fit)
    .reduce((epochs, scope, i) => marked(epochs, { act, scope, at: fit + i + 1 }, KEPT), early)
}

describe('what outlived every copy', () => {
  test('goes, and what has not stays', () => {
    const first = purged(NO_EPOCHS, files('/a'), 100, KEPT)
    expect(entries(purged(first, files('/b'), 100 + KEPT, KEPT))).toBe(1)
    expect(entries(purged(first, files('/b'), 99 + KEPT, KEPT))).toBe(2)
  })
})

describe('what a later and broader mark covers goes', () => {
  test.each<[string, Scope, Scope]>([
    ['a file by a prefix', files('/news/1'), prefixes('/news/')],
    ['a file by its host', files('/news/1'), { hosts: ['www.paper.example'] }],
    ['a file by everything', files('/news/1'), { purge_everything: true }],
    ['a file by a prefix that is all of it', files('/news/1'), prefixes('/news/1')],
    ['a long file by its folder', files(`/news/${'x'.repeat(500)}`), prefixes('/news/')],
    ['a file by a prefix in another spelling', files('/%6Eews//1'), prefixes('//news/')],
    ['a file by another spelling of its path', files('/news/%e4'), prefixes('/news//%E4')],
    ['a prefix by a shorter one', prefixes('/news/2026'), prefixes('/news/')],
    ['a prefix by its host', prefixes('/news/'), { hosts: ['www.paper.example'] }],
    ['a host by everything', { hosts: ['www.paper.example'] }, { purge_everything: true }],
    ['a tag by everything', { tags: ['a'] }, { purge_everything: true }],
  ])('%s', (_, narrow, broad) => {
    const only = entries(all([broad]))
    expect(entries(all([narrow, broad]))).toBe(only)
    expect(entries(all([broad, narrow])), 'an earlier one does not cover it').toBe(only + 1)
    const before = invalidated(NO_EPOCHS, narrow, 1, KEPT)
    expect(entries(purged(before, broad, 2, KEPT)), 'a purge covers an invalidation').toBe(only)
    expect(
      entries(invalidated(purged(NO_EPOCHS, narrow, 1, KEPT), broad, 2, KEPT)),
      'and not the other way',
    ).toBe(only + 1)
  })

  test.each<[string, Scope, Scope]>([
    ['a file by a prefix beside it', files('/news/1'), prefixes('/new/')],
    ['a file by another host', files('/news/1'), { hosts: ['paper.example'] }],
    ['a file by a prefix that is spelled like it', files('/news%2F1'), prefixes('/news/')],
    ['a file by a longer prefix', files('/news/1'), prefixes('/news/12')],
    ['a tag by a host', { tags: ['a'] }, { hosts: ['a'] }],
    ['a host by a prefix in it', { hosts: ['www.paper.example'] }, prefixes('/')],
  ])('but not %s', (_, narrow, broad) => {
    expect(entries(all([narrow, broad]))).toBe(2)
  })
})

describe('a record that grew too large', () => {
  const many = (count: number, path: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => files(path(i)))
  /** Each mark still holds: a copy from the moment of its mark is dead. */
  const short = (
    epochs: Epochs,
    scopes: readonly Scope[],
    at: (epochs: Epochs, url: string) => number = purgedAt,
  ) => scopes.filter((scope, i) => 'files' in scope && at(epochs, scope.files[0] ?? '') < i + 1)

  test('is folded into folders, the older half of it only', () => {
    const path = (i: number) => `/${i % 2 ? 'news' : 'sport'}/2026/${i % 7}/${i}.html`
    const scopes = many(MOST_ENTRIES + 1, path)
    const epochs = quickly(scopes, 'files')
    expect(entries(epochs)).toBeLessThan(MOST_ENTRIES * 0.75)
    expect(short(epochs, scopes)).toEqual([])
    expect(epochs.purge.everything).toBe(0)
    expect(Object.keys(epochs.purge.prefixes).sort()[0]).toBe('www.paper.example/news/2026/0/')
    // What nobody has purged, in no purged folder; and in one, since half of it was purged.
    expect(purgedAt(epochs, url('/opinion/2026/0/1.html'))).toBe(0)
    expect(purgedAt(epochs, url('/news/2027/'))).toBe(0)
    expect(purgedAt(epochs, url('/news/2026/1/other.html'))).toBeLessThanOrEqual(MOST_ENTRIES / 2 + 1)
    // Those of late are exact.
    expect(purgedAt(epochs, url(path(MOST_ENTRIES)))).toBe(MOST_ENTRIES + 1)
  })

  test('is folded into the same folders, however they are spelled', () => {
    const folders = ['/news/', '//news/', '/%6eews//', '/new%73/']
    const paths = Array.from({ length: MOST_ENTRIES + 100 }, (_, i) => `${folders[i % 4]}${i}`)
    const epochs = purged(NO_EPOCHS, files(...paths), 5, KEPT)
    expect(epochs.purge.prefixes).toEqual({ 'www.paper.example/news/': 5 })
    expect(epochs.purge.files).toEqual({})
    for (const path of paths) expect(purgedAt(epochs, url(path))).toBe(5)
    expect(purgedAt(epochs, url('/newspaper'))).toBe(0)
  })

  test('is folded into hosts where there are no folders, and goes on to hold all', () => {
    const scopes = many(1.6 * MOST_ENTRIES, i => `/${i}`)
    const epochs = quickly(scopes, 'files')
    expect(entries(epochs)).toBeLessThanOrEqual(MOST_ENTRIES)
    expect(short(epochs, scopes)).toEqual([])
    expect(epochs.purge.everything).toBe(0)
    expect(purgedAt(epochs, 'https://img.paper.example/')).toBe(0)
    expect(purgedAt(epochs, url('/other'))).toBeLessThan(1.3 * MOST_ENTRIES)
  })

  test('is folded into everything where nothing is shared, by its oldest', () => {
    const scopes = Array.from({ length: 1.6 * MOST_ENTRIES }, (_, i): Scope => ({ tags: [`t${i}`] }))
    const epochs = quickly(scopes, 'tags')
    expect(entries(epochs)).toBeLessThanOrEqual(MOST_ENTRIES)
    for (const [i] of scopes.entries())
      expect(purgedAt(epochs, url('/'), [`t${i}`])).toBeGreaterThanOrEqual(i + 1)
    expect(epochs.purge.everything).toBeGreaterThan(0)
    expect(epochs.purge.everything).toBeLessThan(1.5 * MOST_ENTRIES)
    expect(purgedAt(epochs, url('/'), ['other'])).toBe(epochs.purge.everything)
  })

  test('of invalidations purges nothing', () => {
    const scopes = many(1.2 * MOST_ENTRIES, i => `/${i}`)
    const epochs = quickly(scopes, 'files', 'invalidate')
    expect(entries(epochs)).toBeLessThanOrEqual(MOST_ENTRIES)
    expect(short(epochs, scopes, invalidatedAt)).toEqual([])
    expect(purgedAt(epochs, url('/1'))).toBe(0)
  })

  test('is small in bytes too, whatever the addresses are like', () => {
    const long = (i: number) => `/${i % 5}/${'folder/'.repeat(20)}${i}${'x'.repeat(i % 400)}`
    for (const scopes of [
      many(700, long),
      many(300, long).map((_, i) => prefixes(`${long(i)}${'y'.repeat(480)}`.slice(0, 500))),
    ]) {
      const epochs = all(scopes)
      expect(JSON.stringify(epochs).length).toBeLessThanOrEqual(MOST_BYTES)
      expect(short(epochs, scopes)).toEqual([])
    }
  })

  test('all at the same moment is folded as well', () => {
    const paths = Array.from({ length: MOST_ENTRIES + 100 }, (_, i) => `/${i % 3}/${i}`)
    const epochs = purged(NO_EPOCHS, files(...paths), 5, KEPT)
    expect(entries(epochs)).toBeLessThanOrEqual(MOST_ENTRIES)
    for (const path of paths) expect(purgedAt(epochs, url(path))).toBe(5)
  })
})

test('the size that is said is the size that the record has', () => {
  const at = Date.parse('2026-11-02')
  const scopes = [files('/1', '/2'), prefixes('/x'), { tags: ['t'] }, { hosts: ['h.example'] }]
  const epochs = scopes.reduce(
    (all, scope) => invalidated(purged(all, scope, at, KEPT), scope, at + 1, KEPT),
    NO_EPOCHS,
  )
  const { entries, bytes } = sizeOf(epochs)
  expect(entries).toBe(10)
  expect(bytes).toBeGreaterThanOrEqual(JSON.stringify(epochs).length)
  expect(bytes).toBeLessThan(JSON.stringify(epochs).length * 1.5)
})

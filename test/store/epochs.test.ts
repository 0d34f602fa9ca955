import { describe, expect, test } from 'vitest'
import {
  invalidated,
  invalidatedAt,
  NO_EPOCHS,
  purged,
  purgedAt,
  type Scope,
  together,
} from '../../src/store/epochs.ts'

const KEPT = 1_000_000
const A = 'https://www.paper.example/a'
const B = 'https://www.paper.example/b'
const files = (...urls: string[]) => ({ files: urls })
const prefixes = (...starts: string[]) => ({ prefixes: starts })
const everything = { purge_everything: true } as const

describe('an address', () => {
  test('was never purged where nothing was', () => {
    expect(purgedAt(NO_EPOCHS, A)).toBe(0)
  })

  test('was purged when it was, and no other was', () => {
    const epochs = purged(NO_EPOCHS, files(A), 100, KEPT)
    expect(purgedAt(epochs, A)).toBe(100)
    for (const url of [B, `${A}?x`, `${A}/`, `${A}b`, 'https://img.paper.example/a', `x${A}`])
      expect(purgedAt(epochs, url), url).toBe(0)
  })

  test('that is long is told from others by the whole of it', () => {
    const long = `${A}?${'x'.repeat(8000)}`
    const epochs = purged(NO_EPOCHS, files(long), 100, KEPT)
    expect(purgedAt(epochs, long)).toBe(100)
    for (const url of [`${long}x`, long.slice(0, -1), `${long.slice(0, -1)}y`, A, long.slice(0, 200)])
      expect(purgedAt(epochs, url)).toBe(0)
    expect(JSON.stringify(epochs).length).toBeLessThan(1000)
  })
})

describe('an address in another spelling', () => {
  const at = 'https://www.paper.example'

  test.each<[mark: Scope, same: string[], others: string[]]>([
    [
      files(`${at}/n/1.html`),
      ['/n/%31.html', '/n//1.html', '/%6e/1.html', '//n/1.html', '/%6E///%31%2Ehtml'],
      ['/n%2F1.html', '/n/%2531.html', '/n/1.html/', '/n/1.html?', '/N/1.html'],
    ],
    [files(`${at}//%6e///%31.html`), ['/n/1.html', '/n//1.html'], ['/n/2.html']],
    [files(`${at}/%c3%a4`), ['/%C3%A4', '/%c3%A4'], ['/%C3%B4', '/%C3', '/%25c3%25a4']],
    [
      files(`${at}/a?b=%c3%a4&c=//%7e`),
      ['/a?b=%C3%A4&c=//~', '//%61?%62=%c3%a4&c=//~'],
      ['/a?b=%C3%A4&c=/~', '/a?b=%C3%A4%26c=//~', '/a?b=%C3%A4', '/a%3Fb=%C3%A4&c=//~'],
    ],
    [files(`${at}/100%`), ['/100%', '//100%'], ['/100', '/100%25']],
    [files(`${at}/n/${'x'.repeat(500)}`), [`//%6e/%78${'x'.repeat(499)}`], [`/n/${'x'.repeat(499)}`]],
    [
      prefixes(`${at}/n/`),
      ['/n/', '/n//1.html', '/%6e/1.html', '//n/', '/n//'],
      ['/n', '/n%2F1.html', '/%256e/', '/m?/n/'],
    ],
    [prefixes(`${at}//%6e`), ['/n', '/news'], ['/', '/m']],
    [prefixes(`${at}/%e4%b8`), ['/%E4%B8%AD', '/%e4%b8%ad'], ['/%E4%B9%AD', '/%E4']],
    [prefixes(`${at}/a?b=//`), ['/a?b=//c', '/%61?b=//'], ['/a?b=/c', '/a?b=']],
  ])('is the one that %j is about', (scope, same, others) => {
    const [purge, invalidate] = [
      purged(NO_EPOCHS, scope, 100, KEPT),
      invalidated(NO_EPOCHS, scope, 100, KEPT),
    ]
    for (const path of same)
      expect([purgedAt(purge, at + path), invalidatedAt(invalidate, at + path)], path).toEqual([100, 100])
    for (const path of others)
      expect([purgedAt(purge, at + path), invalidatedAt(invalidate, at + path)], path).toEqual([0, 0])
  })

  test('is marked once, by the later', () => {
    const epochs = purged(purged(NO_EPOCHS, files(`${at}/%6e`), 100, KEPT), files(`${at}//n`), 200, KEPT)
    expect(epochs.purge.files).toEqual({ 'www.paper.example/n': 200 })
  })

  test('begins with a prefix that ends within an escape', () => {
    for (const cut of ['%', '%e', '%E'])
      expect(purgedAt(purged(NO_EPOCHS, prefixes(`${at}/n${cut}`), 100, KEPT), `${at}/n%e4`), cut).toBe(100)
    expect(purgedAt(purged(NO_EPOCHS, prefixes(`${at}/n%e4`), 100, KEPT), `${at}/n%e5`)).toBe(0)
  })
})

describe('a host', () => {
  const epochs = purged(NO_EPOCHS, { hosts: ['img.paper.example'] }, 100, KEPT)

  test('purges its own addresses', () => {
    for (const path of ['', '/', '/a/b', '/?c', '?c'])
      expect(purgedAt(epochs, `https://img.paper.example${path}`), path).toBe(100)
  })

  test.each([
    ['https://www.paper.example/'],
    ['https://x.img.paper.example/'],
    ['https://img.paper.example.other.example/'],
    ['https://img.paper.example:8443/'],
    ['https://www.paper.example/img.paper.example/'],
  ])('does not purge %s', url => {
    expect(purgedAt(epochs, url)).toBe(0)
  })
})

describe('a tag', () => {
  const epochs = purged(NO_EPOCHS, { tags: ['sport', 'constructor'] }, 100, KEPT)

  test('purges the copies that have it, whatever their address', () => {
    for (const url of [A, B]) expect(purgedAt(epochs, url, ['news', 'sport'])).toBe(100)
    expect(purgedAt(epochs, A, ['constructor'])).toBe(100)
  })

  test('purges no copy without it', () => {
    for (const tags of [[], ['news'], ['sports'], ['toString'], ['__proto__']])
      expect(purgedAt(epochs, A, tags)).toBe(0)
    expect(purgedAt(epochs, 'https://sport/')).toBe(0)
  })

  test('purges a copy that has too many tags to be kept, and no purge of something else does', () => {
    expect(purgedAt(epochs, A, 'any')).toBe(100)
    expect(purgedAt(purged(NO_EPOCHS, files(B), 100, KEPT), A, 'any')).toBe(0)
  })
})

describe('an invalidation', () => {
  const scopes: readonly Scope[] = [
    files(A),
    prefixes('www.paper.example/a'),
    { hosts: ['www.paper.example'] },
    { tags: ['t'] },
    everything,
  ]

  test('of any scope is about copies from before, and purges nothing', () => {
    for (const scope of scopes) {
      const epochs = invalidated(NO_EPOCHS, scope, 100, KEPT)
      expect(invalidatedAt(epochs, A, ['t'])).toBe(100)
      expect(purgedAt(epochs, A, ['t'])).toBe(0)
    }
  })

  test('is not made by a purge, and takes none back', () => {
    for (const scope of scopes) {
      const epochs = invalidated(purged(NO_EPOCHS, scope, 100, KEPT), scope, 200, KEPT)
      expect(purgedAt(epochs, A, ['t'])).toBe(100)
      expect(invalidatedAt(epochs, A, ['t'])).toBe(200)
      expect(invalidatedAt(purged(NO_EPOCHS, scope, 100, KEPT), A, ['t'])).toBe(0)
    }
  })
})

describe('two records together', () => {
  test('know what each of them knows, in whatever order', () => {
    const one = invalidated(purged(NO_EPOCHS, files(A), 100, KEPT), { tags: ['t'] }, 120, KEPT)
    const other = purged(purged(NO_EPOCHS, files(A, B), 50, KEPT), { hosts: ['h.example'] }, 70, KEPT)
    for (const both of [together(one, other), together(other, one)]) {
      expect(purgedAt(both, A)).toBe(100)
      expect(purgedAt(both, B)).toBe(50)
      expect(purgedAt(both, 'https://h.example/')).toBe(70)
      expect(invalidatedAt(both, 'https://x.example/', ['t'])).toBe(120)
      expect(purgedAt(both, 'https://x.example/', ['t'])).toBe(0)
    }
    expect(together(one, one)).toEqual(one)
  })
})

describe('a prefix', () => {
  test.each([
    ['https://www.paper.example/news/'],
    ['http://www.paper.example/news/'],
    ['www.paper.example/news/'],
  ])('%s purges what begins so', prefix => {
    const epochs = purged(NO_EPOCHS, prefixes(prefix), 100, KEPT)
    expect(purgedAt(epochs, 'https://www.paper.example/news/')).toBe(100)
    expect(purgedAt(epochs, 'https://www.paper.example/news/a/b.html?c')).toBe(100)
    expect(purgedAt(epochs, 'https://www.paper.example/newspaper')).toBe(0)
    expect(purgedAt(epochs, 'https://www.paper.example/old/www.paper.example/news/')).toBe(0)
    expect(purgedAt(epochs, 'https://img.paper.example/news/')).toBe(0)
  })

  test('is text and no pattern', () => {
    const epochs = purged(NO_EPOCHS, prefixes('www.paper.example/.*'), 100, KEPT)
    expect(purgedAt(epochs, 'https://www.paper.example/.*')).toBe(100)
    expect(purgedAt(epochs, 'https://www.paper.example/news')).toBe(0)
  })
})

describe('a purge of everything', () => {
  test('purges every address, and what was purged before', () => {
    const before = purged(NO_EPOCHS, files(A), 50, KEPT)
    const epochs = purged(before, everything, 100, KEPT)
    for (const url of [A, B]) expect(purgedAt(epochs, url)).toBe(100)
  })

  test('stays when more is purged after it', () => {
    const epochs = purged(purged(NO_EPOCHS, everything, 100, KEPT), files(A), 200, KEPT)
    expect(purgedAt(epochs, B)).toBe(100)
    expect(purgedAt(epochs, A)).toBe(200)
  })
})

describe('purges after one another', () => {
  test('all count', () => {
    const epochs = purged(purged(NO_EPOCHS, files(A), 100, KEPT), prefixes(B), 200, KEPT)
    expect(purgedAt(epochs, A)).toBe(100)
    expect(purgedAt(epochs, B)).toBe(200)
  })

  test('of one address count by the later', () => {
    const epochs = purged(purged(NO_EPOCHS, files(A), 100, KEPT), files(A), 200, KEPT)
    expect(purgedAt(epochs, A)).toBe(200)
    expect(purgedAt(purged(epochs, files(A), 150, KEPT), A)).toBe(200)
  })

  test('leave the epochs that they were given as they are', () => {
    const before = purged(purged(NO_EPOCHS, files(A), 2, KEPT), prefixes('www.paper.example/x'), 3, KEPT)
    const copy = structuredClone(before)
    purged(before, files(B), 10, KEPT)
    purged(before, everything, 10, KEPT)
    expect(before).toEqual(copy)
    expect(purgedAt(NO_EPOCHS, A)).toBe(0)
  })

  test('of names that every object has are purges like others', () => {
    const epochs = purged(NO_EPOCHS, { prefixes: ['__proto__', 'constructor'] }, 100, KEPT)
    expect(purgedAt(epochs, 'https://constructor/x')).toBe(100)
    expect(purgedAt(epochs, 'https://__proto__/x')).toBe(100)
    expect(purgedAt(epochs, A)).toBe(0)
    expect(purgedAt(NO_EPOCHS, 'https://constructor')).toBe(0)
  })
})

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

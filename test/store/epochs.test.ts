import { describe, expect, test } from 'vitest'
import {
  invalidated,
  isInvalidated,
  isPurged,
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

describe('a copy', () => {
  test('is alive where nothing was purged', () => {
    expect(isPurged(NO_EPOCHS, A, 1)).toBe(false)
  })

  test('that was asked for before its purge is dead, and one after it is alive', () => {
    const epochs = purged(NO_EPOCHS, files(A), 100, KEPT)
    expect(isPurged(epochs, A, 99)).toBe(true)
    expect(isPurged(epochs, A, 101)).toBe(false)
  })

  test('that was asked for in the very moment is dead: it may have been made before', () => {
    for (const scope of [files(A), prefixes('https://www.paper.example/'), everything])
      expect(isPurged(purged(NO_EPOCHS, scope, 100, KEPT), A, 100)).toBe(true)
  })

  test('of another address is alive', () => {
    const epochs = purged(NO_EPOCHS, files(A), 100, KEPT)
    for (const url of [B, `${A}?x`, `${A}/`, `${A}b`, 'https://img.paper.example/a', `x${A}`])
      expect(isPurged(epochs, url, 1)).toBe(false)
  })

  test('of a long address is told from others by the whole of it', () => {
    const long = `${A}?${'x'.repeat(8000)}`
    const epochs = purged(NO_EPOCHS, files(long), 100, KEPT)
    expect(isPurged(epochs, long, 50)).toBe(true)
    for (const url of [`${long}x`, long.slice(0, -1), `${long.slice(0, -1)}y`, A, long.slice(0, 200)])
      expect(isPurged(epochs, url, 50)).toBe(false)
    expect(JSON.stringify(epochs).length).toBeLessThan(1000)
  })
})

describe('a host', () => {
  const epochs = purged(NO_EPOCHS, { hosts: ['img.paper.example'] }, 100, KEPT)

  test('purges its own addresses', () => {
    for (const path of ['', '/', '/a/b', '/?c', '?c'])
      expect(isPurged(epochs, `https://img.paper.example${path}`, 50), path).toBe(true)
    expect(isPurged(epochs, 'https://img.paper.example/', 150)).toBe(false)
  })

  test.each([
    ['https://www.paper.example/'],
    ['https://x.img.paper.example/'],
    ['https://img.paper.example.other.example/'],
    ['https://img.paper.example:8443/'],
    ['https://www.paper.example/img.paper.example/'],
  ])('does not purge %s', url => {
    expect(isPurged(epochs, url, 50)).toBe(false)
  })
})

describe('a tag', () => {
  const epochs = purged(NO_EPOCHS, { tags: ['sport', 'constructor'] }, 100, KEPT)

  test('purges the copies that have it, whatever their address', () => {
    for (const url of [A, B]) expect(isPurged(epochs, url, 50, ['news', 'sport'])).toBe(true)
    expect(isPurged(epochs, A, 150, ['sport'])).toBe(false)
    expect(isPurged(epochs, A, 50, ['constructor'])).toBe(true)
  })

  test('purges no copy without it', () => {
    for (const tags of [[], ['news'], ['sports'], ['toString'], ['__proto__']])
      expect(isPurged(epochs, A, 50, tags)).toBe(false)
    expect(isPurged(epochs, 'https://sport/', 50)).toBe(false)
  })

  test('purges a copy that has too many tags to be kept, and no purge of something else does', () => {
    expect(isPurged(epochs, A, 50, 'any')).toBe(true)
    expect(isPurged(purged(NO_EPOCHS, files(B), 100, KEPT), A, 50, 'any')).toBe(false)
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
      expect(isInvalidated(epochs, A, 100, ['t'])).toBe(true)
      expect(isInvalidated(epochs, A, 101, ['t'])).toBe(false)
      expect(isPurged(epochs, A, 50, ['t'])).toBe(false)
    }
  })

  test('is not made by a purge, and takes none back', () => {
    for (const scope of scopes) {
      const epochs = invalidated(purged(NO_EPOCHS, scope, 100, KEPT), scope, 200, KEPT)
      expect(isPurged(epochs, A, 50, ['t'])).toBe(true)
      expect(isPurged(epochs, A, 150, ['t'])).toBe(false)
      expect(isInvalidated(epochs, A, 150, ['t'])).toBe(true)
      expect(isInvalidated(purged(NO_EPOCHS, scope, 100, KEPT), A, 50, ['t'])).toBe(false)
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
      expect(isInvalidated(both, 'https://x.example/', 120, ['t'])).toBe(true)
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
    expect(isPurged(epochs, 'https://www.paper.example/news/', 50)).toBe(true)
    expect(isPurged(epochs, 'https://www.paper.example/news/a/b.html?c', 50)).toBe(true)
    expect(isPurged(epochs, 'https://www.paper.example/news/a/b.html?c', 150)).toBe(false)
    expect(isPurged(epochs, 'https://www.paper.example/newspaper', 50)).toBe(false)
    expect(isPurged(epochs, 'https://www.paper.example/old/www.paper.example/news/', 50)).toBe(false)
    expect(isPurged(epochs, 'https://img.paper.example/news/', 50)).toBe(false)
  })

  test('is text and no pattern', () => {
    const epochs = purged(NO_EPOCHS, prefixes('www.paper.example/.*'), 100, KEPT)
    expect(isPurged(epochs, 'https://www.paper.example/.*', 50)).toBe(true)
    expect(isPurged(epochs, 'https://www.paper.example/news', 50)).toBe(false)
  })
})

describe('a purge of everything', () => {
  test('purges every address, and what was purged before', () => {
    const before = purged(NO_EPOCHS, files(A), 50, KEPT)
    const epochs = purged(before, everything, 100, KEPT)
    expect(isPurged(epochs, A, 60)).toBe(true)
    expect(isPurged(epochs, B, 60)).toBe(true)
    expect(isPurged(epochs, B, 101)).toBe(false)
  })

  test('stays when more is purged after it', () => {
    const epochs = purged(purged(NO_EPOCHS, everything, 100, KEPT), files(A), 200, KEPT)
    expect(isPurged(epochs, B, 60)).toBe(true)
    expect(isPurged(epochs, B, 150)).toBe(false)
    expect(isPurged(epochs, A, 150)).toBe(true)
  })
})

describe('purges after one another', () => {
  test('all count', () => {
    const epochs = purged(purged(NO_EPOCHS, files(A), 100, KEPT), prefixes(B), 200, KEPT)
    expect(isPurged(epochs, A, 90)).toBe(true)
    expect(isPurged(epochs, A, 150)).toBe(false)
    expect(isPurged(epochs, B, 150)).toBe(true)
  })

  test('of one address count by the later', () => {
    const epochs = purged(purged(NO_EPOCHS, files(A), 100, KEPT), files(A), 200, KEPT)
    expect(isPurged(epochs, A, 150)).toBe(true)
    expect(isPurged(epochs, A, 250)).toBe(false)
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
    expect(isPurged(epochs, 'https://constructor/x', 50)).toBe(true)
    expect(isPurged(epochs, 'https://__proto__/x', 50)).toBe(true)
    expect(isPurged(epochs, A, 50)).toBe(false)
    expect(isPurged(NO_EPOCHS, 'https://constructor', 50)).toBe(false)
  })
})

import { describe, expect, test } from 'vitest'
import { type Epochs, isPurged, NO_EPOCHS, purged } from '../../src/store/epochs.ts'

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

  test('of the same address by another scheme is another one', () => {
    const epochs = purged(NO_EPOCHS, files(A), 100, KEPT)
    expect(isPurged(epochs, A.replace('https', 'http'), 1)).toBe(false)
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
    const before: Epochs = { everything: 1, files: { [A]: 2 }, prefixes: { 'www.paper.example/': 3 } }
    const copy = structuredClone(before)
    purged(before, files(B), 10, KEPT)
    purged(before, everything, 10, KEPT)
    expect(before).toEqual(copy)
    expect(NO_EPOCHS).toEqual({ everything: 0, files: {}, prefixes: {} })
  })

  test('are forgotten when no copy can be as old any more', () => {
    const epochs = purged(purged(NO_EPOCHS, files(A), 100, KEPT), files(B), 100 + KEPT + 1, KEPT)
    expect(Object.keys(epochs.files)).toEqual([B])
    const young = purged(purged(NO_EPOCHS, files(A), 100, KEPT), files(B), 100 + KEPT - 1, KEPT)
    expect(Object.keys(young.files)).toEqual([A, B])
  })

  test('stay small enough to be read for every page, and purge never less than was asked', () => {
    const urlOf = (at: number) => `https://www.paper.example/${at}`
    const asked = Array.from({ length: 1100 }, (_, i) => i + 1)
    const early = Object.fromEntries(asked.slice(0, 990).map(at => [urlOf(at), at]))
    let epochs: Epochs = { ...NO_EPOCHS, files: early }
    for (const at of asked.slice(990))
      epochs = purged(epochs, at % 3 === 0 ? prefixes(urlOf(at)) : files(urlOf(at)), at, KEPT)
    expect(Object.keys(epochs.files).length + Object.keys(epochs.prefixes).length).toBeLessThanOrEqual(1001)
    expect(asked.filter(at => !isPurged(epochs, urlOf(at), at - 1))).toEqual([])
    expect(isPurged(epochs, 'https://www.paper.example/other', 1099)).toBe(false)
    expect(isPurged(epochs, urlOf(1100), 1101)).toBe(false)
  })

  test('of many addresses at once stay small too', () => {
    const urls = (from: number) =>
      Array.from({ length: 600 }, (_, i) => `https://www.paper.example/${from + i}`)
    const first = purged(NO_EPOCHS, files(...urls(0)), 100, KEPT)
    const both = purged(first, files(...urls(600)), 200, KEPT)
    expect(Object.keys(both.files).length).toBeLessThanOrEqual(1001)
    expect(urls(0).filter(url => !isPurged(both, url, 99))).toEqual([])
    expect(urls(600).filter(url => !isPurged(both, url, 199))).toEqual([])
    expect(isPurged(both, 'https://www.paper.example/5000', 150)).toBe(false)
  })

  test('of names that every object has are purges like others', () => {
    const epochs = purged(NO_EPOCHS, { prefixes: ['__proto__', 'constructor'] }, 100, KEPT)
    expect(isPurged(epochs, 'https://constructor/x', 50)).toBe(true)
    expect(isPurged(epochs, A, 50)).toBe(false)
    expect(isPurged(NO_EPOCHS, 'constructor', 50)).toBe(false)
  })
})

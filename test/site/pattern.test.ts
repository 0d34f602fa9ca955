import { describe, expect, test } from 'vitest'
import { parseDuration } from '../../src/site/duration.ts'
import { fingerprint } from '../../src/site/fingerprint.ts'
import { compilePattern, patternProblem } from '../../src/site/pattern.ts'

describe('a path pattern', () => {
  test.each([
    ['/news/*', '/news/1.html', true],
    ['/news/*', '/news/', true],
    ['/news/*', '/news', false],
    ['/news/*', '/en/news/1.html', false],
    ['/', '/', true],
    ['/', '/news', false],
    ['*', '/anything/at/all', true],
    ['*.xml', '/gb/world.xml', true],
    ['*.xml', '/gb/world.xml2', false],
    ['/*/20*/*.html', '/gb/2026/01/1.html', true],
    ['/*/20*/*.html', '/gb/20.html', false],
    ['/a*a', '/a', false],
    ['/a*a', '/aa', true],
    ['/a*b*c', '/abc', true],
    ['/a*b*c', '/acb', false],
    ['/a.c', '/abc', false],
    ['/a(b)+[c]$', '/a(b)+[c]$', true],
    ['/新闻/*', '/%E6%96%B0%E9%97%BB/1', true],
    ['/%e6%96%b0%e9%97%bb/*', '/新闻/1', true],
  ])('%s against %s: %s', (pattern, path, expected) => {
    expect(patternProblem(pattern)).toBeUndefined()
    expect(compilePattern(pattern).matches(path)).toBe(expected)
  })

  test('cannot be got round by percent-encoding a letter', () => {
    const { matches } = compilePattern('/news/1.html')
    expect(matches('/news/1.html')).toBe(true)
    expect(matches('/%6eews/1%2ehtml')).toBe(true)
    expect(matches('/news/2.html')).toBe(false)
    expect(compilePattern('/news/*').matches('/new%73%2f%ff')).toBe(true)
    expect(compilePattern('/news/*').matches('/new%74%2f%ff')).toBe(false)
  })

  test('takes bytes that are no UTF-8 as they are', () => {
    expect(compilePattern('/%b1/*').matches('/%B1/x')).toBe(true)
    expect(compilePattern('/%b1/*').matches('/%B2/x')).toBe(false)
  })

  test('answers at once where a regular expression would backtrack for ages', () => {
    const { matches } = compilePattern(`/${'*a'.repeat(30)}b`)
    const before = Date.now()
    expect(matches(`/${'a'.repeat(50_000)}`)).toBe(false)
    expect(Date.now() - before).toBeLessThan(500)
  })

  test.each([
    ['news/*', /begin it with "\/"/],
    ['https://paper.example/', /begin it with "\/"/],
    ['/news?p=1', /paths only/],
    ['/news#top', /paths only/],
    ['/the news', /%20/],
  ])('%s is refused', (pattern, reason) => {
    expect(patternProblem(pattern)).toMatch(reason)
  })
})

describe('a duration', () => {
  test.each<[string | number, number]>([
    ['90s', 90],
    ['5m', 300],
    ['2h', 7200],
    ['7d', 604_800],
    ['0s', 0],
    [30, 30],
    [0.5, 0.5],
  ])('%s is %i seconds', (given, seconds) => {
    expect(parseDuration(given)).toBe(seconds)
  })

  test.each<string | number>([
    '5',
    '5 m',
    '5min',
    '-5m',
    '1.5h',
    'm',
    '',
    '1d2h',
    '400d',
    -1,
    Number.NaN,
    Infinity,
  ])('%s is none', given => {
    expect(parseDuration(given)).toBeUndefined()
  })
})

test('a fingerprint is short, stable, and another for another text', () => {
  expect(fingerprint('heliograph')).toBe(fingerprint('heliograph'))
  const many = new Set(Array.from({ length: 5000 }, (_, i) => fingerprint(`rule ${i}`)))
  expect(many.size).toBe(5000)
  for (const one of many) expect(one).toMatch(/^[0-9a-z]{14}$/)
})

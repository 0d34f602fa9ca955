import { describe, expect, test } from 'vitest'
import { names, registered, under } from '../../src/filters/domains.ts'
import { hash } from '../../src/filters/hash.ts'
import { lineAt, packLines } from '../../src/filters/lines.ts'
import { matchesPattern, parsePattern } from '../../src/filters/pattern.ts'

describe('a pattern', () => {
  const cases: [pattern: string, yes: string[], no: string[]][] = [
    [
      '||ad.example^',
      ['https://ad.example/', 'https://x.ad.example:8/a', 'https://ad.example'],
      ['https://bad.example/', 'https://ad.example.org/', 'https://x.org/ad.example/'],
    ],
    ['|https://ad.', ['https://ad.example/'], ['https://x.org/?https://ad.']],
    [
      '/ads/*.gif|',
      ['https://x.org/ads/1.gif', 'https://x.org/ads/a.gif/b.gif'],
      ['https://x.org/ads/1.gif?x', 'https://x.org/1.gif'],
    ],
    [
      '^ad^',
      ['https://x.org/ad/', 'https://x.org/?ad=1', 'https://x.org/ad'],
      ['https://x.org/adx/', 'https://x.org/bad/', 'https://x.org/ad-1'],
    ],
    [
      '||x.org/a*b*c',
      ['https://x.org/a1b2c3', 'https://www.x.org/abc'],
      ['https://x.org/acb', 'https://y.org/x.org/abc'],
    ],
    ['||x.org^*/ads/', ['https://x.org/1/ads/'], ['https://x.org.example/1/ads/']],
    ['-ad-', ['https://x.org/-ad-'], ['https://x.org/-ads-']],
  ]
  for (const [text, yes, no] of cases)
    test(`${text} stands for what it says`, () => {
      const pattern = parsePattern(text)
      for (const address of yes) expect(matchesPattern(pattern, address), address).toBe(true)
      for (const address of no) expect(matchesPattern(pattern, address), address).toBe(false)
    })

  test('takes no long time, whatever it is', () => {
    const began = Date.now()
    expect(matchesPattern(parsePattern('a*a*a*a*a*a*a*a*b|'), 'a'.repeat(20_000))).toBe(false)
    expect(Date.now() - began).toBeLessThan(500)
  })
})

describe('a list of domains', () => {
  test('is about hosts below them, except where a longer name says otherwise', () => {
    expect(names('a.example,~b.a.example', 'x.a.example')).toBe(true)
    expect(names('a.example,~b.a.example', 'b.a.example')).toBe(false)
    expect(names('a.example', 'ba.example')).toBe(false)
    expect(names('~a.example', 'b.example')).toBe(true)
    expect(names('~a.example', 'a.example')).toBe(false)
  })

  test('may leave the ending open', () => {
    expect(under('www.paper.co.uk', 'paper.*')).toBe(true)
    expect(under('www.newspaper.org', 'paper.*')).toBe(false)
    expect(under('paper.something.example', 'paper.*')).toBe(false)
  })

  test('knows who registered a host', () => {
    expect(registered('img.paper.co.uk')).toBe('paper.co.uk')
    expect(registered('img.paper.example')).toBe('paper.example')
  })
})

test('line numbers come back from their short form', () => {
  const lines = [3, 4, 5, 9, 100, 101, 5000]
  expect(lines.map((_, index) => lineAt(packLines(lines), index))).toEqual(lines)
  expect(lineAt(packLines(lines), 7)).toBe(0)
})

test('hashes of many hosts differ', () => {
  const seen = new Set(
    Array.from({ length: 50_000 }, (_, at) => {
      const { beginning, tail } = hash(`host${at}.example`, 65_536)
      return `${beginning} ${tail}`
    }),
  )
  expect(seen.size).toBe(50_000)
})

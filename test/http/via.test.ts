import { describe, expect, test } from 'vitest'
import { cdnLoop, isLooping, via } from '../../src/http/via.ts'

describe('Via (RFC 9110 §7.6.3)', () => {
  test('names the mirror, after all who have passed the request on before', () => {
    expect(via(null)).toBe('1.1 heliograph')
    expect(via('1.0 fred, 1.1 p.example.net (Apache/1.1)')).toBe(
      '1.0 fred, 1.1 p.example.net (Apache/1.1), 1.1 heliograph',
    )
  })
})

describe('CDN-Loop (RFC 8586)', () => {
  test('names the mirror, after all others', () => {
    expect(cdnLoop(null)).toBe('heliograph')
    expect(cdnLoop('cloudflare; loops=1,"x, y"; z, ')).toBe('cloudflare; loops=1, "x, y"; z, heliograph')
  })

  test('keeps the last members of one that is too long, whole', () => {
    const members = Array.from({ length: 300 }, (_, n) => `cdn-${n}`)
    const kept = cdnLoop(members.join(', ')).split(', ')
    expect(kept.at(-1)).toBe('heliograph')
    expect(kept.at(-2)).toBe('cdn-299')
    expect(kept.length).toBeGreaterThan(100)
    expect(kept.slice(0, -1).join(', ').length).toBeLessThanOrEqual(1000)
    expect(members.slice(1 - kept.length)).toEqual(kept.slice(0, -1))
    expect(cdnLoop('a,'.repeat(200_000)).length).toBeLessThan(1020)
    expect(cdnLoop('x'.repeat(1001))).toBe('heliograph')
    expect(cdnLoop('x'.repeat(1000))).toBe(`${'x'.repeat(1000)}, heliograph`)
  })

  test.each([
    ['heliograph'],
    ['cloudflare, heliograph'],
    ['heliograph;a=b, other'],
    ['heliograph ; a="b, c",other'],
    ['other;a="b, c", heliograph'],
    [`${'x, '.repeat(5000)}heliograph`],
  ])('%.60s shows a loop', field => {
    expect(isLooping(field)).toBe(true)
  })

  test.each([
    ['notheliograph2'],
    ['heliograph.example'],
    ['other; by=heliograph'],
    ['other; a="x, heliograph"'],
    ['other heliograph'],
    [''],
    [null],
  ])('%s shows none', field => {
    expect(isLooping(field)).toBe(false)
  })
})

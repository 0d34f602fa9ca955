import { describe, expect, test } from 'vitest'
import { parseCacheControl } from '../../src/http/cache-control.ts'
import type { Media } from '../../src/http/media.ts'
import { browserCacheControl, policy } from '../../src/http/policy.ts'

const MEDIA: Media[] = ['html', 'css', 'feed', 'svg', 'picture', 'font', 'audiovisual', 'document', 'none']

/** A policy's directives by name. */
const directives = (media: Media) =>
  new Map(
    (policy(media)['content-security-policy'] ?? '').split(';').map(directive => {
      const [name = '', ...sources] = directive.trim().split(/\s+/)
      return [name, sources]
    }),
  )

describe.each(MEDIA)('the policy for %s', media => {
  test('denies what it does not name', () => {
    expect(directives(media).get('default-src')).toEqual(["'none'"])
  })

  test('names no host, no scheme that reaches one, and no script', () => {
    for (const [name, sources] of directives(media)) {
      expect(name).not.toMatch(/^(script|worker|object|connect|frame|child|manifest)-src/)
      for (const source of sources) expect(["'none'", "'self'", "'unsafe-inline'", 'data:']).toContain(source)
    }
    expect(directives(media).get('style-src')).toContain("'unsafe-inline'")
  })

  test('lets nobody put it in a frame, index it, sniff it or learn where a reader came from', () => {
    expect(directives(media).get('frame-ancestors')).toEqual(["'none'"])
    expect(policy(media)).toMatchObject({
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
  })
})

test('a page may show the mirror’s pictures and send the mirror’s forms, and what is no page may not', () => {
  const page = directives('html')
  expect(page.get('img-src')).toEqual(["'self'", 'data:'])
  expect(page.get('form-action')).toEqual(["'self'"])
  expect(page.get('base-uri')).toEqual(["'self'"])
  for (const media of MEDIA.filter(media => media !== 'html')) {
    expect(directives(media).has('sandbox')).toBe(true)
    expect(directives(media).get('img-src')).not.toContain("'self'")
  }
})

describe('how long a browser keeps an answer', () => {
  test.each<[Media, number, number]>([
    ['html', 3600, 60],
    ['html', 30, 30],
    ['picture', 10_000_000, 86400],
    ['picture', 100, 100],
    ['css', 86400, 3600],
    ['none', 3600, 0],
    ['html', 0, 0],
    ['html', -500, 0],
  ])('%s with %i seconds left: %i seconds', (media, ttl, expected) => {
    expect(browserCacheControl(media, ttl, new Map())).toBe(`public, max-age=${expected}`)
  })

  test('with an age that browsers take off again: as much more', () => {
    expect(browserCacheControl('css', 9000, new Map(), 7200)).toBe('public, max-age=10800')
    expect(browserCacheControl('css', 0, new Map(), 7200)).toBe('public, max-age=0')
  })

  test.each([
    ['max-age=300', 'public, max-age=60'],
    ['private, max-age=300', 'private, max-age=60'],
    ['no-cache', 'public, no-cache'],
    ['private, no-cache', 'private, no-cache'],
    ['no-store, private', 'no-store'],
    ['max-age=300, must-revalidate', 'public, max-age=60, must-revalidate'],
    ['max-age=0, s-maxage=300', 'public, max-age=0'],
    ['max-age=10, s-maxage=300', 'public, max-age=10'],
    ['max-age=nonsense', 'public, max-age=0'],
  ])('where the origin said "%s": "%s", which is never looser', (said, told) => {
    expect(browserCacheControl('html', 300, parseCacheControl(said))).toBe(told)
  })
})

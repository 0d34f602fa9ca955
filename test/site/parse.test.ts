import { describe, expect, test } from 'vitest'
import { type ParsedSite, parseSite, type Site } from '../../src/site.ts'

const origin = 'https://www.paper.example'

const site = (data: Record<string, unknown> = {}): Site => {
  const parsed = parseSite({ origin, ...data })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.site
}
const said = (parsed: ParsedSite) =>
  parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('a site file with an origin only', () => {
  test('is a site, closed and with the defaults', () => {
    expect(site()).toMatchObject({
      name: 'www.paper.example',
      origin,
      host: 'www.paper.example',
      scheme: 'https:',
      aliases: new Set(),
      hosts: new Set(),
      assets: 'listed',
      remove: [],
      hide: [],
      freshness: [],
      cacheTags: [],
      forward: [],
      expose: [],
      maxPageBytes: 5_000_000,
      pictures: 'cache',
      staleIfError: 'always',
      deadlineMs: 8000,
      nav: [],
    })
    expect(Object.keys(site())).not.toContain('language')
  })

  test('is not one where the origin is missing', () => {
    expect(said(parseSite({}))).toEqual(['origin: "origin" is missing: add it'])
  })

  test.each([null, [], 'https://paper.example', 5, undefined])('is no site as %j', data => {
    expect(said(parseSite(data))).toEqual([': a site file is an object: begin with { and "origin"'])
  })
})

describe('what a file says is ready to use', () => {
  test('hosts as URL writes them', () => {
    expect(
      site({ aliases: ['Paper.Example'], hosts: ['IMG.paper.example:443', 'bücher.example'] }),
    ).toMatchObject({
      aliases: new Set(['paper.example']),
      hosts: new Set(['img.paper.example', 'xn--bcher-kva.example']),
    })
  })

  test('durations in seconds, the deadline in milliseconds, stale as long as fresh where it is left out', () => {
    const parsed = site({
      deadline: 2.5,
      freshness: [
        { path: '/a*', fresh: '5m', stale: 10 },
        { path: '/b*', fresh: '1m' },
        { path: '*', fresh: 0 },
      ],
    })
    expect(parsed.deadlineMs).toBe(2500)
    expect(parsed.freshness.map(({ path, fresh, stale }) => [path, fresh, stale])).toEqual([
      ['/a*', 300, 10],
      ['/b*', 60, 60],
      ['*', 0, 0],
    ])
    expect(parsed.freshness[0]?.matches('/abc')).toBe(true)
    expect(parsed.freshness[0]?.matches('/bc')).toBe(false)
  })

  test('names in lower case, "*" as itself', () => {
    expect(site({ lazy: ['data-SRC'], forward: ['Accept-Language'], expose: ['*'] })).toMatchObject({
      lazy: ['data-src'],
      forward: ['accept-language'],
      expose: '*',
    })
    expect(site({ forward: '*', expose: '*' })).toMatchObject({ forward: '*', expose: '*' })
    expect(() => site({ forward: 'accept-language' })).toThrow()
  })

  test('whose copies may answer for the origin only as far as the RFCs allow', () => {
    expect(site({ stale_if_error: 'rfc' }).staleIfError).toBe('rfc')
    expect(site({ pictures: 'kv' }).pictures).toBe('kv')
  })

  test('tags in lower case, by path', () => {
    const { cacheTags } = site({ tags: [{ path: '/news/*', tags: ['News', 'a:1'] }] })
    expect(cacheTags.map(({ path, tags }) => [path, tags])).toEqual([['/news/*', ['news', 'a:1']]])
    expect(cacheTags.map(rule => rule.matches('/news/1') && !rule.matches('/new'))).toEqual([true])
  })

  test('withdrawn addresses as patterns', () => {
    expect(
      site({ withdrawn: ['/news/1.html'] }).withdrawn.some(({ matches }) => matches('/news/1.html')),
    ).toBe(true)
    expect(
      site({ withdrawn: ['/news/1.html'] }).withdrawn.some(({ matches }) => matches('/news/2.html')),
    ).toBe(false)
  })
})

describe('the fingerprint', () => {
  test('is another one where pages would look different', () => {
    const plain = site().fingerprint
    for (const data of [
      { remove: ['p'] },
      { hide: ['p'] },
      { notice: 'x' },
      { hosts: ['a.example'] },
      { name: 'x' },
    ])
      expect(site(data).fingerprint, JSON.stringify(data)).not.toBe(plain)
  })

  test('is the same for what says the same, and for limits and freshness', () => {
    const plain = site({ hosts: ['a.example', 'b.example'] }).fingerprint
    expect(site({ hosts: ['B.example', 'a.example:443'], remove: [] }).fingerprint).toBe(plain)
    const rest = {
      $schema: 'x',
      deadline: '2s',
      stale_if_error: 'rfc',
      pictures: 'kv',
      max_page_bytes: 9,
      withdrawn: ['/x'],
      tags: [{ path: '/x', tags: ['x'] }],
    }
    expect(site({ hosts: ['a.example', 'b.example'], ...rest }).fingerprint).toBe(plain)
  })
})

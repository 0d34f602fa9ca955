import { describe, expect, test } from 'vitest'
import { type ParsedSite, parseSite } from '../../src/site.ts'
import { genericSite, resolveSite, sites } from '../../src/sites/index.ts'

const resolved = (env: Parameters<typeof resolveSite>[0]) => {
  const parsed = resolveSite(env)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.site
}
const said = (parsed: ParsedSite) =>
  parsed.ok ? 'ok' : parsed.problems.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n')

test.each(Object.keys(sites))('the bundled file "%s" has no problems', name => {
  expect(said(parseSite(sites[name]))).toBe('ok')
})

describe('the generic rules', () => {
  const generic = genericSite('https://www.paper.example')

  test('have no selector: each one that is registered costs every page, and a rule of a list costs next to nothing', () => {
    expect([...generic.remove, ...generic.keep, ...generic.unwrap]).toEqual([])
  })

  test('take www and its absence for one site', () => {
    expect(generic.aliases).toEqual(new Set(['paper.example']))
    expect(genericSite('https://paper.example').aliases).toEqual(new Set(['www.paper.example']))
    expect(genericSite('https://paper.example:8443').aliases).toEqual(new Set(['www.paper.example:8443']))
  })

  test.each(['http://127.0.0.1:8700', 'http://localhost:8700', 'http://[::1]:8700', 'https://203.0.113.7'])(
    'give %s no alias',
    origin => {
      expect(genericSite(origin)).toMatchObject({ origin, aliases: new Set(), assets: 'tagged' })
    },
  )

  test('are for an origin only', () => {
    expect(() => genericSite('paper.example')).toThrow(/is not an address/)
  })
})

describe('the environment chooses', () => {
  test('a bundled file by its name', () => {
    expect(resolved({ SITE: 'demo' })).toMatchObject({ host: 'www.lantern.example', assets: 'tagged' })
  })

  test('the text of a file before a name', () => {
    const SITE_FILE = JSON.stringify({ origin: 'https://paper.example' })
    expect(resolved({ SITE_FILE, SITE: 'demo' }).host).toBe('paper.example')
    expect(resolved({ SITE_FILE: `\uFEFF${SITE_FILE}` }).host).toBe('paper.example')
    expect(resolved({ SITE_FILE: '', SITE: 'demo' }).host).toBe('www.lantern.example')
  })

  test('another origin for a file: its own host becomes an alias, its other hosts stay', () => {
    expect(resolved({ SITE: 'demo', ORIGIN: 'http://127.0.0.1:8700' })).toMatchObject({
      origin: 'http://127.0.0.1:8700',
      scheme: 'http:',
      aliases: new Set(['lantern.example', 'www.lantern.example']),
      hosts: new Set(['m.lantern.example', 'img.lantern.example', 'static.lantern.example']),
    })
  })

  test('one of a file’s own hosts as its origin', () => {
    expect(resolved({ SITE: 'demo', ORIGIN: 'https://lantern.example' }).aliases).toEqual(
      new Set(['www.lantern.example']),
    )
    const mobile = resolved({ SITE: 'demo', ORIGIN: 'https://m.lantern.example' })
    expect(mobile.aliases).toEqual(new Set(['lantern.example', 'www.lantern.example']))
    expect(mobile.hosts).toEqual(new Set(['img.lantern.example', 'static.lantern.example']))
    expect(resolved({ SITE: 'demo', ORIGIN: 'https://www.lantern.example' })).toEqual(
      expect.objectContaining({ aliases: new Set(['lantern.example']) }),
    )
  })

  test('the generic rules for an origin alone', () => {
    expect(resolved({ ORIGIN: 'https://www.paper.example' }).remove).toEqual(
      genericSite('https://www.paper.example').remove,
    )
  })

  test.each([
    [{}, /^SITE: no site is chosen: set SITE to one of "demo"/],
    [{ SITE: '' }, /^SITE: no site is chosen/],
    [{ SITE: 'dmo' }, /^SITE: no bundled site is called "dmo"; did you mean "demo"\?/],
    [{ SITE: 'toString' }, /^SITE: no bundled site is called "toString"/],
    [{ ORIGIN: 'paper.example' }, /^ORIGIN: "paper.example" is not an address/],
    [{ SITE: 'demo', ORIGIN: 'http://paper.example' }, /^ORIGIN: .*write "https:\/\/paper.example"/],
    [{ SITE_FILE: '{' }, /^SITE_FILE: not JSON/],
    [{ SITE_FILE: '{}' }, /^SITE_FILE.origin: "origin" is missing/],
    [{ SITE_FILE: '[]', ORIGIN: 'https://paper.example' }, /^SITE_FILE: a site file is an object/],
  ])('nothing, and says why, for %j', (env, reason) => {
    expect(said(resolveSite(env))).toMatch(reason)
  })
})

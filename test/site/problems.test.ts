import { describe, expect, test } from 'vitest'
import { parseSite } from '../../src/site.ts'

/** The problems of a file with a good origin, a line each. */
const problems = (data: Record<string, unknown>): string[] => {
  const parsed = parseSite({ origin: 'https://www.paper.example', ...data })
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('problems', () => {
  test('are all reported, in the order of the file', () => {
    expect(
      problems({
        remov: ['p'],
        remove: ['p', 'a + b', 5],
        freshness: [{ path: 'news', fres: '5m', fresh: '5x' }],
        nav: [{ text: '', href: '//evil.example' }, 'x'],
        deadline: '2m',
        pictures: 'both',
        stale_if_error: 'never',
        notice: 7,
      }).map(line => line.slice(0, 60)),
    ).toEqual([
      'remov: unknown key "remov"; did you mean "remove"?',
      'remove.1: `+` (next sibling) is not something a streaming re',
      'remove.2: write a selector in quotes, not 5',
      'freshness.0.fres: unknown key "fres"; did you mean "fresh"?',
      'freshness.0.path: "news" is not a path: begin it with "/" (o',
      'freshness.0.fresh: write a duration as "90s", "5m", "2h", "7',
      'nav.0.text: it is empty: write what the link says, or leave ',
      'nav.0.href: "//evil.example" leads off the mirror: write a p',
      'nav.1: write an object in { }, not "x"',
      'deadline: write a duration above 0 and up to "60s"',
      'pictures: write "cache" or "kv"',
      'stale_if_error: write "always" or "rfc"',
      'notice: write a notice in quotes, not 7',
    ])
  })

  test.each([
    ['max_bytes', 'max_page_bytes'],
    ['user-agent', 'user_agent'],
    ['userAgent', 'user_agent'],
    ['Remove', 'remove'],
    ['allias', 'aliases'],
    ['article_', 'article'],
  ])('name the key that "%s" was meant to be', (key, meant) => {
    expect(problems({ [key]: 1 })).toEqual([`${key}: unknown key "${key}"; did you mean "${meant}"?`])
  })

  test('list the keys where nothing is near', () => {
    expect(problems({ rewrite_rules_engine: 1 })[0]).toMatch(/leave it out; known keys: \$schema, name, /)
    expect(problems({ $schema: './site.schema.json' })).toEqual([])
  })

  test.each([
    [
      { hosts: ['www.paper.example'] },
      'hosts.0: "www.paper.example" is already the origin: leave it out here',
    ],
    [
      { aliases: ['WWW.paper.example:443'] },
      'aliases.0: "www.paper.example" is already the origin: leave it out here',
    ],
    [
      { hosts: ['a.example', 'A.example'] },
      'hosts.1: "a.example" is already among the hosts: leave it out here',
    ],
    [
      { aliases: ['a.example'], hosts: ['a.example'] },
      'hosts.0: "a.example" is already among the aliases: leave it out here',
    ],
  ])('tell of a host that stands twice: %j', (data, expected) => {
    expect(problems(data)).toEqual([expected])
  })

  test('tell of private hosts, unless the origin is on the same one', () => {
    for (const host of ['127.0.0.1:9000', 'localhost', '10.0.0.1', '169.254.169.254', '[::1]:80', '0x7f.1'])
      expect(problems({ hosts: [host] }), host).toEqual([expect.stringMatching(/must not open/)])
    expect(problems({ origin: 'http://127.0.0.1:8700', hosts: ['127.0.0.1:8701'] })).toEqual([])
    expect(problems({ origin: 'http://127.0.0.1:8700', hosts: ['localhost:8701'] })).toHaveLength(1)
    expect(problems({ hosts: ['1.1.1.1'] })).toEqual([])
  })

  test.each([
    [{ forward: ['Cookie'] }, /never reaches the paper/],
    [{ forward: ['X-Forwarded-For'] }, /never reaches the paper/],
    [{ expose: ['set-cookie'] }, /never reaches readers/],
    [{ forward: ['accept language'] }, /not a header's name/],
    [{ expose: ['*', 'etag'] }, /write it alone/],
    [{ lazy: ['onload'] }, /holds a script/],
    [{ lazy: ['data src'] }, /not an attribute's name/],
    [{ language: 'chinese simplified' }, /not a language tag/],
    [{ assets: 'all' }, /write "listed" or "tagged"/],
    [{ max_page_bytes: 26_214_401 }, /25 MiB/],
    [{ max_page_bytes: 0.5 }, /25 MiB/],
    [{ user_agent: 'a\r\nb: c' }, /plain ASCII/],
    [{ name: '  ' }, /it is empty/],
    [{ notice: 'a\u0000b' }, /control character/],
    [{ hide: ['p{}'] }, /no place in a selector/],
    [{ hide: ['p</style>'] }, /"<" could end the style sheet/],
    [{ hide: ['[a="'] }, /has no end/],
    [{ hide: ['p:not(b'] }, /has no end/],
    [{ hide: ['p\\'] }, /has no end/],
    [{ hide: ['p:is(url(x))'] }, /no place/],
    [{ withdrawn: ['x'] }, /is not a path/],
    [{ tags: [{ path: '/news/*', tags: ['two words'] }] }, /^tags\.0\.tags\.0: "two words" is not a tag/],
    [{ tags: [{ path: '/news/*', tags: ['a,b'] }] }, /is not a tag/],
    [{ tags: [{ path: '/news/*', tags: ['x'.repeat(129)] }] }, /1 to 128/],
    [{ tags: [{ path: '/news/*', tags: [] }] }, /^tags\.0\.tags: it is empty/],
    [{ tags: [{ path: '/news/*', tags: Array(21).fill('a') }] }, /20 tags at most/],
    [{ tags: [{ path: '/news/*' }] }, /"tags" is missing/],
    [{ tags: [{ path: 'news', tags: ['a'] }] }, /^tags\.0\.path: "news" is not a path/],
    [
      { tags: [{ path: '/*', tags: ['a'], tag: 'a' }] },
      /^tags\.0\.tag: unknown key "tag"; did you mean "tags"/,
    ],
    [{ tags: Array(101).fill({ path: '/*', tags: ['a'] }) }, /100 rules at most/],
    [{ tags: ['news'] }, /^tags\.0: write an object/],
  ])('say what to do about %j', (data, reason) => {
    expect(problems(data)).toEqual([expect.stringMatching(reason)])
  })

  test('do not arise where all of that is right', () => {
    expect(
      problems({
        forward: ['accept-language'],
        expose: ['x-edition'],
        lazy: ['data-src'],
        language: 'zh-Hans',
        assets: 'tagged',
        max_page_bytes: 26_214_400,
        user_agent: 'Heliograph (+https://mirror.example)',
        notice: 'Mirrored.\nBy us.',
        tags: [{ path: '/news/*', tags: ['News', 'section:1'] }],
        hide: ['p:has(+ .ad) ~ div::before, a:not(.x > b)'],
        nav: [{ text: '首页', href: '/?p=1#top' }],
      }),
    ).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { parsePurge } from '../../src/admin/purge.ts'
import { parseSite, type Site } from '../../src/site.ts'
import type { Act } from '../../src/store/epochs.ts'

function siteOf(file: Record<string, unknown>): Site {
  const parsed = parseSite({ origin: 'https://www.paper.example', ...file })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.site
}
const site = siteOf({ aliases: ['paper.example'], hosts: ['img.paper.example'], assets: 'listed' })
const tagged = siteOf({ aliases: ['paper.example'], hosts: ['img.paper.example'], assets: 'tagged' })

const parse = (body: unknown, territory = site, act: Act = 'purge') =>
  parsePurge(typeof body === 'string' ? body : JSON.stringify(body), territory, 'mirror.example', act)
const file = (address: string, territory = site) => {
  const body = parse({ files: [address] }, territory)
  return body.ok && 'files' in body.scope ? body.scope.files[0] : undefined
}

describe('a file to purge', () => {
  test.each([
    ['https://mirror.example/a/b?c', 'https://www.paper.example/a/b?c'],
    ['http://mirror.example/a', 'https://www.paper.example/a'],
    ['https://mirror.example', 'https://www.paper.example/'],
    ['https://mirror.example/-/img.paper.example/a.jpg', 'https://img.paper.example/a.jpg'],
    ['https://mirror.example/-/www.paper.example//a', 'https://www.paper.example//a'],
    ['https://www.paper.example/a', 'https://www.paper.example/a'],
    ['http://www.paper.example/a', 'https://www.paper.example/a'],
    ['HTTPS://WWW.Paper.Example/A', 'https://www.paper.example/A'],
    ['https://www.paper.example/-/a', 'https://www.paper.example/-/a'],
    ['https://paper.example/a', 'https://www.paper.example/a'],
    ['https://img.paper.example/a.jpg', 'https://img.paper.example/a.jpg'],
    ['https://www.paper.example/a#b', 'https://www.paper.example/a'],
    ['https://www.paper.example/中', 'https://www.paper.example/%E4%B8%AD'],
    ['/a?b', 'https://www.paper.example/a?b'],
    ['/', 'https://www.paper.example/'],
    ['/-/img.paper.example/a.jpg', 'https://img.paper.example/a.jpg'],
    ['  /a  ', 'https://www.paper.example/a'],
    ['www.paper.example/a', 'https://www.paper.example/a'],
  ])('%s is %s', (given, expected) => {
    expect(file(given)).toBe(expected)
  })

  test.each([
    ['https://other.example/a'],
    ['https://www.paper.example.other.example/a'],
    ['https://mirror.example/-/other.example/a'],
    ['https://mirror.example/-/admin/purge'],
    ['news'],
    ['https://'],
    ['ftp://www.paper.example/a'],
    ['javascript:alert(1)'],
  ])('%s is no address of this mirror', given => {
    expect(parse({ files: ['/a', given] })).toEqual({
      ok: false,
      field: 'files[1]',
      message: expect.stringMatching(
        /is no address of this mirror: give an address of www\.paper\.example or/,
      ),
    })
  })

  test.each([
    ['https://cdn.other.example/a.jpg'],
    ['https://mirror.example/-/cdn.other.example~AAAAAAAAAAAAAAAA/a.jpg'],
    ['/-/cdn.other.example~AAAAAAAAAAAAAAAA/a.jpg'],
  ])('%s may be on a host that is carried by a tag, where the site has such hosts', given => {
    expect(file(given, tagged)).toBe('https://cdn.other.example/a.jpg')
    expect(file(given, site)).toBeUndefined()
  })
})

describe('an address of a site with hosts that are carried by tags', () => {
  const wrong = [
    ['https://www.paper.example./a', /knows no "www\.paper\.example\.": write "www\.paper\.example"$/],
    ['https://www.paper.example:8080/a', /knows no "www\.paper\.example:8080": write "www\.paper\.example"$/],
    ['https://www.paper.example.:8080/a', /write "www\.paper\.example"$/],
    ['http://www.paper.example:443/a', /give an address of www\.paper\.example or/],
    ['https://paper.example./a', /write "paper\.example"$/],
    ['https://img.paper.example:8443/a', /write "img\.paper\.example"$/],
    ['https://mirror.example./a', /write "mirror\.example"$/],
    ['https://mirror.example:8443/a', /write "mirror\.example"$/],
    ['/-/www.paper.example./a', /write "www\.paper\.example"$/],
    [
      'https://cdn.other.example:8443/a',
      /give an address of www\.paper\.example or of mirror\.example.*public name, without a port$/,
    ],
    ['https://cdn.other.example./a', /give an address of/],
    ['https://192.0.2.1/a', /give an address of/],
    ['https://[2001:db8::1]/a', /give an address of/],
    ['https://localhost/a', /give an address of/],
    ['https://nas.local/a', /give an address of/],
    ['news', /give an address of/],
  ] as const

  test.each(wrong)('is not %s, for nothing is kept under it', (given, message) => {
    for (const form of ['files', 'prefixes'])
      expect(parse({ [form]: [given] }, tagged)).toEqual({
        ok: false,
        field: `${form}[0]`,
        message: expect.stringMatching(message),
      })
  })

  test.each([
    ['https://mirror2.example/x', 'https://mirror2.example/x'],
    ['https://cdn.other.example:443/a', 'https://cdn.other.example/a'],
    ['https://ww.paper.example/a', 'https://ww.paper.example/a'],
    ['https://www.paper.example:443/a', 'https://www.paper.example/a'],
    ['https://paper.example/a', 'https://www.paper.example/a'],
    ['https://mirror.example:443/a', 'https://www.paper.example/a'],
  ])('may be %s, which nobody can know to be wrong', (given, expected) => {
    expect(file(given, tagged)).toBe(expected)
  })

  test('may have a port where the site or the mirror has it', () => {
    const local = siteOf({ origin: 'http://127.0.0.1:8700', assets: 'tagged' })
    const at = (form: string, text: string) =>
      parsePurge(JSON.stringify({ [form]: [text] }), local, '127.0.0.1:8787')
    for (const host of ['127.0.0.1:8700', '127.0.0.1:8787'])
      expect(at('files', `http://${host}/a`)).toMatchObject({ scope: { files: ['http://127.0.0.1:8700/a'] } })
    expect(at('files', 'http://127.0.0.1/a')).toMatchObject({ message: expect.stringMatching(/write "127/) })
    expect(at('hosts', '127.0.0.1:8700')).toMatchObject({ scope: { hosts: ['127.0.0.1:8700'] } })
    expect(at('hosts', '127.0.0.1:8787')).toMatchObject({
      message: expect.stringMatching(/is the mirror/),
    })
    expect(at('hosts', '127.0.0.1:8701')).toMatchObject({
      message: expect.stringMatching(/write "127\.0\.0\.1:8700"$/),
    })
  })
})

describe('a host of a site with hosts that are carried by tags', () => {
  test.each([
    ['www.paper.example:8080', /no host of this mirror: write "www\.paper\.example"$/],
    ['www.paper.example.', /leave out the dot/],
    ['mirror.example', /is the mirror.*use purge_everything/],
    ['mirror.example:443', /is the mirror.*use purge_everything/],
    ['mirror.example:8443', /is the mirror.*use purge_everything/],
    [
      'cdn.other.example:8443',
      /it has www\.paper\.example, img\.paper\.example; .*public name, without a port$/,
    ],
    ['192.0.2.1', /no host of this mirror/],
    ['nas.local', /no host of this mirror/],
    ['news', /no host of this mirror/],
  ])('is not %s, for nothing is kept under it', (given, message) => {
    expect(parse({ hosts: [given] }, tagged)).toEqual({
      ok: false,
      field: 'hosts[0]',
      message: expect.stringMatching(message),
    })
  })

  test.each([['cdn.other.example'], ['mirror2.example'], ['CDN.other.example:443']])('may be %s', given => {
    expect(parse({ hosts: [given] }, tagged).ok).toBe(true)
  })
})

describe('a prefix that ends in "*"', () => {
  test.each([
    ['/news/*'],
    ['https://www.paper.example/news/*'],
    ['www.paper.example/*'],
    ['/news/**'],
    [' /news/* '],
    ['*'],
  ])('is refused, and told what a prefix is: %s', given => {
    for (const territory of [site, tagged])
      expect(parse({ prefixes: ['/a', given] }, territory)).toEqual({
        ok: false,
        field: 'prefixes[1]',
        message: expect.stringMatching(/ends in "\*": a prefix is about all addresses.*leave out the "\*"$/),
      })
  })

  test('is not one that only has it, nor a file', () => {
    expect(parse({ prefixes: ['/a*b'] }).ok).toBe(true)
    expect(parse({ files: ['/a*'] }).ok).toBe(true)
  })
})

describe('a purge body', () => {
  test('of files purges them', () => {
    expect(parse({ files: ['/a', 'https://paper.example/b'] })).toEqual({
      ok: true,
      dryRun: false,
      scope: { files: ['https://www.paper.example/a', 'https://www.paper.example/b'] },
    })
  })

  test('of prefixes purges what begins so, with a scheme or without', () => {
    expect(parse({ prefixes: ['www.paper.example/news/', 'https://mirror.example/b5/', '/en/'] })).toEqual({
      ok: true,
      dryRun: false,
      scope: {
        prefixes: [
          'https://www.paper.example/news/',
          'https://www.paper.example/b5/',
          'https://www.paper.example/en/',
        ],
      },
    })
  })

  test('of a host alone purges that host, and none that only begins like it', () => {
    expect(parse({ prefixes: ['img.paper.example'] })).toEqual({
      ok: true,
      dryRun: false,
      scope: { prefixes: ['https://img.paper.example/'] },
    })
  })

  test('of everything purges everything', () => {
    expect(parse({ purge_everything: true })).toEqual({
      ok: true,
      dryRun: false,
      scope: { purge_everything: true },
    })
  })

  test.each<[string, unknown, string, RegExp]>([
    ['not JSON', '{', 'body', /JSON/],
    ['empty', '', 'body', /JSON/],
    ['a list', [], 'body', /exactly one of files, prefixes, tags, hosts, purge_everything/],
    ['null', null, 'body', /exactly one/],
    ['a text', '"files"', 'body', /exactly one/],
    ['an empty object', {}, 'body', /exactly one/],
    ['two fields', { files: ['/a'], prefixes: ['/b'] }, 'files', /exactly one/],
    [
      'two fields, one of them everything',
      { purge_everything: true, files: ['/a'] },
      'purge_everything',
      /exactly one/,
    ],
    ['an unknown field', { tag: ['a'] }, 'tag', /unknown.*files, prefixes, tags, hosts, purge_everything/],
    ['an unknown field beside a known one', { files: ['/a'], url: ['b'] }, 'url', /unknown/],
    ['a field that every object has', '{"__proto__": ["/a"]}', '__proto__', /unknown/],
    ['another case', { Files: ['/a'] }, 'Files', /unknown/],
    ['no files', { files: [] }, 'files', /empty/],
    ['no prefixes', { prefixes: [] }, 'prefixes', /empty/],
    ['an empty file', { files: ['/a', ''] }, 'files[1]', /empty/],
    ['a blank prefix', { prefixes: ['/a', '/b', ' \t'] }, 'prefixes[2]', /empty/],
    ['one file that is no list', { files: '/a' }, 'files', /no list: write \["\/news\/1\.html"\]/],
    ['files that are none', { files: null }, 'files', /no list/],
    ['files in an object', { files: { 0: '/a' } }, 'files', /no list/],
    ['a file that is a number', { files: ['/a', 7] }, 'files[1]', /text/],
    ['a file that is an object', { files: [{ url: '/a' }] }, 'files[0]', /text/],
    ['too many files', { files: Array(101).fill('/a') }, 'files', /more than 100.*several requests/],
    ['too long a prefix', { prefixes: [`/${'a'.repeat(512)}`] }, 'prefixes[0]', /512.*shorter/],
    ['a tag in two words', { tags: ['a', 'b c'] }, 'tags[1]', /"b c" is not a tag: a tag is 1 to 128/],
    [
      'an unknown host',
      { hosts: ['other.example'] },
      'hosts[0]',
      /no host of this mirror: it has www\.paper\.example/,
    ],
    ['an address as a host', { hosts: ['https://img.paper.example'] }, 'hosts[0]', /write the host only/],
    ['a host with a path', { hosts: ['img.paper.example/a'] }, 'hosts[0]', /write the host only/],
    ['the mirror as a host', { hosts: ['Mirror.example'] }, 'hosts[0]', /use purge_everything/],
    ['the word of an invalidation', { invalidate_everything: true }, 'invalidate_everything', /unknown/],
    ['only a dry run', { dry_run: true }, 'body', /exactly one/],
    ['a dry run by a word', { files: ['/a'], dry_run: 'yes' }, 'dry_run', /true or false/],
    ['everything: false', { purge_everything: false }, 'purge_everything', /true/],
    ['everything: "true"', { purge_everything: 'true' }, 'purge_everything', /true/],
    ['everything: 1', { purge_everything: 1 }, 'purge_everything', /true/],
  ])('that is %s is refused, and says where and why', (_, body, field, message) => {
    expect(parse(body)).toEqual({ ok: false, field, message: expect.stringMatching(message) })
  })

  test('of one file that is no text does not call the file a list', () => {
    expect(parse({ files: [7] })).toMatchObject({ message: expect.not.stringMatching(/list/) })
  })

  test('may have as many files as are allowed', () => {
    expect(parse({ files: Array(100).fill('/a') }).ok).toBe(true)
  })

  test('of tags and hosts has them as copies have them', () => {
    expect(parse({ tags: [' News ', 'a:1'] })).toMatchObject({ scope: { tags: ['news', 'a:1'] } })
    expect(parse({ hosts: ['IMG.paper.example:443', 'paper.example', 'www.paper.example'] })).toMatchObject({
      scope: { hosts: ['img.paper.example', 'www.paper.example', 'www.paper.example'] },
    })
    expect(parse({ hosts: ['cdn.other.example'] }, tagged)).toMatchObject({
      scope: { hosts: ['cdn.other.example'] },
    })
  })

  test('may be a dry run', () => {
    expect(parse({ files: ['/a'], dry_run: true })).toMatchObject({ ok: true, dryRun: true })
    expect(parse({ dry_run: false, tags: ['a'] })).toMatchObject({ ok: true, dryRun: false })
  })

  test('of an invalidation is the same, with a word of its own for everything', () => {
    for (const body of [{ invalidate_everything: true }, { purge_everything: true }])
      expect(parse(body, site, 'invalidate')).toMatchObject({ scope: { purge_everything: true } })
    expect(parse({ files: ['/a'] }, site, 'invalidate')).toMatchObject({
      scope: { files: ['https://www.paper.example/a'] },
    })
    expect(parse({ purge_everything: true, invalidate_everything: true }, site, 'invalidate').ok).toBe(false)
  })
})

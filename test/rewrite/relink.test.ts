import { describe, expect, test } from 'vitest'
import type { Territory } from '../../src/address.ts'
import { type Place, type Relinked, relink } from '../../src/rewrite/address/relink.ts'
import { hostTags } from '../../src/tags.ts'

const site: Territory = {
  host: 'www.paper.example',
  scheme: 'https:',
  aliases: new Set(['paper.example']),
  hosts: new Set(['img.paper.example']),
}
const tags = hostTags('a key')
const BASE = 'https://www.paper.example/news/a.html?b'
const place = (more: Partial<Place> = {}): Place => ({ base: BASE, site, charset: 'UTF-8', ...more })

/** A path of the mirror, an address elsewhere, or the kind. */
const said = (found: Relinked) =>
  found.kind === 'mirror' ? found.path : found.kind === 'away' ? found.href : found.kind
const link = (value: string, more: Partial<Place> = {}) => said(relink(value, 'link', place(more)))
const asset = (value: string, more: Partial<Place> = {}) => said(relink(value, 'asset', place(more)))

describe('an address on a page', () => {
  test.each([
    ['/b', '/b'],
    ['b', '/news/b'],
    ['./b', '/news/b'],
    ['../b', '/b'],
    ['../../../b', '/b'],
    ['?c', '/news/a.html?c'],
    ['b?c=d&e#f', '/news/b?c=d&e#f'],
    ['https://www.paper.example/b', '/b'],
    ['http://paper.example/b', '/b'],
    ['//paper.example/b', '/b'],
    ['HTTPS://WWW.PAPER.EXAMPLE/B', '/B'],
    ['https:b', '/news/b'],
    ['https:/b', '/b'],
    ['https:\\\\www.paper.example\\b', '/b'],
    ['\\\\paper.example\\b', '/b'],
    ['/\\paper.example/b', '/b'],
    ['//img.paper.example/b.jpg', '/-/img.paper.example/b.jpg'],
    ['/\\img.paper.example/b.jpg', '/-/img.paper.example/b.jpg'],
    ['  /b\n', '/b'],
    ['/b\tc\r\nd', '/bcd'],
    ['ht\ntps://www.paper.example/b', '/b'],
    ['\u0001/b', '/b'],
    ['/a b', '/a%20b'],
    ['/中', '/%E4%B8%AD'],
    ['/%D6%D0', '/%D6%D0'],
    ['/-/admin/purge', '/-/www.paper.example/-/admin/purge'],
    ['.././-/admin/purge', '/-/www.paper.example/-/admin/purge'],
    ['https://www.paper.example//evil.example', '/-/www.paper.example//evil.example'],
    ['/.//evil.example', '/-/www.paper.example//evil.example'],
    ['javascript', '/news/javascript'],
    ['./javascript:alert(1)', '/news/javascript:alert(1)'],
  ])('%j is %s on the mirror', (value, path) => {
    expect(link(value)).toBe(path)
    expect(asset(value)).toBe(path)
  })

  test.each([
    ['https://other.example/b?c#d', 'https://other.example/b?c#d'],
    ['//other.example/b', 'https://other.example/b'],
    ['/\\other.example/b', 'https://other.example/b'],
    ['\\/other.example', 'https://other.example/'],
    ['/\t/other.example/b', 'https://other.example/b'],
    ['https://www.paper.example.other.example/', 'https://www.paper.example.other.example/'],
    ['https://www.paper.example@other.example/', 'https://www.paper.example@other.example/'],
    ['https://www.paper.example:8443/b', 'https://www.paper.example:8443/b'],
  ])('%j leads away', (value, href) => {
    expect(relink(value, 'link', place())).toEqual({ kind: 'away', href })
    expect(relink(value, 'asset', place())).toEqual({ kind: 'away', href })
  })

  test('of an unlisted host is on the mirror with a tag, for what a browser fetches', () => {
    expect(asset('//cdn.example/b.jpg', { tags })).toBe(`/-/cdn.example~${tags.of('cdn.example')}/b.jpg`)
    expect(link('//cdn.example/b.jpg', { tags })).toBe('https://cdn.example/b.jpg')
    expect(asset('//router.local/b.jpg', { tags })).toBe('https://router.local/b.jpg')
  })

  test.each([['#'], ['#top'], ['  #top'], ['#/b?c'], ['#javascript:alert(1)']])(
    '%j stays on its page',
    value => {
      expect(link(value)).toBe('local')
    },
  )

  test.each([[''], ['  '], ['\n']])('%j is the page itself as a link, and nothing to fetch', value => {
    expect(link(value)).toBe('local')
    expect(asset(value)).toBe('unsafe')
  })

  test.each([['mailto:editor@paper.example?subject=a'], ['MAILTO:a@b'], ['tel:+49'], ['sms:+49']])(
    '%s is a link that fetches nothing, and nothing to fetch',
    value => {
      expect(link(value)).toBe('local')
      expect(asset(value)).toBe('unsafe')
    },
  )

  test.each([
    ['data:image/png;base64,AAAA'],
    ['DATA:IMAGE/gif;base64,AAAA'],
    ['  data:image/svg+xml,<svg/>'],
    ['data:font/woff2;base64,AAAA'],
    ['data:audio/mpeg;base64,AAAA'],
    ['data:video/mp4;base64,AAAA'],
  ])('%s is a picture that fetches nothing, and no link', value => {
    expect(asset(value)).toBe('local')
    expect(link(value)).toBe('unsafe')
  })

  test.each([
    ['javascript:alert(1)'],
    ['JavaScript:alert(1)'],
    [' javascript:alert(1)'],
    ['\u0001javascript:alert(1)'],
    ['\u0000\u001f javascript:alert(1)'],
    ['java\tscript:alert(1)'],
    ['java\nscript:alert(1)'],
    ['java\r\nscript\t:alert(1)'],
    ['j\na\nv\na\ns\nc\nr\ni\np\nt\n:alert(1)'],
    ['javascript://www.paper.example/%0aalert(1)'],
    ['javascript:'],
    ['vbscript:msgbox(1)'],
    ['VB\tScript:msgbox(1)'],
    ['livescript:x'],
    ['data:text/html,<script>alert(1)</script>'],
    ['data:text/html;base64,AAAA'],
    ['\u0003data:text/html,x'],
    ['da\nta:text/html,x'],
    ['data:application/xhtml+xml,x'],
    ['data:text/css,*{}'],
    ['data:,x'],
    ['data:imagetext/html,x'],
    ['blob:https://www.paper.example/x'],
    ['filesystem:https://www.paper.example/x'],
    ['file:///etc/passwd'],
    ['about:blank'],
    ['view-source:https://www.paper.example/'],
    ['ws://www.paper.example/'],
    ['ftp://www.paper.example/'],
    ['intent://www.paper.example/#Intent;scheme=https;end'],
    ['https://'],
    ['//'],
    ['https://exa mple/'],
    ['https://a:b:c/'],
    ['http://[::1'],
  ])('%j is nothing to write into a page', value => {
    expect(link('./x')).toBe('/news/x')
    expect(link(value)).toBe('unsafe')
    expect(asset(value)).toBe('unsafe')
  })

  test('is resolved against where it stands', () => {
    expect(link('b', { base: 'https://img.paper.example/c/' })).toBe('/-/img.paper.example/c/b')
    expect(link('/b', { base: 'https://img.paper.example/c/' })).toBe('/-/img.paper.example/b')
    expect(link('b', { base: 'https://other.example/c/' })).toBe('https://other.example/c/b')
  })

  test('may be white space that a browser takes for a part of it', () => {
    expect(link('\u00a0b')).toBe('/news/%C2%A0b')
    expect(link('\u3000https://other.example/')).toBe('/news/%E3%80%80https://other.example/')
  })
})

describe('a query on a page that is not UTF-8', () => {
  const gbk = { charset: 'GBK' }

  test('is left as it was written, for the browser to encode as the page is', () => {
    expect(link('/search?q=中国&p=1#x', gbk)).toBe('/search?q=中国&p=1#x')
    expect(link('https://paper.example/search?q=中国', gbk)).toBe('/search?q=中国')
    expect(link('/search?q=中国')).toBe('/search?q=%E4%B8%AD%E5%9B%BD')
  })

  test('is left to the browser on the way to another site, too', () => {
    expect(link('https://other.example/search?q=中国#x', gbk)).toBe('https://other.example/search?q=中国#x')
    expect(link('https://other.example/search?q=中国')).toContain('%E4%B8%AD')
  })

  test('that was encoded already stays so', () => {
    expect(link('/search?q=%D6%D0%B9%FA', gbk)).toBe('/search?q=%D6%D0%B9%FA')
    expect(link('/search?a b', gbk)).toBe('/search?a%20b')
  })

  test('does not reach into the path, which is always UTF-8', () => {
    expect(link('/中?q=中', gbk)).toBe('/%E4%B8%AD?q=中')
  })

  test('keeps no line breaks', () => {
    expect(link('/a?q=中\n国', gbk)).toBe('/a?q=中国')
  })

  test('is no query where it stands in a fragment', () => {
    expect(link('/a?b#c?中', gbk)).toMatch(/^\/a\?b#c\?/)
  })
})

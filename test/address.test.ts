import { describe, expect, test } from 'vitest'
import { mirrorPath, mountOf, originOf, type Territory } from '../src/address.ts'
import { hostTags } from '../src/tags.ts'

const site: Territory = {
  host: 'www.paper.example',
  scheme: 'https:',
  aliases: new Set(['paper.example']),
  hosts: new Set(['img.paper.example', 'static.paper.example:8443', 'xn--4ruw83d.example']),
}
const local: Territory = {
  host: 'localhost:8700',
  scheme: 'http:',
  aliases: new Set(),
  hosts: new Set(['127.0.0.1:8701', '[::1]:8702', 'img.paper.example']),
}
const tags = hostTags('a key')

/** The origin address behind a mirror path, or the kind of answer that there is instead. */
const origin = (path: string, territory = site) => {
  const found = originOf(path, territory, tags)
  return found.kind === 'origin' ? found.url : found.kind
}
/** As a request brings it: through `URL`, which resolves dot segments and escapes what must be. */
const requested = (path: string, territory = site) => {
  const { pathname, search } = new URL(`https://mirror.example${path}`)
  return origin(pathname + search, territory)
}
const onMirror = (url: string, use: 'link' | 'asset' = 'link', territory = site) =>
  mirrorPath(new URL(url), use, territory)

describe('a path of the mirror', () => {
  test.each([
    ['/', 'https://www.paper.example/'],
    ['/news/gb/2022/02/06/997130.html', 'https://www.paper.example/news/gb/2022/02/06/997130.html'],
    ['/search?q=a&b=c', 'https://www.paper.example/search?q=a&b=c'],
    ['/-x', 'https://www.paper.example/-x'],
    ['/--/x', 'https://www.paper.example/--/x'],
    ['/a/-/b', 'https://www.paper.example/a/-/b'],
    ['//evil.example/x', 'https://www.paper.example//evil.example/x'],
    ['/@evil.example/x', 'https://www.paper.example/@evil.example/x'],
    ['/https://evil.example/', 'https://www.paper.example/https://evil.example/'],
    ['/-/www.paper.example/', 'https://www.paper.example/'],
    ['/-/www.paper.example/-/x', 'https://www.paper.example/-/x'],
    ['/-/www.paper.example//evil.example/x', 'https://www.paper.example//evil.example/x'],
    ['/-/paper.example/x?y', 'https://www.paper.example/x?y'],
    ['/-/img.paper.example/', 'https://img.paper.example/'],
    ['/-/img.paper.example/a/b.jpg?w=640', 'https://img.paper.example/a/b.jpg?w=640'],
    ['/-/img.paper.example//a', 'https://img.paper.example//a'],
    ['/-/img.paper.example/@evil.example', 'https://img.paper.example/@evil.example'],
    ['/-/static.paper.example:8443/x.css', 'https://static.paper.example:8443/x.css'],
    ['/-/xn--4ruw83d.example/x', 'https://xn--4ruw83d.example/x'],
  ])('%s is %s', (path, url) => {
    expect(origin(path)).toBe(url)
  })

  test.each([
    ['/-/evil.example/x'],
    ['/-/www.paper.example.evil.example/x'],
    ['/-/evilwww.paper.example/x'],
    ['/-/img.paper.example.evil.example/x'],
    ['/-/evil.example.paper.example/x'],
    ['/-/img.paper.example-evil.example/x'],
    ['/-/other.paper.example/x'],
    ['/-/img.paper.example:8443/x'],
    ['/-/static.paper.example/x'],
    ['/-/static.paper.example:8444/x'],
    ['/-/127.0.0.1/x'],
    ['/-/169.254.169.254/latest/meta-data'],
    ['/-/[::1]/x'],
    ['/-/[::ffff:7f00:1]/x'],
    ['/-/localhost/x'],
    ['/-/localhost:8700/x'],
  ])('%s is a host that is not listed', path => {
    expect(originOf(path, site, tags)).toMatchObject({ kind: 'unlisted', href: `https://${path.slice(3)}` })
  })

  test('an address on a host that is not listed says which host', () => {
    const found = originOf('/-/evil.example/www.paper.example?x', site)
    expect(found).toEqual({
      kind: 'unlisted',
      host: 'evil.example',
      href: 'https://evil.example/www.paper.example?x',
    })
  })

  test.each([
    ['/-/'],
    ['/-//'],
    ['/-//img.paper.example/x'],
    ['/-/?x'],
    ['/-/admin'],
    ['/-/admin/purge'],
    ['/-/health'],
    ['/-/paper/x'],
    ['/-/www.paper.example@evil.example/x'],
    ['/-/evil.example@www.paper.example/x'],
    ['/-/reader:secret@img.paper.example/x'],
    ['/-/img.paper.example%40evil.example/x'],
    ['/-/img.paper.example%2f@evil.example/x'],
    ['/-/img.paper.example%2Fx'],
    ['/-/img%2epaper.example/x'],
    ['/-/img.paper.example%00/x'],
    ['/-/img.paper.example\\@evil.example/x'],
    ['/-/img.paper.example#@evil.example/x'],
    ['/-/https://img.paper.example/x'],
    ['/-/https:/img.paper.example/x'],
    ['/-/img.paper.example:443/x'],
    ['/-/img.paper.example:/x'],
    ['/-/img.paper.example:08443/x'],
    ['/-/img.paper.example:99999/x'],
    ['/-/0x7f.1/x'],
    ['/-/0x7f.0.0.1/x'],
    ['/-/127.1/x'],
    ['/-/0177.0.0.1/x'],
    ['/-/2130706433/x'],
    ['/-/[::1/x'],
    ['/-/[0:0:0:0:0:0:0:1]/x'],
    ['/-/报纸.example/x'],
    ['/-/.../x'],
    ['/-/*.paper.example/x*'],
    ['/-/~/x'],
  ])('%s is fetched from nowhere', path => {
    expect(origin(path)).toMatch(/^(malformed|unlisted)$/)
  })

  test.each([
    ['/-/IMG.paper.example/x'],
    ['/-/Img.Paper.Example/x'],
    ['/-/img.paper.example./x'],
    ['/-/www.paper.example./x'],
  ])('%s, another way to write a listed host, does not go round the list', path => {
    expect(origin(path)).toMatch(/^(malformed|unlisted|moved)$/)
  })

  test('a malformed address says what is wrong with it and what the form is', () => {
    const found = originOf('/-/paper/x', site)
    expect(found).toMatchObject({ kind: 'malformed', reason: expect.stringContaining('"paper"') })
    expect(found).toMatchObject({ reason: expect.stringContaining('/-/<host>/<path>') })
  })

  test.each([
    ['/-', '/'],
    ['/-/img.paper.example', '/-/img.paper.example/'],
    ['/-/img.paper.example?x', '/-/img.paper.example/?x'],
    ['/-/evil.example', '/-/evil.example/'],
    ['/-/cdn.example~tag', '/-/cdn.example~tag/'],
  ])('%s is moved to %s', (path, to) => {
    expect(originOf(path, site)).toEqual({ kind: 'moved', path: to })
  })

  test.each([
    ['/a/../b', 'https://www.paper.example/b'],
    ['/../../b', 'https://www.paper.example/b'],
    ['/-/img.paper.example/../x', 'malformed'],
    ['/-/img.paper.example/../../x', 'https://www.paper.example/x'],
    ['/-/img.paper.example/%2e%2e/evil.example/x', 'unlisted'],
    ['/-/evil.example/../img.paper.example/x', 'https://img.paper.example/x'],
    ['/-/img.paper.example/a/../b', 'https://img.paper.example/b'],
    ['/-\\img.paper.example\\x', 'https://img.paper.example/x'],
  ])('a request for %s is %s', (path, url) => {
    expect(requested(path)).toBe(url)
  })

  test.each([['/a%2Fb'], ['/%E4%B8%AD'], ['/%d6%d0'], ['/a%20b?c=%2B+d'], ['/100%'], ['/%2e'], ['/-%2F']])(
    '%s keeps its percent-encoding as it is',
    path => {
      expect(origin(path)).toBe(`https://www.paper.example${path}`)
      expect(origin(`/-/img.paper.example${path}`)).toBe(`https://img.paper.example${path}`)
    },
  )

  test.each([
    ['/x', 'http://localhost:8700/x'],
    ['/-/127.0.0.1:8701/x', 'http://127.0.0.1:8701/x'],
    ['/-/[::1]:8702/x', 'http://[::1]:8702/x'],
    ['/-/img.paper.example/x', 'https://img.paper.example/x'],
  ])('%s of a paper on this machine is %s', (path, url) => {
    expect(origin(path, local)).toBe(url)
  })

  test('a paper that is fetched by https fetches none of its hosts by http', () => {
    const territory = { ...site, hosts: new Set(['localhost:8701']) }
    expect(origin('/-/localhost:8701/x', territory)).toBe('https://localhost:8701/x')
  })
})

describe('an address of the paper', () => {
  test.each([
    ['https://www.paper.example/', '/'],
    ['https://www.paper.example', '/'],
    ['https://www.paper.example/a/b.html?c#d', '/a/b.html?c#d'],
    ['http://www.paper.example/a', '/a'],
    ['HTTPS://WWW.Paper.Example/A', '/A'],
    ['https://www.paper.example:443/a', '/a'],
    ['http://www.paper.example:80/a', '/a'],
    ['https://www.paper.example./a', '/a'],
    ['https://reader:secret@www.paper.example/a', '/a'],
    ['https://paper.example/a', '/a'],
    ['https://ｗｗｗ.paper.example/a', '/a'],
    ['https://img.paper.example/a.jpg', '/-/img.paper.example/a.jpg'],
    ['https://img.paper.example./a.jpg', '/-/img.paper.example/a.jpg'],
    ['https://static.paper.example:8443/x.css', '/-/static.paper.example:8443/x.css'],
    ['https://报纸.example/x', '/-/xn--4ruw83d.example/x'],
    ['https://www.paper.example/-x', '/-x'],
    ['https://www.paper.example/a%2Fb%20c?d=%D6%D0', '/a%2Fb%20c?d=%D6%D0'],
  ])('%s stands at %s', (url, path) => {
    expect(onMirror(url)).toBe(path)
    expect(onMirror(url, 'asset')).toBe(path)
  })

  test.each([
    ['https://www.paper.example//evil.example/x', '/-/www.paper.example//evil.example/x'],
    ['https://www.paper.example///evil.example', '/-/www.paper.example///evil.example'],
    ['https://www.paper.example/\\evil.example/x', '/-/www.paper.example//evil.example/x'],
    ['https://www.paper.example/a/..//evil.example', '/-/www.paper.example//evil.example'],
    ['https://paper.example//x', '/-/www.paper.example//x'],
    ['https://www.paper.example/-/admin/purge', '/-/www.paper.example/-/admin/purge'],
    ['https://www.paper.example/-/health', '/-/www.paper.example/-/health'],
    ['https://www.paper.example/-/', '/-/www.paper.example/-/'],
    ['https://www.paper.example/-', '/-/www.paper.example/-'],
    ['https://www.paper.example/-?x', '/-/www.paper.example/-?x'],
    ['https://www.paper.example/-#x', '/-/www.paper.example/-#x'],
  ])('%s is neither read as a host nor as the mirror’s own', (url, path) => {
    expect(onMirror(url)).toBe(path)
  })

  test.each([
    ['https://evil.example/'],
    ['https://www.paper.example.evil.example/x'],
    ['https://www.paper.example@evil.example/x'],
    ['https://evil.example/www.paper.example'],
    ['https://evil.example/?www.paper.example'],
    ['https://evil.example/#www.paper.example'],
    ['https://evilpaper.example/'],
    ['https://evil.paper.example/'],
    ['https://www.paper.example:8443/x'],
    ['http://www.paper.example:443/x'],
    ['https://img.paper.example:8443/x'],
    ['https://static.paper.example/x'],
    ['https://www.pаper.example/cyrillic-a'],
    ['ftp://www.paper.example/x'],
    ['ws://www.paper.example/x'],
    ['javascript://www.paper.example/%0aalert(1)'],
    ['mailto:editor@www.paper.example'],
    ['data:text/plain,www.paper.example'],
    ['blob:https://www.paper.example/x'],
    ['file://www.paper.example/x'],
  ])('%s is not on the mirror', url => {
    expect(onMirror(url)).toBeUndefined()
    expect(onMirror(url, 'asset')).toBeUndefined()
  })

  test.each([
    ['https://www.paper.example/'],
    ['https://www.paper.example/a/b.html?c=d&e'],
    ['https://www.paper.example//evil.example/x'],
    ['https://www.paper.example/-/admin/purge?x'],
    ['https://www.paper.example/-'],
    ['https://www.paper.example/-?x'],
    ['https://www.paper.example/%2e%2e%2f?%2f'],
    ['https://www.paper.example/中文?问'],
    ['https://img.paper.example/a.jpg?w=1'],
    ['https://img.paper.example//a.jpg'],
    ['https://static.paper.example:8443/'],
    ['https://xn--4ruw83d.example/x'],
  ])('%s comes back from its place on the mirror', url => {
    expect(requested(onMirror(url) ?? '/-/')).toBe(new URL(url).href)
  })

  test('an alias comes back as the primary', () => {
    expect(requested(onMirror('https://paper.example/a?b') ?? '/-/')).toBe('https://www.paper.example/a?b')
  })
})

describe('a host that is carried by a tag', () => {
  const tagged = (host: string, tag = tags.of(host)) => origin(`/-/${host}~${tag}/a.jpg`)

  test('is carried with its own tag, for assets only', () => {
    expect(originOf(`/-/cdn.example~${tags.of('cdn.example')}/a.jpg?w=1`, site, tags)).toEqual({
      kind: 'origin',
      url: 'https://cdn.example/a.jpg?w=1',
      carries: 'assets',
    })
  })

  test('a listed host is carried for everything', () => {
    expect(originOf('/-/img.paper.example/a.jpg', site, tags)).toMatchObject({ carries: 'everything' })
    expect(originOf('/a.jpg', site, tags)).toMatchObject({ carries: 'everything' })
  })

  test.each([
    ['none', ''],
    ['a wrong one', 'AAAAAAAAAAAAAAAA'],
    ['another host’s', tags.of('other.example')],
    ['its parent’s', tags.of('example')],
    ['another key’s', hostTags('another key').of('cdn.example')],
    ['half of its own', tags.of('cdn.example').slice(0, 8)],
    ['more than its own', `${tags.of('cdn.example')}A`],
    ['something after its own', `${tags.of('cdn.example')}~x`],
    ['something before its own', `x~${tags.of('cdn.example')}`],
    ['its own in another case', tags.of('cdn.example').toLowerCase()],
    ['letters beyond ASCII', '中中中中中'],
  ])('with %s is refused', (_, tag) => {
    expect(tagged('cdn.example')).toBe('https://cdn.example/a.jpg')
    expect(tagged('cdn.example', tag)).toMatch(/^(unlisted|malformed)$/)
  })

  test('is refused where the mirror has no key', () => {
    expect(originOf(`/-/cdn.example~${tags.of('cdn.example')}/a.jpg`, site)).toMatchObject({
      kind: 'unlisted',
    })
  })

  test.each([
    ['localhost'],
    ['foo.localhost'],
    ['router.local'],
    ['printer.lan'],
    ['nas.home'],
    ['nas.home.arpa'],
    ['wiki.corp'],
    ['wiki.intranet'],
    ['wiki.private'],
    ['metadata.google.internal'],
    ['unit.test'],
    ['nothing.invalid'],
    ['facebookcorewwwi.onion'],
    ['127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['[::1]'],
    ['[fd00::1]'],
    ['localhost:8700'],
    ['cdn.example:8443'],
    ['cdn.example.'],
  ])('%s is never carried by a tag, even its own', host => {
    expect(tagged('cdn.example')).toBe('https://cdn.example/a.jpg')
    expect(tagged(host)).toMatch(/^(unlisted|malformed)$/)
    const path = mirrorPath(new URL(`https://${host}/a.jpg`), 'asset', site, tags)
    if (host.endsWith('.')) expect(path).toBe(`/-/cdn.example~${tags.of('cdn.example')}/a.jpg`)
    else expect(path).toBeUndefined()
  })

  test('is written into a page for what a browser fetches by itself, and not for a link', () => {
    const url = new URL('https://cdn.example/a.jpg?w=1#x')
    expect(mirrorPath(url, 'asset', site, tags)).toBe(`/-/cdn.example~${tags.of('cdn.example')}/a.jpg?w=1#x`)
    expect(mirrorPath(url, 'link', site, tags)).toBeUndefined()
    expect(mirrorPath(url, 'asset', site)).toBeUndefined()
  })

  test('what is written into a page is what a request for it brings', () => {
    const url = 'https://bücher.example//a.jpg?w=1'
    const path = mirrorPath(new URL(url), 'asset', site, tags) ?? ''
    expect(requested(path)).toBe(new URL(url).href)
  })
})

describe('the folder that a host’s root stands for', () => {
  test.each([
    ['https://www.paper.example/a/b', ''],
    ['https://paper.example/a', ''],
    ['https://img.paper.example/a', '/-/img.paper.example'],
    ['https://static.paper.example:8443/a', '/-/static.paper.example:8443'],
  ])('of %s is "%s"', (url, mount) => {
    expect(mountOf(url, site)).toBe(mount)
  })
})

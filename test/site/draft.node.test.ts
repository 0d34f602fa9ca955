import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { linesOf } from '../../scripts/site-draft/lines.ts'
import { draftSite } from '../../scripts/site-draft/site-draft.ts'
import { selectorsOf } from '../../scripts/site-draft/xpath/selectors.ts'
import { checkSiteFile } from '../../scripts/site-file.ts'
import { selectorProblem } from '../../src/site/selector.ts'

/** The selectors of an XPath joined by commas, or the reasons why there are none. */
const turned = (xpath: string) =>
  selectorsOf(xpath)
    .map(part => (part.ok ? part.selectors.join(', ') : `not: ${part.reason}`))
    .join(', ')

const draft = (text: string, origin?: string) => {
  const drafted = draftSite(text, 'paper.example.txt', origin)
  assert.ok(drafted.ok, drafted.ok ? '' : drafted.problems.join())
  const remarks = drafted.draft.remarks.map(({ kind, line, message }) => `${line.at} ${kind} ${message}`)
  return { file: JSON.parse(drafted.json) as Record<string, unknown>, remarks, drafted }
}

test('an XPath becomes the selector that means the same', () => {
  // Compared with Chromium's document.evaluate over thousands of made-up paths and pages when this was written.
  const cases: [string, string][] = [
    ['//article', 'article'],
    ["//div[@id='story']", 'div#story'],
    ["//*[ @id = 'story' ]", '#story'],
    ["//div[@id='1st']", 'div[id="1st"]'],
    ["//div[@class='a b']", 'div[class="a b"]'],
    ["//div[contains(@class,'ad')]", 'div[class*="ad"]'],
    ["//div[contains(concat(' ',normalize-space(@class),' '),' ad ')]", 'div.ad'],
    ["//div[contains(concat(' ', @class, ' '), ' 9x ')]", 'div[class~="9x"]'],
    ["//div[starts-with(@id,'ad-')]", 'div[id^="ad-"]'],
    ['//img[@data-src]', 'img[data-src]'],
    ['//a[@title=\'say "hi"\']', 'a[title="say \\"hi\\""]'],
    ["//div[@id='a']/p//b", 'div#a > p b'],
    ['/html/body/div', 'html > body > div'],
    ['//div/descendant::p', 'div p'],
    ["//p[@class='a' and @id='b']", 'p[class="a"]#b'],
    ["//p[@class='a'][@id='b']", 'p[class="a"]#b'],
    ["//p[@class='a' or @id='b']", 'p[class="a"], p#b'],
    ["//div[@id='a' or @id='b']/p", 'div#a > p, div#b > p'],
    ['//h2 | //h3', 'h2, h3'],
    ['//*[self::h2 or self::h3]', 'h2, h3'],
    ['//img[not(@src)]', 'img:not([src])'],
    ["//p[not(@id='a' and @class)]", 'p:not(#a), p:not([class])'],
    ["//p[@id != 'a']", 'p[id]:not(#a)'],
    ["//header/self::header[@id='a']", 'header#a'],
    ['//p[1]', 'p:first-of-type'],
    ['//p[3]', 'p:nth-of-type(3)'],
    ['//div/*[1]', 'div > :first-child'],
    ['//p[position() < 3]', 'p:nth-of-type(-n+2)'],
    ["//p[1][@class='a']", 'p:first-of-type[class="a"]'],
    ['//meta[@name="a"]/@content', 'meta[name="a"]'],
  ]
  for (const [xpath, selector] of cases) {
    assert.equal(turned(xpath), selector, xpath)
    assert.equal(selectorProblem(selector), undefined, selector)
  }
})

test('an XPath that no selector can say is refused with the reason', () => {
  const cases: [string, RegExp][] = [
    ["//p[contains(., 'Sponsored')]", /looks at words/],
    ["//p[text()='Share']", /looks at words/],
    ['//div[p]', /what is inside the element/],
    ['//div[.//img/@src]', /what is inside the element/],
    ['//h2/following-sibling::p', /stands beside the element/],
    ['//p[preceding-sibling::h2]', /stands beside the element/],
    ['//b/parent::p', /goes back up/],
    ['//b/..', /goes back up/],
    ['//p[ancestor::div]', /goes back up/],
    ['//p[last()]', /counts from the end/],
    ["//p[@class='a'][1]", /counts among what other tests leave/],
    ['//div/descendant::p[1]', /counts among what other tests leave/],
    ['(//p)[1]', /counts over the whole page.*: what stands in the brackets is p$/],
    ['//p[@id and 1]', /a number within a test/],
    ["//p[contains(@class, '')]", /tests nothing/],
    ["//a[contains(@href, '?a&b')]", /"&amp;"/],
    ["//p[translate(@id, 'A', 'a') = 'a']", /translate/],
    ['//p[self::b]', /contradicts itself/],
    ['p', /begin it with "\/\/"/],
    ['/p', /never at a page's top/],
    ['//@href', /names no element/],
    ['//svg:rect', /namespace/],
    ["substring-before(//p, 'x')", /names no element/],
    ["//p[@id='a]", /a quote in it has no end/],
    ['//p[', /it stops where a tag should follow/],
    ['//p[@id', /a "\]" is missing/],
    ['//p{}', /"\{" has no place/],
    ['', /it stops/],
  ]
  for (const [xpath, reason] of cases) {
    assert.match(turned(xpath), /^not: /, xpath)
    assert.match(turned(xpath), reason, xpath)
  }
})

test('of paths joined by "|" each is turned by itself', () => {
  assert.match(turned('//header | //footer/following-sibling::p'), /^header, not: part 2 of it: .*beside/)
  assert.match(turned('(//article)[1] | //div'), /^not: part 1 of it: .*, div$/)
})

test('no XPath can make it throw, hang or write a selector that HTMLRewriter would refuse', () => {
  const piece = fc.constantFrom(
    ...[
      '//',
      '/',
      '[',
      ']',
      '(',
      ')',
      '@',
      '::',
      '|',
      ' and ',
      ' or ',
      '=',
      '1',
      "'a'",
      '"b"',
      '*',
      '.',
      '..',
    ],
    ...[
      'p',
      'div',
      'class',
      'not(',
      'contains(',
      ',',
      'self',
      'position()',
      '-',
      '$',
      '&',
      '\\',
      '\u0000',
      '💡',
    ],
  )
  const xpath = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 60 }).map(parts => parts.join('')),
  )
  fc.assert(
    fc.property(xpath, given => {
      for (const part of selectorsOf(given))
        if (part.ok) for (const selector of part.selectors) assert.equal(selectorProblem(selector), undefined)
    }),
    { numRuns: 3000 },
  )
  const hostile = ['(', '//p[', 'not(', '//p[@a or (', '-', '//'].map(one => one.repeat(100_000 / one.length))
  const many = `//p[${Array.from({ length: 12 }, () => '(@a or @b)').join(' and ')}]`
  const began = performance.now()
  for (const given of [...hostile, ...hostile.map(one => one.slice(0, 1990)), many])
    assert.match(turned(given), /^not: /)
  assert.ok(performance.now() - began < 2000)
  assert.equal(turned(`//p[${'('.repeat(20)}@a${')'.repeat(20)}]`), 'p[a]')
})

test('a line has a key, perhaps something in brackets, and a value; comments and empty lines are none', () => {
  assert.deepEqual(
    linesOf('\uFEFF# ours\r\n\nStrip: //a[@b="c:d"]\nreplace_string(a: b): c\ntidy\nbody://p'),
    [
      { at: 3, key: 'strip', value: '//a[@b="c:d"]' },
      { at: 4, key: 'replace_string', argument: 'a: b', value: 'c' },
      { at: 5, key: 'tidy', value: '' },
      { at: 6, key: 'body', value: '//p' },
    ],
  )
})

test('the lines of a config stand in the draft under the keys of a site file', () => {
  const { file, remarks } = draft(
    [
      'title: //meta[@property="og:title"]/@content',
      "body: //div[@id='story']",
      "author: //a[@rel='author']",
      'date: //time/@datetime',
      "strip: //div[@class='poll'] | //aside",
      'strip_id_or_class: "share"',
      'strip_image_src: /pixel/',
      "dissolve: //a[@class='term']",
      "next_page_link: //a[@rel='next']/@href",
      'src_lazy_load_attr: Data-Real',
      'test_url: http://www.paper.example/1',
    ].join('\n'),
  )
  assert.deepEqual(file, {
    name: 'paper.example',
    origin: 'https://www.paper.example',
    aliases: ['paper.example'],
    remove: ['div[class="poll"]', 'aside', '[class*="share"]', '[id*="share"]', 'img[src*="/pixel/"]'],
    unwrap: ['a[class="term"]'],
    lazy: ['data-real'],
    article: 'div#story',
    title: 'meta[property="og:title"]',
    byline: 'a[rel="author"]',
    published: 'time',
    next: 'a[rel="next"]',
  })
  assert.deepEqual(remarks, [])
})

test('every line that is not in the draft, or not quite, is remarked on at its number', () => {
  const { remarks, file } = draft(
    [
      'body: //article',
      "body: //div[@id='b']",
      'title: //h2/@title',
      "strip: //p[contains(., 'x')]",
      'strip: //img/@style',
      'strip:',
      'prune: no',
      'http_header(user-agent): Bot',
      'replace_string(<i>): <b>',
      'stripp: //p',
      'strip_image_src: ?a&b',
    ].join('\n'),
  )
  const expected = [
    /^2 look several "body:" lines/,
    /^3 look .*not @title/,
    /^4 left .*words/,
    /^5 left it takes @style/,
    /^6 left nothing stands after ":"/,
    /^7 idle /,
    /^8 left the mirror says who it is/,
    /^9 left the mirror changes elements, not text/,
    /^10 left no known key; did you mean "strip:"/,
    /^11 left .*"&amp;"/,
  ]
  assert.equal(remarks.length, expected.length, remarks.join('\n'))
  for (const [i, pattern] of expected.entries()) assert.match(remarks[i] ?? '', pattern)
  assert.equal(file.article, 'article, div#b')
  assert.equal(file.remove, undefined)
})

test('the headline and the byline must not be removed, although ftr strips them; what is beside them may be', () => {
  const { file, remarks } = draft(
    [
      "title: //div[@id='head']",
      "author: //p[@class='by']",
      "strip: //div[@id='head']",
      "strip: //p[@class='by']",
      "strip: //main//h1[@class='big one']",
      "strip: //div[@id='head']/b",
      "strip: //h1[@class='big one']/b",
    ].join('\n'),
  )
  assert.deepEqual(file.remove, ['div#head > b', 'h1[class="big one"] > b'])
  assert.equal(remarks.filter(remark => /^[345] left .*left out/.test(remark)).length, 3)
})

test('the origin is the one that is given, else a test address under the file name, else the file name', () => {
  const origin = (text: string, path: string, given?: string) => {
    const drafted = draftSite(text, path, given)
    return drafted.ok ? (JSON.parse(drafted.json) as { origin: string }).origin : drafted.problems.join()
  }
  const away = 'test_url: https://feeds.other.example/1\n'
  const own = `${away}test_url: http://news.paper.example/1`
  assert.equal(origin(own, 'paper.example.txt', 'https://www.paper.example'), 'https://www.paper.example')
  assert.equal(origin(own, 'a/.paper.example.txt'), 'https://news.paper.example')
  assert.equal(origin(away, 'paper.example.txt'), 'https://paper.example')
  assert.equal(origin(away, 'rules.txt'), 'https://feeds.other.example')
  assert.match(origin('', 'rules.txt'), /add --origin/)
  assert.match(origin('', 'paper.example.txt', 'http://paper.example'), /^--origin: http can be read/)
  assert.match(origin('test_url: https://10.0.0.1/', 'rules.txt'), /10\.0\.0\.1|add --origin/)
  assert.deepEqual(draft(own).drafted.others, ['feeds.other.example'])
})

test('any text gives a draft that is a right site file', () => {
  const key = fc.constantFrom(
    'body',
    'strip',
    'strip_id_or_class',
    'strip_image_src',
    'title',
    'src_lazy_load_attr',
    'x',
  )
  const value = fc.oneof(fc.string(), fc.constantFrom('//p', "//a[@b='c']", '//h1', 'a"b', '//p | //b[1]'))
  const text = fc
    .array(fc.tuple(key, value), { maxLength: 8 })
    .map(lines => lines.map(line => line.join(': ')).join('\n'))
  fc.assert(
    fc.property(text, given => {
      const drafted = draftSite(given, 'paper.example.txt')
      assert.ok(drafted.ok && checkSiteFile(drafted.json).ok)
    }),
    { numRuns: 1000 },
  )
})

test('the command writes the draft on stdout and its remarks on stderr, and overwrites nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'site-draft-'))
  const config = join(folder, 'paper.example.txt')
  const out = join(folder, 'draft.json')
  writeFileSync(config, 'body: //article\nstrip: //p[2\u001b[31m]\n')
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/site-draft/site-draft.ts', ...args], { encoding: 'utf8' })
  const printed = run(config)
  assert.equal(printed.status, 0)
  assert.ok(checkSiteFile(printed.stdout).ok)
  assert.match(printed.stderr, /paper\.example\.txt:2 {2}left {2}strip: /)
  assert.ok(!printed.stderr.includes('\u001b'), 'a config must not steer the terminal')
  assert.equal(run(config, '--out', out).status, 0)
  assert.equal(readFileSync(out, 'utf8'), printed.stdout)
  writeFileSync(out, 'ours')
  const again = run(config, '--out', out)
  assert.equal(again.status, 1)
  assert.match(again.stderr, /nothing is overwritten/)
  assert.equal(readFileSync(out, 'utf8'), 'ours')
  assert.equal(run().status, 1)
  assert.match(run(config, '--outt', out).stderr, /usage/)
  assert.match(run(join(folder, 'none.txt')).stderr, /ENOENT/)
})

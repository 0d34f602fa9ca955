import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkSite, isFailure } from '../../scripts/site-check/check.ts'
import { describe, report } from '../../scripts/site-check/report.ts'
import { readPage } from '../../scripts/site-check/saved-page.ts'
import { table } from '../../scripts/site-check/table.ts'
import { countWords } from '../../scripts/site-check/words.ts'
import { parseSite } from '../../src/site.ts'

const folder = mkdtempSync(join(tmpdir(), 'site-check-'))
const save = (name: string, bytes: string | Uint8Array) => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

const site = (keys: Record<string, unknown>) => {
  const parsed = parseSite({ origin: 'https://paper.example', article: 'article', title: 'h1', ...keys })
  assert.ok(parsed.ok)
  return parsed.site
}

const page = (article: string, name = 'a.html') => ({
  name,
  html: `<!DOCTYPE html><html><body><h1>Tide tables</h1><article>${article}</article></body></html>`,
})

/** Hits and lost words of a site's only `remove` selector, on each page. */
const taken = (keys: Record<string, unknown>, ...articles: string[]) => {
  const { selectors } = checkSite(
    site(keys),
    articles.map(article => page(article)),
  )
  const one = selectors.find(({ key }) => key === 'remove')
  assert.ok(one?.kind === 'counted')
  return { hits: one.hits, total: one.total, lost: one.lost }
}

const plain = (_: string, text: string) => text

test('hits are counted on each page and in total, for every key that holds selectors', () => {
  const keys = {
    remove: ['.ad'],
    keep: ['.ad.ours'],
    unwrap: ['a'],
    hide: ['b:only-child'],
    byline: 'i',
    next: 'u',
  }
  const { selectors } = checkSite(site({ ...keys, published: 'time' }), [
    page('<p class="ad">x</p><p class="ad ours"><b>y</b></p><i>z</i>'),
    page('<a href="/">x</a><p class="ad">y</p>', 'b.html'),
  ])
  assert.deepEqual(
    selectors.map(one => (one.kind === 'counted' ? [one.key, ...one.hits, one.total] : one)),
    [
      ['article', 1, 1, 2],
      ['title', 1, 1, 2],
      ['byline', 1, 0, 1],
      ['published', 0, 0, 0],
      ['next', 0, 0, 0],
      ['remove', 2, 1, 3],
      ['keep', 1, 0, 1],
      ['unwrap', 0, 1, 1],
      ['hide', 1, 0, 1],
    ],
  )
})

test('what a selector takes is counted in words of the article, each once', () => {
  const keys = { remove: ['.ad'] }
  const article = '<p>One two three.</p><div class="ad">four <b class="ad">five</b></div>'
  assert.deepEqual(taken(keys, article, '<p>six</p>'), { hits: [2, 0], total: 2, lost: [2, 0] })
  assert.deepEqual(
    taken({ remove: ['body'] }, article).lost,
    [5],
    'with what the article is in, all of it goes',
  )
  assert.deepEqual(
    taken({ remove: ['h1'] }, article).lost,
    [0],
    'what is outside the article is no loss to it',
  )
  assert.deepEqual(taken({ remove: ['.ad'], keep: ['div'] }, article).lost, [1], 'what is kept stays')
})

test('scripts and styles have no words', () => {
  const article = '<p>One two</p><script>var a = 1</script><style>p { color: red }</style>'
  assert.equal(checkSite(site({}), [page(article)]).pages[0]?.words, 2)
})

test('articles in articles are counted once', () => {
  assert.equal(checkSite(site({}), [page('one <article>two</article>')]).pages[0]?.words, 2)
})

test('words are counted in scripts without spaces too', () => {
  assert.equal(countWords('The 3 ships, at last.'), 5)
  assert.ok(countWords('港口周一重新开放') >= 3)
  assert.equal(countWords(' — … '), 0)
})

test('a selector that takes more than half of an article is a failure, one that takes half is none', () => {
  const half = checkSite(site({ remove: ['.ad'] }), [page('<p>one two</p><p class="ad">three four</p>')])
  assert.ok(!isFailure(half))
  const most = checkSite(site({ remove: ['.ad'] }), [
    page('<p>one two</p><p class="ad">three four</p>'),
    page('<p>one</p><p class="ad">two three</p>', 'b.html'),
  ])
  assert.ok(isFailure(most))
  const [finding] = most.findings
  assert.ok(finding?.kind === 'takes-much')
  assert.match(describe(finding), /"remove" \.ad takes 66% of the article of b\.html \(2 of 3 words\): name/)
})

test('an article or a title that is on no page is a failure, one that is on some page is none', () => {
  const empty = { name: 'home.html', html: '<html><body><p>Sections</p></body></html>' }
  assert.ok(!isFailure(checkSite(site({}), [empty, page('one')])))
  const { findings } = checkSite(site({}), [empty])
  assert.deepEqual(
    findings.map(finding => finding.kind !== 'takes-much' && [finding.kind, finding.key]),
    [
      ['never-found', 'article'],
      ['never-found', 'title'],
    ],
  )
})

test('a file that names no article is told so, without a failure', () => {
  const parsed = parseSite({ origin: 'https://paper.example' })
  assert.ok(parsed.ok)
  const result = checkSite(parsed.site, [page('one')])
  assert.deepEqual(result.findings, [
    { kind: 'unset', key: 'article' },
    { kind: 'unset', key: 'title' },
  ])
  assert.ok(!isFailure(result))
})

test('a selector that only browsers know is said to be so, and the others are counted', () => {
  const { selectors } = checkSite(site({ hide: ['p:frobnicated', 'p'] }), [page('<p>one</p>')])
  const [unknown, known] = selectors.filter(({ key }) => key === 'hide')
  assert.equal(unknown?.kind, 'unknown')
  assert.ok(known?.kind === 'counted' && known.total === 1)
})

test('selectors from elsewhere are counted like the file’s own', () => {
  const more = [{ key: 'list', selector: '.ad', takes: true }]
  const { selectors, findings } = checkSite(site({}), [page('<p class="ad">one</p>')], more)
  assert.ok(selectors.some(one => one.key === 'list' && one.kind === 'counted' && one.total === 1))
  assert.equal(findings[0]?.kind, 'takes-much')
})

test('a page that is nothing, or very deep, is counted like any other', () => {
  const deep = `${'<div>'.repeat(20_000)}one</article>`
  const result = checkSite(site({ remove: ['.ad'] }), [{ name: 'empty', html: '' }, page(deep)])
  assert.deepEqual(
    result.pages.map(({ words }) => words),
    [0, 1],
  )
})

test('a page is read in the encoding that the Worker would read it in', () => {
  const head = '<!DOCTYPE html><meta charset="gb2312"><h1>'
  const gb2312 = save('gb.html', Buffer.concat([Buffer.from(head), Uint8Array.of(0xb8, 0xdb, 0xbf, 0xda)]))
  const utf8 = save('utf8.html', '<h1>港口')
  for (const path of [gb2312, utf8]) {
    const read = readPage(path)
    assert.ok(read.ok && read.page.html.endsWith('港口'), path)
  }
  const none = readPage(join(folder, 'none.html'))
  assert.ok(!none.ok && /cannot be read: ENOENT/.test(none.problem))
})

test('columns of a table are aligned, also with wide letters', () => {
  const rows = [
    [{ text: '港口' }, { text: '1', align: 'right' as const }, { text: 'a' }],
    [{ text: 'x' }, { text: '10', align: 'right' as const }, { text: 'b' }],
  ]
  assert.equal(table(rows, plain), '港口   1  a\nx     10  b')
})

test('the report has a column a page, and with many pages one that says on how many', () => {
  const few = report(
    checkSite(site({ remove: ['.ad', '.gone'] }), [page('<p class="ad">one</p>two three')]),
    plain,
  )
  assert.match(few, /^key +#1 +hits +lost +selector$/m)
  assert.match(few, /^remove +1 +1 +33% +\.ad$/m)
  assert.match(few, /^remove +· +never +\.gone$/m)
  assert.match(few, /^ +1 +yes +yes +3 +33% +a\.html$/m)
  const pages = Array.from({ length: 12 }, (_, i) => page(i < 3 ? '<p class="ad">one</p>two three' : 'one'))
  assert.match(report(checkSite(site({ remove: ['.ad'] }), pages), plain), /^remove +3\/12 +3 +16% +\.ad$/m)
})

test('the command prints a table or JSON, and fails for what should be looked at', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/site-check/site-check.ts', ...args], { encoding: 'utf8' })
  const file = save(
    'site.json',
    '{ "origin": "https://paper.example", "article": "article", "title": "h1", "remove": [".ad"] }',
  )
  const good = save('good.html', page('<p>one two</p><p class="ad">three</p>').html)
  const bad = save('bad.html', page('<p>one</p><p class="ad">two three</p>').html)
  const fine = run(file, good)
  assert.equal(fine.status, 0, fine.stderr)
  assert.match(fine.stdout, /33% {2}\.ad\n/)
  assert.ok(!fine.stdout.includes('\u001b'), 'colour is for terminals')
  const json = run(file, good, bad, '--json')
  assert.equal(json.status, 1)
  assert.equal((JSON.parse(json.stdout) as { findings: unknown[] }).findings.length, 1)
  assert.match(
    run(save('wrong.json', '{\n "origin": "paper" }'), good).stderr,
    /wrong\.json:2:12 {2}\/origin/,
  )
  assert.match(run('demoo', good).stderr, /did you mean "demo"/)
  assert.equal(run('demo', save('demo.html', '<h1>a</h1><div class="article_body">b</div>')).status, 0)
  const missing = run(file, join(folder, 'none.html'))
  assert.deepEqual([missing.status, missing.stdout], [1, ''])
  assert.match(missing.stderr, /none\.html: cannot be read/)
  assert.equal(run(file).status, 1)
})

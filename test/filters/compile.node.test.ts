import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { compile } from '../../scripts/filters/compile.ts'
import { ensureFilters } from '../../scripts/filters/filters.ts'
import { configuredHosts } from '../../scripts/filters/inputs.ts'
import { ListError, readLists } from '../../scripts/filters/parse.ts'
import { Filters } from '../../src/filters/filters.ts'
import { selectorProblem } from '../../src/site/selector.ts'
import { tag } from './made.ts'

const hosts = ['www.paper.example', 'img.paper.example']
const made = (...lines: string[]) => compile([{ name: 'own.txt', text: lines.join('\n') }], { hosts })
const filters = (...lines: string[]) => new Filters(made(...lines).data, hosts)
const verdict = (from: Filters, name: string, attributes: Record<string, string>) =>
  from.element(tag(name, attributes))?.kind

describe('a list', () => {
  test('of names and tests acts as it says', () => {
    const own = filters(
      '! comment',
      '##.ad-slot',
      '###ad-top',
      '##div[id^="ad-box-"]',
      '##.ad.wide:not(.keep)',
    )
    assert.equal(verdict(own, 'p', { class: 'a ad-slot' }), 'remove')
    assert.equal(verdict(own, 'p', { id: 'ad-top' }), 'remove')
    assert.equal(verdict(own, 'div', { id: 'ad-box-7' }), 'remove')
    assert.equal(verdict(own, 'p', { id: 'ad-box-7' }), undefined)
    assert.equal(verdict(own, 'p', { class: 'ad wide' }), 'remove')
    assert.equal(verdict(own, 'p', { class: 'ad wide keep' }), undefined)
    const found = own.element(tag('p', { id: 'ad-top' }))
    assert.equal(found?.kind, 'remove')
    assert.deepEqual(found.rule, { list: 'own.txt', line: 3, text: '###ad-top' })
  })

  test('finds each rule by the rarest thing that it asks for', () => {
    const keys = (...lines: string[]) =>
      made(...lines).data.elements.flatMap(({ rows }) => rows.split('\n').map(row => row.split('\t')[0]))
    const each = {
      '##div.wide#ad-top': '#ad-top',
      '##.ad.wide[id^="box-"]': '.ad',
      '##[class*="-ad-"][id^="box-"]': '[id^box',
      '##div[class$="-adlabel"]': '[class*',
      '##amp-embed[type="bought"]': 'amp-embed',
      '##AD-SLOT[data-Unit]': '[data-unit',
      '##AD-SLOT': 'ad-slot',
      '##topadblock': 'topadblock',
      '##a[onclick^="bought"]': '[onclick',
      '##.ad-head + .body': '.body',
      '##.ad-head + div[style]': '.ad-head',
      '###ad-menu > .body': '#ad-menu',
      '##a[href^="https://bought.example/"].ad-link': '.ad-link',
    }
    for (const [rule, key] of Object.entries(each)) assert.deepEqual(keys(rule), [key], rule)
    for (const rule of ['##img[src*=".sold."]', '##p[id]', '##[class*="ad"]', '##[id^="AD-" i]'])
      assert.deepEqual(keys(rule), [], rule)
  })

  test('removes by an attribute or a tag, and leaves what has no key to every page', () => {
    const own = filters('##[data-ad-region]', '##AD-SLOT', '##img[src*=".sold."]', '##:not(.keep)')
    assert.equal(verdict(own, 'p', { 'data-ad-region': '' }), 'remove')
    assert.equal(verdict(own, 'p', { 'data-region': '' }), undefined)
    assert.equal(verdict(own, 'ad-slot', {}), 'remove')
    assert.equal(verdict(own, 'img', { src: 'https://x.sold.example/' }), undefined)
    assert.deepEqual(own.rest, ['img[src*=".sold."]'])
    const many = Array.from({ length: 1000 }, (_, at) => `##img[src*="/sold/${at}/"]`)
    assert.ok(filters(...many).rest.join('\n').length < 14_000)
    assert.ok(made(...many).figures.tally.of('generic', 'no room in the style sheet of every page') > 100)
  })

  test('of rules that only a browser can match becomes style', () => {
    const own = filters('##.ad-card:has(> .label)', '##.ad-head + .body', '##.ad-card:has-text(Buy)')
    assert.equal(verdict(own, 'p', { class: 'ad-card' }), 'style')
    assert.equal(verdict(own, 'p', { class: 'body' }), 'style')
    assert.equal(verdict(own, 'p', { class: 'ad-head' }), undefined)
    const { tally } = made('##.ad-card:has-text(Buy)', '##+js(x)', '##.ad:style(color: red)').figures
    assert.equal(tally.share('generic'), 0)
    assert.equal(tally.of('generic', 'procedural (no browser knows it)'), 1)
    assert.equal(tally.of('generic', 'scriptlet or snippet'), 1)
    assert.equal(tally.of('generic', 'changes styles or text'), 1)
  })

  test('never gets out of a style sheet', () => {
    const own = filters(
      ...['##.ad-a[x="</style>"] + p', '##.ad-b[x="}"] + p', '##.ad-c{} p + p', '##.ad-d\t+ p'],
      ...['##img[src="</style>"]', '##img[src="}"]'],
    )
    assert.equal(verdict(own, 'p', { class: 'ad-a', x: '</style>' }), undefined)
    assert.equal(verdict(own, 'p', { class: 'ad-b', x: '}' }), 'style')
    assert.equal(verdict(own, 'p', { class: 'ad-c' }), undefined)
    assert.equal(verdict(own, 'p', { class: 'ad-d' }), undefined)
    assert.deepEqual(own.rest, ['img[src="}"]'])
  })

  test('for a site counts for that site, natively or as style', () => {
    const own = filters(
      'paper.example##.wall > p',
      'www.paper.example##.wall + p',
      'other.example##.x',
      'paper.example##body',
    )
    assert.deepEqual(own.natives, ['.wall > p'])
    assert.deepEqual(own.styles, ['.wall + p'])
    assert.ok(own.natives.every(selector => selectorProblem(selector) === undefined))
  })

  test('is excepted from by `#@#`, by "~host" and by switches', () => {
    const rules = [
      '##.ad-a',
      '##.ad-b',
      '~paper.example##.ad-c',
      '##.ad-d',
      'paper.example#@#.ad-a',
      '#@#.ad-b',
      '##img[src*=".sold."]',
    ]
    const own = filters(...rules)
    assert.equal(own.rest.length, 1)
    assert.equal(verdict(own, 'p', { class: 'ad-a' }), undefined)
    assert.equal(verdict(own, 'p', { class: 'ad-b' }), undefined)
    assert.equal(verdict(own, 'p', { class: 'ad-c' }), undefined)
    assert.equal(verdict(own, 'p', { class: 'ad-d' }), 'remove')
    for (const option of ['generichide', 'elemhide', 'document', 'ghide']) {
      const off = filters(...rules, `@@||paper.example^$${option}`)
      assert.equal(verdict(off, 'p', { class: 'ad-d' }), undefined, option)
      assert.deepEqual(off.rest, [])
    }
    const specific = filters('paper.example##.x', '##.ad-d', '@@||paper.example^$specifichide')
    assert.deepEqual(specific.natives, [])
    assert.equal(verdict(specific, 'p', { class: 'ad-d' }), 'remove')
    const other = filters(...rules, '@@||other.example^$generichide')
    assert.equal(verdict(other, 'p', { class: 'ad-d' }), 'remove')
    assert.equal(other.rest.length, 1)
  })

  test('of HTML filters removes where the selector is plain', () => {
    const own = filters('##^.ad-html', 'paper.example##^.wall', '##^script:has-text(x)')
    assert.equal(verdict(own, 'p', { class: 'ad-html' }), 'remove')
    assert.deepEqual(own.natives, ['.wall'])
  })

  test('of links is asked by address', () => {
    const own = filters('##a[href^="https://bought.example/"]', '##a[href*="/adclick?"]', '##a[href^="http"]')
    assert.equal(own.link('https://bought.example/1', tag('a'))?.kind, 'remove')
    assert.equal(own.link('https://x.example/adclick?1', tag('a'))?.kind, 'remove')
    assert.equal(own.link('https://x.example/', tag('a')), undefined)
  })

  test('of addresses keeps what a mirrored page fetches', () => {
    const own = filters(
      ...[
        '||ads.example^',
        '||third.example^$third-party',
        '/banner/$image',
        '||pop.example^$popup',
        '/x/$script',
      ],
      ...['@@||ads.example/ok/', '/only/$domain=other.example', '/here/$domain=paper.example|other.example'],
      ...['/track[0-9]+\\.gif/$image', '/(a+)+b/', '||img.paper.example/kzgd/', '/y/$~image'],
    )
    const blocked = (address: string) => own.blocks(new URL(address), 'www.paper.example', 'image')?.text
    assert.equal(blocked('https://a.ads.example/1.gif'), '||ads.example^')
    assert.equal(blocked('https://a.ads.example/ok/1.gif'), undefined)
    assert.equal(blocked('https://third.example/1.gif'), '||third.example^')
    assert.equal(blocked('https://x.example/banner/1.gif'), '/banner/$image')
    assert.equal(blocked('https://pop.example/1.gif'), undefined)
    assert.equal(blocked('https://x.example/x/1.gif'), undefined)
    assert.equal(blocked('https://x.example/only/1.gif'), undefined)
    assert.equal(blocked('https://x.example/here/1.gif'), '/here/$domain=paper.example')
    assert.equal(blocked('https://x.example/track12.gif'), '/track[0-9]+\\.gif/$image')
    assert.equal(blocked('https://x.example/aaab'), undefined)
    assert.equal(blocked('https://img.paper.example/kzgd/1.gif'), '||img.paper.example/kzgd/')
    assert.equal(blocked('https://x.example/y/1.gif'), undefined)
  })

  test('of addresses says in each row only once what it is found by', () => {
    const rows = (...lines: string[]) => made(...lines).data.blocked.map(each => each.rows)
    assert.deepEqual(rows('||bought.example/ad/$image'), ['example\t||bought. /ad/\timage'])
    assert.deepEqual(rows('||BoughtHere.example/ad/'), ['boughthere\t||BoughtHere.example/ad/'])
    assert.deepEqual(rows('/a d{2} x/'), ['\t/a d{2} x/'])
    const own = filters('||bought.example/bought/', '||Sold.example/ad/')
    const found = (address: string) => own.blocks(new URL(address), 'www.paper.example', 'image')
    assert.deepEqual(found('https://bought.example/bought/1.gif'), {
      ...{ list: 'own.txt', line: 1, text: '||bought.example/bought/' },
    })
    assert.equal(found('https://sold.example/ad/1.gif')?.text, '||Sold.example/ad/')
    assert.equal(found('https://bought.example/1.gif'), undefined)
  })

  test('leaves out of a row the selector that its tests say, and no other', () => {
    const rows = made('##div.ad.wide', "##div.ad[id^='box']").data.elements.map(each => each.rows)
    assert.deepEqual(rows[0]?.split('\n'), [
      '.ad\tr\t[["","=","div"],["class","~","ad"],["class","~","wide"]]',
      `.ad\tr\t[["","=","div"],["class","~","ad"],["id","^","box"]]\tdiv.ad[id^='box']`,
    ])
  })

  test('folds what a row is found by, unless the row has in it what stands for that', () => {
    const rules = ['##div.ad-card.wide', '##div.ad-card + p', '##div.ad-card[title*="`"]']
    assert.deepEqual(made(...rules).data.elements[0]?.rows.split('\n'), [
      '.ad-card\tR\t[["","=","div"],["class","~","`"],["class","~","wide"]]',
      '.ad-card\tS\t[["","=","div"],["class","~","`"]]\tdiv.` + p',
      '.ad-card\tr\t[["","=","div"],["class","~","ad-card"],["title","*","`"]]',
    ])
    const own = filters(...rules)
    const said = (title: string, name = 'div') => own.element(tag(name, { class: 'ad-card', title }))
    assert.deepEqual(said('a'), { kind: 'style', selectors: ['div.ad-card + p'] })
    const ticked = said('`')
    assert.deepEqual(ticked?.kind === 'remove' && ticked.rule.text, '##div.ad-card[title*="`"]')
    const wide = own.element(tag('div', { class: 'ad-card wide' }))
    assert.deepEqual(wide?.kind === 'remove' && wide.rule.text, '##div.ad-card.wide')
  })

  test('of many words carries them as bits, and acts as one of few does', () => {
    const many = Array.from({ length: 2000 }, (_, at) => [
      ...[`##.ad-${at}`, `##div.box-${at}.wide`, `###top-${at}`, `/banner${at}/*.gif`],
    ]).flat()
    const { data } = made(...many)
    assert.deepEqual(Object.keys(data.words ?? {}), ['classes', 'ids', 'blocked'])
    assert.deepEqual(made('##.ad', '/banner/').data.words, {})
    const own = new Filters(data, hosts)
    const mayBe = (name: string, value: string) =>
      own.candidates.hasAttribute(
        `${name}=${value}`,
        0,
        name.length,
        name.length + 1,
        name.length + 1 + value.length,
      )
    for (let at = 0; at < 2000; at += 7) {
      assert.ok(mayBe('class', `a ad-${at}`) && mayBe('class', `box-${at} wide`) && mayBe('id', `top-${at}`))
      assert.ok(!mayBe('class', `ads-${at}`) && !mayBe('class', `box-${at}`) && !mayBe('id', `ad-${at}`))
      const address = new URL(`https://x.example/banner${at}/1.gif`)
      assert.equal(own.blocks(address, 'www.paper.example', 'image')?.line, 4 * at + 4)
    }
  })

  test('of many hosts is kept as hashes that find each and no other', () => {
    const many = Array.from({ length: 5000 }, (_, at) => `||ad${at}.example^`)
    const { data } = made(...many)
    assert.equal(data.hosts[0]?.kind, 'hashed')
    const own = new Filters(data, hosts)
    const found = (host: string) =>
      own.blocks(new URL(`https://${host}/`), 'www.paper.example', 'image')?.text
    for (let at = 0; at < 5000; at += 7) assert.equal(found(`x.ad${at}.example`), `||ad${at}.example^`)
    for (let at = 5000; at < 9000; at += 7) assert.equal(found(`ad${at}.example`), undefined)
  })

  test('of the project’s own acts, and leaves nothing to the style sheet of every page', () => {
    const text = readFileSync(join(import.meta.dirname, '../../filters/heliograph.txt'), 'utf8')
    const { data, figures } = compile([{ name: 'heliograph.txt', text }], { hosts })
    assert.equal(figures.tally.share('generic'), 1)
    assert.deepEqual(data.rest, [])
  })
})

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'filters-'))
  after(() => rmSync(folder, { recursive: true }))
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }

  test('refuses what is no list, and says what to do', () => {
    assert.throws(
      () => readLists([join(folder, 'none.txt')]),
      (e: Error) => e instanceof ListError && /take it out/.test(e.message),
    )
    assert.throws(() => readLists([file('page.txt', '<!DOCTYPE html><title>Sign in</title>')]), /web page/)
    assert.throws(() => readLists([file('empty.txt', '\n')]), /empty/)
    assert.equal(readLists([file('good.txt', '##.ad')]).length, 1)
  })

  test('writes once, and again when a list changes, and nothing where a list is missing', () => {
    const output = join(folder, 'compiled.json')
    const list = file('more.txt', '##.ad-more')
    assert.throws(() => ensureFilters({ FILTERS: join(folder, 'none.txt') }, output), ListError)
    assert.throws(() => readFileSync(output))
    assert.ok(ensureFilters({ FILTERS: list }, output))
    assert.equal(ensureFilters({ FILTERS: list }, output), undefined)
    file('more.txt', '##.ad-other')
    assert.ok(ensureFilters({ FILTERS: list }, output))
    assert.ok(ensureFilters({ FILTERS: list, ORIGIN: 'https://www.another.example' }, output))
  })

  test('compiles for every configured site', () => {
    const found = configuredHosts({ ORIGIN: 'https://www.another.example' })
    assert.ok(found.includes('www.another.example') && found.includes('www.lantern.example'))
    assert.ok(!configuredHosts({}).includes('www.another.example'))
  })
})

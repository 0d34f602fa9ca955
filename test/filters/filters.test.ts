import { describe, expect, test } from 'vitest'
import { Filters } from '../../src/filters/filters.ts'
import { NONE } from '../../src/filters/none.ts'
import { MADE, tag } from './made.ts'

const filters = new Filters(MADE, ['www.paper.example'])
const gone = (name: string, attributes: Record<string, string>) =>
  filters.element(tag(name, attributes))?.kind === 'remove'

describe('an element', () => {
  test('goes by one of its classes or by its id, and others stay', () => {
    expect(gone('div', { class: 'wide\n ad-slot' })).toBe(true)
    expect(gone('div', { id: 'ad-top' })).toBe(true)
    expect(gone('div', { class: 'Ad-Slot ad-slots', id: 'ad-topic' })).toBe(false)
  })

  test('is read as a browser reads it', () => {
    expect(gone('div', { class: '&#97;d-slot' })).toBe(true)
    expect(gone('div', { class: '&amp;#97;d-slot' })).toBe(false)
  })

  test('goes by all tests of a rule, and not by some', () => {
    expect(gone('div', { class: 'box' })).toBe(true)
    expect(gone('div', { class: 'box', id: 'keep' })).toBe(false)
    expect(gone('p', { class: 'box' })).toBe(false)
  })

  test('goes by a part of its id or class, by another attribute, or by its tag', () => {
    expect(gone('div', { id: 'gpt-slot-1' })).toBe(true)
    expect(gone('div', { id: 'my-gpt-slot-1' })).toBe(false)
    expect(gone('div', { class: 'x_advert_y' })).toBe(true)
    expect(gone('div', { 'data-adunit': '' })).toBe(true)
    expect(gone('div', { 'data-unit': '' })).toBe(false)
    expect(gone('ad-frame', {})).toBe(true)
    expect(gone('my-frame', {})).toBe(false)
  })

  test('goes by an attribute where no rule has anything else as its key', () => {
    const rows = '[data-adunit\tr\t[["data-adunit","^","/1"]]\t[data-adunit^="/1"]'
    const only = new Filters({ ...NONE, elements: [{ list: 0, rows, lines: '1' }] }, [])
    expect(only.element(tag('p', { 'data-adunit': '&#47;1/top' }))?.kind).toBe('remove')
    expect(only.element(tag('p', { 'data-adunit': '/2/top' }))).toBeUndefined()
  })

  test('that is the page itself never goes', () => {
    expect(gone('body', { class: 'ad-slot' })).toBe(false)
    expect(gone('body', { class: 'box sold' })).toBe(false)
    expect(gone('main', { class: 'ad-slot' })).toBe(true)
    expect(gone('main', { class: 'box sold' })).toBe(true)
  })

  test('is left to the browser where its own tag is not all that a rule asks for, by every such rule', () => {
    const [has, beside] = ['.card:has(> .bought)', 'div.card + p']
    const selectors = (name: string) => filters.element(tag(name, { class: 'card' }))
    expect(selectors('p')).toMatchObject({ kind: 'style', selectors: [has] })
    expect(selectors('div')).toMatchObject({ kind: 'style', selectors: [has, beside] })
    expect(selectors('body')).toMatchObject({ kind: 'style', selectors: [has] })
  })

  test('goes where one rule says so and another leaves it to the browser', () => {
    expect(gone('div', { class: 'card sold' })).toBe(true)
    expect(gone('div', { class: 'card sold kept' })).toBe(false)
  })

  test('names the rule and its line', () => {
    expect(filters.element(tag('p', { class: 'ad-tower' }))).toMatchObject({
      rule: { list: 'own.txt', line: 7, text: '##.ad-tower' },
    })
    expect(filters.element(tag('p', { class: 'sold' }))).toMatchObject({
      rule: { list: 'own.txt', line: 26, text: '##.sold:not(.kept)' },
    })
    expect(filters.element(tag('p', { class: 'fairad' }))).toMatchObject({ rule: { list: 'second.txt' } })
  })
})

describe('a site', () => {
  test('has its own rules and nobody else’s', () => {
    expect(filters.natives).toEqual(['.wall > p'])
    expect(filters.styles).toEqual(['.wall + p'])
    expect(filters.nativeRule('.wall > p')).toEqual({
      list: 'own.txt',
      line: 50,
      text: 'paper.example##.wall > p',
    })
    expect(new Filters(MADE, ['m.paper.example']).styles).toEqual([])
    expect(new Filters(MADE, ['notpaper.example']).natives).toEqual([])
  })

  test('is spared a rule that lists except it from', () => {
    expect(new Filters(MADE, ['fair.example']).element(tag('div', { class: 'fairad' }))).toBeUndefined()
    expect(filters.element(tag('div', { class: 'fairad' }))).toBeDefined()
  })

  test('is spared every generic rule where lists say so', () => {
    const clean = new Filters(MADE, ['clean.example'])
    expect(clean.rest).toEqual([])
    expect(clean.element(tag('div', { class: 'ad-slot' }))).toBeUndefined()
    expect(filters.element(tag('div', { class: 'ad-slot' }))).toBeDefined()
    expect(filters.rest).toEqual(['.zz'])
  })

  test('without rules has none', () => {
    const none = new Filters(NONE, ['paper.example'])
    expect(none.element(tag('div', { class: 'ad-slot' }))).toBeUndefined()
    expect(none.link('https://bought.example/', tag('a'))).toBeUndefined()
    expect(none.blocks(new URL('https://adhost.example/'), 'paper.example', 'image')).toBeUndefined()
  })
})

describe('a link', () => {
  test('goes by its address', () => {
    expect(filters.link('https://bought.example/x', tag('a'))?.kind).toBe('remove')
    expect(filters.link('https://paper.example/?u=https://bought.example/', tag('a'))).toBeUndefined()
    expect(filters.link(new URL('https://bought.example'), tag('area'))).toBeUndefined()
  })
})

describe('an address', () => {
  const blocks = (address: string, kind: 'image' | 'font' = 'image') =>
    filters.blocks(new URL(address), 'www.paper.example', kind)?.text

  test('is not fetched from an ad host, nor from below it', () => {
    expect(blocks('https://adhost.example/a.gif')).toBe('||adhost.example^')
    expect(blocks('https://x.adhost.example/a.gif', 'font')).toBe('||adhost.example^')
    expect(blocks('https://goodadhost.example/a.gif')).toBeUndefined()
    expect(blocks('https://adhost.example/fine/a.gif')).toBeUndefined()
  })

  test('is not fetched by a path, for what the rule names', () => {
    expect(blocks('https://img.paper.example/kzgd/a.gif')).toBe('||paper.example/kzgd/$image')
    expect(blocks('https://img.paper.example/kzgd/a.woff', 'font')).toBeUndefined()
    expect(blocks('https://img.paper.example/news/kzgd/a.gif')).toBeUndefined()
  })

  test('of the paper itself is no third party’s', () => {
    expect(blocks('https://cdn.example/banners/a.gif')).toBe('/banners/*$image,third-party')
    expect(blocks('https://img.paper.example/banners/a.gif')).toBeUndefined()
  })
})

import { describe, expect, test } from 'vitest'
import type { CompiledFilters } from '../../src/filters/data.ts'
import { Filters } from '../../src/filters/filters.ts'
import { NONE } from '../../src/filters/none.ts'
import { MADE } from './made.ts'

/** Whether a rule may be about an attribute, as it stands in the middle of a page. */
function has(written: string, data: CompiledFilters = MADE): boolean {
  const [name = '', value = ''] = written.split('=')
  const text = `<p ${written}>ad-slot`
  const from = 3 + name.length + 1
  return new Filters(data, []).candidates.hasAttribute(text, 3, 3 + name.length, from, from + value.length)
}

const rows = (...given: string[]): CompiledFilters => ({
  ...NONE,
  elements: [{ list: 0, rows: given.join('\n'), lines: `1:${given.length}` }],
})

describe('a class or an id', () => {
  test('is known by any of its words, whatever separates them', () => {
    expect(has('class=ad-slot')).toBe(true)
    expect(has('CLASS=wide ad-slot')).toBe(true)
    expect(has('class=wide\n ad-slot\tlast')).toBe(true)
    expect(has('id=ad-top')).toBe(true)
  })

  test('is not known by a part of a word, nor by a word that goes on behind it', () => {
    for (const value of ['ad-slots', 'my-ad-slot', 'ad-slo', 'ad', '', 'Ad-Slot'])
      expect(has(`class=${value}`)).toBe(false)
  })

  test('is not known by what is a rule for the other', () => {
    expect(has('id=ad-slot')).toBe(false)
    expect(has('class=ad-top')).toBe(false)
  })

  test('is known by all that it begins with for a rule, and not by its first letters', () => {
    expect(has('id=gpt-slot-1')).toBe(true)
    expect(has('id=gpt-slo')).toBe(false)
    expect(has('id=my-gpt-slot-1')).toBe(false)
    expect(has('class=gpt-slot-1')).toBe(false)
  })

  test('is known by what it holds anywhere, also across words, and not by what comes behind it', () => {
    expect(has('class=x_advert_y')).toBe(true)
    expect(has('class=x_advert_')).toBe(true)
    expect(has('class=x_advert')).toBe(false)
    const across = rows('[class*\tr\t[["class","*","ad box"]]\t[class*="ad box"]')
    expect(has('class=bad boxes', across)).toBe(true)
    expect(has('class=bad  boxes', across)).toBe(false)
    const behind = rows('[class*\tr\t[["class","*","t>ad"]]\t[class*="t>ad"]')
    expect(has('class=last', behind)).toBe(false)
  })

  test('is known by everything that a rule asks of it, except what it must not be', () => {
    const both = rows(
      '.box\tr\t[["class","~","box"],["class","~","sold"],["class","!~","kept"]]\t.box.sold:not(.kept)',
    )
    expect(has('class=box', both)).toBe(false)
    expect(has('class=box sold', both)).toBe(true)
    expect(has('class=box sold kept', both)).toBe(true)
  })

  test('is left to who reads it where it is not written as it is read', () => {
    const both = rows('.box\tr\t[["class","~","box"],["class","~","sold"]]\t.box.sold')
    expect(has('class=box &#115;old', both)).toBe(true)
    expect(has('class=box \xe9', both)).toBe(true)
  })
})

describe('another attribute', () => {
  const label = rows('[data-label\tr\t[["data-label","^","Paid"]]\t[data-label^="Paid"]')

  test('is known by its name in any case, and by its value', () => {
    expect(has('data-adunit=')).toBe(true)
    expect(has('DATA-adunit=x')).toBe(true)
    expect(has('data-label=Paid post', label)).toBe(true)
    expect(has('data-label=Unpaid', label)).toBe(false)
    expect(has('data-labels=Paid', label)).toBe(false)
    expect(has('data-lobel=Paid', label)).toBe(false)
  })

  test('is known by a value whose case does not matter', () => {
    const caseless = rows('[data-label\tr\t[["data-label","=","paid",1]]\t[data-label="paid" i]')
    expect(has('data-label=PAID', caseless)).toBe(true)
  })
})

describe('a tag', () => {
  const hasTag = (name: string) => new Filters(MADE, []).candidates.hasTag(`<${name} x`, 1, 1 + name.length)

  test('is known by its name in any case', () => {
    expect(hasTag('ad-frame')).toBe(true)
    expect(hasTag('AD-Frame')).toBe(true)
    expect(hasTag('ad-frames')).toBe(false)
    expect(hasTag('div')).toBe(false)
  })
})

test('sites share one table, whatever is excepted from them, and a site without generic rules has none of them', () => {
  const { candidates } = new Filters(MADE, ['paper.example'])
  expect(new Filters(MADE, ['fair.example']).candidates).toBe(candidates)
  const clean = new Filters(MADE, ['clean.example']).candidates
  expect(clean.hasTag('ad-frame', 0, 8)).toBe(false)
  expect(clean.hasAttribute('class="ad-slot"', 0, 5, 7, 14)).toBe(false)
})

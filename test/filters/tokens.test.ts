import { describe, expect, test } from 'vitest'
import { textOfExpression } from '../../src/filters/expression.ts'
import { Filters } from '../../src/filters/filters.ts'
import { NONE } from '../../src/filters/none.ts'
import { Texts } from '../../src/filters/texts.ts'
import { TokenTable } from '../../src/filters/token-table.ts'
import { tag } from './made.ts'

describe('what is known of the words of an address', () => {
  const table = new TokenTable(new Map(['ads', 'x%20y', 'a', '42', 'k'].map(word => [word, word])))

  test('is found where they stand whole, in any case, in their order and once', () => {
    expect(table.in('https://ads.example/a/42.gif')).toEqual(['ads', 'a', '42'])
    expect(table.in('https://example/A/ADS?a=ads')).toEqual(['a', 'ads'])
    expect(table.in('https://example/x%20Y')).toEqual(['x%20y'])
    expect(table.in('ads')).toEqual(['ads'])
  })

  test('is not found in parts of words', () => {
    expect(table.in('https://badads.example/adsb/420')).toEqual([])
    expect(table.in('')).toEqual([])
  })

  test('is found where a letter of another script has one of these as its lower case', () => {
    expect(table.in('https://example/é/ads/\u212a/')).toEqual(['ads', 'k'])
  })

  test('may be about every address', () => {
    expect(table.always).toBeUndefined()
    expect(new TokenTable(new Map([['', 1]])).always).toBe(1)
    expect(new TokenTable(new Map([['', 1]])).in('https://example/')).toEqual([])
  })
})

describe('texts', () => {
  test('are found as they are written', () => {
    expect(new Texts(['a.b', '(c']).areIn('xa.bx')).toBe(true)
    expect(new Texts(['a.b', '(c']).areIn('f(c)')).toBe(true)
    expect(new Texts(['a.b', '(c']).areIn('aab c')).toBe(false)
  })

  test('are in everything where one of them is empty, and in nothing where there are none', () => {
    expect(new Texts(['a', '']).areIn('x')).toBe(true)
    expect(new Texts([]).areIn('x')).toBe(false)
  })
})

test('an expression matches nothing without its text', () => {
  const given = {
    '(https?:\\/\\/)104\\.154\\..{100,}': '104.154.',
    'ads?\\/top': '/top',
    'ab{0,2}cd*': 'a',
    'ab+c': 'ab',
    '(?:ads)?[xyz]{3}\\.gif$': '.gif',
    '(a|b)cd': 'cd',
    'ads|top': '',
    '\\x41dvert': '',
    '\\d+': '',
  }
  for (const [source, text] of Object.entries(given)) expect(textOfExpression(source)).toBe(text)
})

test('rules that no word tells of are found by their texts', () => {
  const links = [
    '\tr\t[["","=","a"],["href","*","boug"]]\ta[href*="boug"]',
    '\ts\t[["","=","a"],["href","$","SOLD",1]]\ta[href$="SOLD" i] > img',
  ]
  const blocked = ['\t/(https?:\\/\\/)10\\.1\\..{3,}/', '\t*ner_ad*']
  const made = new Filters(
    {
      ...NONE,
      links: [{ list: 0, rows: links.join('\n'), lines: '1:2' }],
      blocked: [{ list: 0, rows: blocked.join('\n'), lines: '1:2' }],
    },
    [],
  )
  expect(made.link('https://abought.example/', tag('a'))?.kind).toBe('remove')
  expect(made.link('https://example/sold', tag('a'))?.kind).toBe('style')
  expect(made.link('https://example/', tag('a'))).toBeUndefined()
  const line = (address: string) => made.blocks(new URL(address), 'paper.example', 'image')?.line
  expect(line('https://10.1.2.3/a.gif')).toBe(1)
  expect(line('https://example/BanNER_ADs.gif')).toBe(2)
  expect(line('https://example/banner.gif')).toBeUndefined()
})

test('a host’s rule counts for all its addresses, and for no other host that is asked in between', () => {
  const hosts = [{ kind: 'named' as const, list: 0, names: 'adhost.example', lines: '1' }]
  const made = new Filters({ ...NONE, hosts }, [])
  const blocks = (address: string) => made.blocks(new URL(address), 'paper.example', 'image') !== undefined
  expect(blocks('https://adhost.example/a')).toBe(true)
  expect(blocks('https://adhost.example/b')).toBe(true)
  expect(blocks('https://adhost.example.org/b')).toBe(false)
  expect(blocks('https://adhost.example:8443/b')).toBe(true)
  expect(blocks('https://paper.example/adhost.example/')).toBe(false)
  expect(blocks('http://adhost.example/')).toBe(true)
})

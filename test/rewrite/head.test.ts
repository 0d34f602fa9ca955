import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Head, hasBase } from '../../src/rewrite/head.ts'

const PIECES = [
  ...[
    '<base',
    '<BASE',
    '<base ',
    '<base/',
    '<base>',
    '<based',
    '<body',
    '<BoDy>',
    '</head',
    '</HEAD>',
    '<head>',
  ],
  ...['<', '/', '>', ' ', '\t', '\v', '\u00a0', '\u3000', 'é', '\0', 'base', 'body', '<b', '<!--', 'a'],
]
const pages = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map(pieces => pieces.join(''))
const bytes = (html: string) => new TextEncoder().encode(html)
const decoded = (prelude: Uint8Array, label: string) => new TextDecoder(label).decode(prelude)

describe('a page’s beginning', () => {
  it.each([
    ['<head><base href=/a/>', true],
    ['<head><BASE\nhref=/a/></head>', true],
    ['<head></head><base href=/a/>', false],
    ['<head><body><base href=/a/>', false],
    ['<head><based>', false],
    ['<head><base', false],
  ])('%j has a base: %s', (html, is) => {
    expect(new Head().hasBase(bytes(html), 'UTF-8', true)).toBe(is)
  })

  it('is read as its text is, in any encoding and however often', () => {
    fc.assert(
      fc.property(pages, fc.constantFrom('UTF-8', 'windows-1252', 'GBK'), (html, label) => {
        const prelude = bytes(html)
        const head = new Head()
        const text = decoded(prelude, 'windows-1252').replaceAll('\0', '')
        const told = /<base[\s/>]|<\/head|<body/i.test(text)
        expect(head.isTelling(prelude.subarray(0, 5))).toBe(new Head().isTelling(prelude.subarray(0, 5)))
        expect(head.isTelling(prelude)).toBe(told)
        expect(head.hasBase(prelude, label, true)).toBe(hasBase(decoded(prelude, label)))
        expect(head.hasBase(prelude, label, false)).toBe(hasBase(decoded(prelude, label)))
      }),
      { numRuns: 3000 },
    )
  })
})

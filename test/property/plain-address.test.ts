import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PlainAddresses, readByUrl } from '../../src/rewrite/address/plain-address.ts'

const RUNS = { numRuns: 5000 }
const BASES = [
  'https://www.paper.example/news/a.html?b#c',
  'http://paper.example/',
  'https://paper.example:8080/a',
  'https://user@paper.example/a',
]
/** What addresses are made of, and what `URL` reads in a way of its own. */
const PIECES = [
  ...['https://', 'http://', 'HTTPS://', 'https:', '//', '/', '/', '\\', 'www.', 'paper', '.example', '.com'],
  ...['xn--', 'xn--p1ai', 'a.xn--', 'a-', '-b', 'ab--cd', '127.0.0.1', '0x7f', '.1', '1', 'localhost', ':80'],
  ...[
    ':443',
    ':8080',
    'user@',
    'a:b@',
    '.',
    '..',
    '/.',
    '/..',
    '%2e',
    '%2E',
    '/%2e',
    '.%2e',
    '%',
    '%zz',
    '%41',
  ],
  ...[
    '?',
    '#',
    '?#',
    '&',
    '=',
    ';',
    ',',
    '+',
    '*',
    '!',
    '$',
    '(',
    ')',
    "'",
    '"',
    '<',
    '>',
    '^',
    '`',
    '{',
    '|',
  ],
  ...[
    '[',
    ']',
    '~',
    '_',
    ' ',
    '\t',
    '\n',
    '\0',
    'é',
    '中',
    '\ud800',
    'A',
    'b',
    'a.jpg',
    'c_d',
    '2026',
    'data:',
  ],
  'a'.repeat(70),
]
const addresses = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map(pieces => pieces.join(''))
const likely = fc
  .tuple(fc.constantFrom('https://www.paper.example/', 'http://a.b/', '//cdn.example/', '/'), addresses)
  .map(pieces => pieces.join(''))

describe('an address that is read without URL', () => {
  it('is what URL makes of it, wherever it stands', () => {
    fc.assert(
      fc.property(fc.oneof(addresses, likely), fc.constantFrom(...BASES), (text, base) => {
        const read = new PlainAddresses(base).read(text)
        if (read !== undefined) expect(read).toEqual(readByUrl(new URL(text, base)))
      }),
      RUNS,
    )
  })

  it.each([
    'https://www.paper.example/',
    'https://www.paper.example/2026/05/a-b_c.html?utm_source=x&y=1;z#top',
    'http://cdn.example/a%20b/@2x,c~d(1).jpg',
    '//cdn.example/a/b.jpg?w=640',
    '/news/',
    '/news//a?b=https://c.example/?d',
  ])('%j is one', text => {
    expect(new PlainAddresses('https://www.paper.example/news/').read(text)).toEqual(
      readByUrl(new URL(text, 'https://www.paper.example/news/')),
    )
  })

  it.each([
    'https://www.paper.example',
    'https://www.paper.example/?',
    'https://www.paper.example/#',
    'https://1.2.3.4/',
    'https://www.paper.example:443/',
    '/a/../b',
    '/a/%2e%2e/b',
    '/\\evil.example/',
    'a.html',
    '',
  ])('%j is left to URL', text => {
    expect(new PlainAddresses('https://www.paper.example/news/').read(text)).toBeUndefined()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributesIn } from '../../src/rewrite/pass/written-attributes.ts'

/** A name, and perhaps a value: the HTML standard's attributes as one expression. */
const ATTRIBUTE =
  /([^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^\t\n\f\r "'>][^\t\n\f\r >]*)?))?/g

const PIECES = [
  ...[
    'href',
    'HREF',
    'class',
    'data-x',
    'a',
    '=',
    '=',
    '"',
    '"',
    "'",
    "'",
    '/',
    '>',
    '<',
    ' ',
    '  ',
    '\n',
    '\t',
  ],
  ...['\0', '&amp;', '\xc3\xa9', 'b c', '="', '" ', "='", 'x=y', '/a/b'],
]
const inners = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map(pieces => pieces.join(''))

describe('the attributes of a written tag', () => {
  it('are those of the standard, however they are written', () => {
    fc.assert(
      fc.property(inners, inner => {
        const expected = Array.from(inner.matchAll(ATTRIBUTE), ([text, name = '', double, single, bare]) => [
          name.toLowerCase(),
          double ?? single ?? bare ?? '',
          text,
        ])
        // One that begins with "=" is left out: it would be another's value where it is written anew.
        const kept = expected.filter(([name]) => !name?.startsWith('='))
        expect(attributesIn(inner, 'windows-1252')).toEqual(kept)
      }),
      { numRuns: 5000 },
    )
  })

  it('are read in the page’s encoding', () => {
    expect(attributesIn('title="caf\xc3\xa9" alt=x', 'UTF-8')).toEqual([
      ['title', 'café', 'title="caf\xc3\xa9"'],
      ['alt', 'x', 'alt=x'],
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { encodingOf } from '../../src/http/charset.ts'

const ascii = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))
const utf8 = (text: string) => new TextEncoder().encode(text)
const with_ = (...parts: (number[] | Uint8Array)[]) => Uint8Array.from(parts.flatMap(part => [...part]))
const NIHAO_GBK = [0xc4, 0xe3, 0xba, 0xc3]
const label = (header: string | undefined, prelude: Uint8Array, xml = false) =>
  encodingOf(header, prelude, xml).label

describe('a page’s encoding', () => {
  test.each<[string, string | undefined, Uint8Array, string]>([
    ['a byte order mark', undefined, with_([0xef, 0xbb, 0xbf], ascii('x')), 'UTF-8'],
    ['a byte order mark before the header', 'gbk', with_([0xef, 0xbb, 0xbf], ascii('x')), 'UTF-8'],
    ['a UTF-16 mark before the header', 'gbk', with_([0xff, 0xfe], ascii('x\0')), 'UTF-16LE'],
    ['a big-endian mark', undefined, with_([0xfe, 0xff], ascii('\0x')), 'UTF-16BE'],
    ['the header', 'gbk', ascii('<p>'), 'GBK'],
    ['the header, in any case', 'GB2312', ascii('<p>'), 'GBK'],
    ['the header, with spaces', ' utf8 ', ascii('<p>'), 'UTF-8'],
    ['the header before the page', 'big5', ascii('<meta charset=gbk>'), 'Big5'],
    ['the page’s declaration', undefined, ascii('<html><meta charset="gbk">'), 'GBK'],
    [
      'the page’s older declaration',
      undefined,
      ascii('<meta http-equiv="Content-Type" content="text/html; charset=big5">'),
      'Big5',
    ],
    ['the page’s declaration after a comment', undefined, ascii('<!-- x --><meta charset=gbk>'), 'GBK'],
    ['the page where the header is unknown', 'utf-99', ascii('<meta charset=gbk>'), 'GBK'],
    ['the page where the header is empty', '', ascii('<meta charset=gbk>'), 'GBK'],
    ['UTF-8, where a page in ASCII says UTF-16', undefined, ascii('<meta charset=utf-16le>'), 'UTF-8'],
    ['UTF-8, where it is valid and undeclared', undefined, utf8('<p>你好'), 'UTF-8'],
    ['UTF-8, where nothing is there', undefined, new Uint8Array(), 'UTF-8'],
    [
      'windows-1252, where it is no UTF-8 and undeclared',
      undefined,
      ascii('<p>caf\xe9 au lait'),
      'windows-1252',
    ],
    ['windows-1252 by another name', 'iso-8859-1', ascii('<p>'), 'windows-1252'],
    ['ISO-2022-JP', 'iso-2022-jp', ascii('<p>'), 'ISO-2022-JP'],
    ['Shift_JIS', 'x-sjis', ascii('<p>'), 'Shift_JIS'],
  ])('comes from %s', (_, header, prelude, expected) => {
    expect(label(header, prelude)).toBe(expected)
  })

  test.each([
    ['in a comment', ascii('<!-- <meta charset=gbk> --><p>')],
    ['by a name that is none', ascii('<meta charset=utf-99><p>')],
    ['in text', ascii('charset=gbk')],
    ['in another attribute', ascii('<meta name="charset=gbk">')],
  ])('is not taken from what only looks like a declaration: %s', (_, prelude) => {
    expect(label(undefined, ascii('<meta charset=gbk>'))).toBe('GBK')
    expect(label(undefined, prelude)).toBe('UTF-8')
  })

  test('is UTF-8 where its beginning ends inside a letter', () => {
    const bytes = utf8('<p>你好')
    for (const cut of [1, 2, 3]) expect(label(undefined, bytes.subarray(0, bytes.length - cut))).toBe('UTF-8')
  })

  test('is not UTF-8 where undeclared bytes are another encoding’s', () => {
    expect(label(undefined, with_(ascii('<p>'), NIHAO_GBK))).not.toBe('UTF-8')
    expect(label('gbk', with_(ascii('<p>'), NIHAO_GBK))).toBe('GBK')
  })

  test('of a drawing comes from its XML declaration', () => {
    expect(label(undefined, ascii('<?xml version="1.0" encoding="gbk"?><svg>'), true)).toBe('GBK')
    expect(label(undefined, ascii('<?xml version="1.0"?><svg>'), true)).toBe('UTF-8')
  })

  test.each([
    ['utf-8', 'native'],
    ['gbk', 'native'],
    ['gb18030', 'native'],
    ['big5', 'native'],
    ['euc-kr', 'native'],
    ['shift_jis', 'native'],
    ['windows-1252', 'native'],
    ['utf-16le', 'transcode'],
    ['utf-16be', 'transcode'],
    ['iso-2022-jp', 'transcode'],
  ])('%s is rewritten as %s', (header, kind) => {
    expect(encodingOf(header, ascii('<p>')).kind).toBe(kind)
  })

  test.each([['hz-gb-2312'], ['iso-2022-cn'], ['iso-2022-kr'], ['replacement'], ['x-user-defined']])(
    '%s is never decoded by a decoder that there is not',
    header => {
      const { kind, label } = encodingOf(header, ascii('<p>'))
      if (kind === 'transcode') expect(() => new TextDecoder(label)).not.toThrow()
    },
  )
})

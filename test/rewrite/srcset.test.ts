import { describe, expect, test } from 'vitest'
import { parseSrcset, writeSrcset } from '../../src/rewrite/address/srcset.ts'

const parse = (text: string) => parseSrcset(text).map(({ url, descriptors }) => [url, descriptors])

describe('a srcset (HTML standard, "parse a srcset attribute")', () => {
  test.each<[string, string[][]]>([
    ['a.jpg', [['a.jpg', '']]],
    ['a.jpg 2x', [['a.jpg', '2x']]],
    [
      'a.jpg, b.jpg 2x',
      [
        ['a.jpg', ''],
        ['b.jpg', '2x'],
      ],
    ],
    [
      'a.jpg 1x, b.jpg 2x',
      [
        ['a.jpg', '1x'],
        ['b.jpg', '2x'],
      ],
    ],
    [
      'a.jpg 1x,b.jpg 2x',
      [
        ['a.jpg', '1x'],
        ['b.jpg', '2x'],
      ],
    ],
    ['a.jpg,b.jpg 2x', [['a.jpg,b.jpg', '2x']]],
    [
      'a.jpg 640w 480h, b.jpg 1280w',
      [
        ['a.jpg', '640w 480h'],
        ['b.jpg', '1280w'],
      ],
    ],
    ['  a.jpg   2x  ', [['a.jpg', '2x']]],
    [
      '\n\ta.jpg\n2x\r\n,\fb.jpg\t3x',
      [
        ['a.jpg', '2x'],
        ['b.jpg', '3x'],
      ],
    ],
    [',a.jpg 2x', [['a.jpg', '2x']]],
    [', , a.jpg 2x, ,', [['a.jpg', '2x']]],
    ['a.jpg,', [['a.jpg', '']]],
    [
      'a.jpg,,, b.jpg',
      [
        ['a.jpg', ''],
        ['b.jpg', ''],
      ],
    ],
    ['a.jpg 2x,', [['a.jpg', '2x']]],
    [
      '/w_640,h_480/a.jpg 1x, /w_1280,h_960/a.jpg 2x',
      [
        ['/w_640,h_480/a.jpg', '1x'],
        ['/w_1280,h_960/a.jpg', '2x'],
      ],
    ],
    [
      'data:image/png;base64,AAAA 1x, b.jpg 2x',
      [
        ['data:image/png;base64,AAAA', '1x'],
        ['b.jpg', '2x'],
      ],
    ],
    [
      'data:,a ( , data:,b 1x, ), data:,c',
      [
        ['data:,a', '( , data:,b 1x, )'],
        ['data:,c', ''],
      ],
    ],
    [
      'a.jpg (x,y) 2x, b.jpg',
      [
        ['a.jpg', '(x,y) 2x'],
        ['b.jpg', ''],
      ],
    ],
    [
      'a.jpg ((x), b.jpg',
      [
        ['a.jpg', '((x)'],
        ['b.jpg', ''],
      ],
    ],
    ['a.jpg (never closed, b.jpg 2x', [['a.jpg', '(never closed, b.jpg 2x']]],
    [
      'a(1).jpg 2x, b(2,3).jpg',
      [
        ['a(1).jpg', '2x'],
        ['b(2,3).jpg', ''],
      ],
    ],
    [
      '图 2x, b　c.jpg 3x',
      [
        ['图', '2x'],
        ['b　c.jpg', '3x'],
      ],
    ],
    ['a\u00a0b.jpg 2x', [['a\u00a0b.jpg', '2x']]],
    ['', []],
    [' ', []],
    [',', []],
    [' , , ', []],
  ])('"%s" is taken apart as a browser does', (text, expected) => {
    expect(parse(text)).toEqual(expected)
  })

  test('of many candidates is taken apart to the last', () => {
    const text = Array.from({ length: 5000 }, (_, i) => `/${i},x.jpg ${i}w`).join(',')
    expect(parse(text)).toHaveLength(5000)
    expect(parse(text).at(-1)).toEqual(['/4999,x.jpg', '4999w'])
  })
})

describe('a srcset that is written', () => {
  test.each([
    ['a.jpg 1x, b.jpg 2x'],
    ['a.jpg, b.jpg 2x'],
    ['data:image/png;base64,AAAA 1x, /w_1,h_2/b.jpg 2x'],
    ['a.jpg (x,y) 2x'],
  ])('"%s" is read as it was', text => {
    const candidates = parseSrcset(text)
    expect(parseSrcset(writeSrcset(candidates))).toEqual(candidates)
  })

  test('keeps an address apart that ends in commas', () => {
    const written = writeSrcset([
      { url: '/a,,', descriptors: '' },
      { url: '/b', descriptors: '2x' },
    ])
    expect(parse(written)).toEqual([
      ['/a%2C%2C', ''],
      ['/b', '2x'],
    ])
  })
})

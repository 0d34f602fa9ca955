import { describe, expect, test } from 'vitest'
import { leaks } from '../../scripts/fuzz/leaks.ts'
import { left, taken } from './taken.ts'

/** Something that would be fetched if a browser took it for markup. */
const IMG = '<img src=//evil.example/x>'
/** What the next text would be if a drawing had not ended: markup. */
const TEXT = `<textarea>${IMG}</textarea>`

describe('an advertisement that a page has made up lays nothing bare', () => {
  test.each([
    [
      'in the value of an attribute',
      `<p title='> <div class="ad">x'>a</p></div><i title="'>${IMG.replace('>', '/>')}">t</i>`,
    ],
    ['in text', `<textarea><div class="ad">x</textarea>b</div><i title="${IMG}">t</i>`],
    ['in a comment', `<!-- <div class=ad> --><i title="--></div>${IMG}">t</i>`],
    [
      'in a comment that ends otherwise than most',
      `<!--><div class=ad>--!></div><i title="--></div>${IMG}">t</i>`,
    ],
    ['in a title', `<title><div class=ad></title></div><i title="</title>${IMG}">t</i>`],
    ['whose end tag is in a value', `<div class=ad><i title="</div>${IMG}">t</i>`],
    ['whose end tag is in the name of an attribute', `<div class=ad><i '</div>${IMG}'>t</i>`],
    ['with the end of a drawing', `<svg><g class=ad></svg></g>${TEXT}`],
    ['with the beginning of a drawing', `<div class=ad><svg></div></svg>${TEXT}`],
    ['that is all that ends a drawing', `<svg><div class=ad></div>${TEXT}`],
    ['around which is all that ends a drawing', `<svg><p><iframe class=ad></iframe></p>${TEXT}`],
    [
      'after a drawing that is still open for some',
      `<svg><desc><b></desc></svg></b></desc><div class=ad></div>${TEXT}`,
    ],
    ['after HTML in a drawing', `<svg><foreignObject></svg><div class=ad></div></foreignObject>${TEXT}`],
    ['with the end of a list of choices', `<select><i class=ad></select></i><title>${IMG}</title>`],
    ['with the end of a template', `<template><i class=ad></template></i><title>${IMG}</title>`],
  ])('%s', async (_, html) => {
    for (const size of [undefined, 1, 7]) {
      const { text } = await taken(`<p>a</p>${html}<p>b</p>`, size === undefined ? {} : { size })
      expect(leaks(text, true, 'https://www.paper.example/a')).toEqual([])
    }
  })

  test('nor does a picture that is all that ends a drawing', async () => {
    for (const html of ['<img width=1 height=1 src=/x>', '<embed src=/x>', '<meta http-equiv=refresh>']) {
      const { text } = await taken(`<svg>${html}${TEXT}`)
      expect(leaks(text, true, 'https://www.paper.example/a')).toEqual([])
    }
  })

  test('nor does what a site unwraps', async () => {
    const { text } = await taken(`<svg><p>${TEXT}`, { rules: { unwrap: ['p'] } })
    expect(leaks(text, true, 'https://www.paper.example/a')).toEqual([])
  })
})

describe('an advertisement', () => {
  test.each([
    ['after a value that looks like one', '<i title="<div class=ad>">t</i>'],
    ['after a comment that looks like one', '<!-- <div class=ad> -->'],
    ['after a drawing with a title', '<svg><title>Ad</title><path d="M0 0"/></svg>'],
    ['after a list of choices', '<select><option>a</select>'],
    ['after text with a tag in it', '<textarea><div class=ad></textarea>'],
  ])('goes %s', async (_, before) => {
    for (const size of [undefined, 1, 7]) {
      const out = await left(`${before}<div class=ad>Buy</div><p>b</p>`, size === undefined ? {} : { size })
      expect(out).not.toContain('Buy')
      expect(out).toContain('<p>b</p>')
    }
  })

  test('goes with the drawing in it', async () => {
    expect(await left('<div class=ad><svg><path/></svg>Buy</div><p>b</p>')).toBe('<p>b</p>')
  })

  test('goes whatever separates its classes, and however its tag is written', async () => {
    expect(await left("<DIV\nid = x CLASS='a\nad\tb' >Buy</DIV ><p>b</p>")).toBe('<p>b</p>')
    expect(await left('<div/class=ad />Buy</div><p>b</p>')).toBe('<p>b</p>')
  })

  test('stays where the site keeps it, also by a list and by its address', async () => {
    const out = await left('<div class=ad>Buy</div><div class=advert>Sell</div>', {
      rules: { keep: ['.ad'] },
    })
    expect(out).toBe('<div class=ad>Buy</div>')
  })
})

describe('where parsers differ on what is text, it is written so that all of them read the same', () => {
  test.each([
    ['a title in a drawing with tags in it', `<svg><style><b></style><title>${IMG}`],
    ['a text that ends at once in a drawing', `<table><svg></table><style/>a{b:url('//evil.example/')}`],
    ['an end tag in a section of a style sheet', `<colgroup><svg><style></colgroup><![CDATA[</style>${IMG}`],
    [
      'a drawing that ends in its style sheet',
      '<div><svg><style></div><head><style></svg><embed src=//evil.example>',
    ],
    [
      'a drawing in a list of choices',
      '<selecx><title></title><svg><![CDATA[><link rel=icon href=//evil.example/>',
    ],
    [
      'a drawing that HTML in it keeps open',
      `<svg><foreignObject><b></svg></b></foreignObject><title>${IMG}`,
    ],
  ])('%s', async (_, html) => {
    for (const size of [undefined, 1, 7]) {
      const page = `<p>a</p>${html}<p>w <a href="/b" onclick="x()">c</a></p>`
      const { text } = await taken(page, size === undefined ? {} : { size })
      expect(leaks(text, true, 'https://www.paper.example/a')).toEqual([])
      expect(text).toContain('<p>a</p>')
    }
  })

  test('and the page goes on with its words, its links and its pictures', async () => {
    const html =
      '<svg><title><b></title></svg><p id=x>w <a href="/b" onclick="x()">c</a> 1 < 2 <img src="/d" alt=e>'
    const { text } = await taken(html)
    expect(text).toContain('<svg><title>&lt;b></title></svg><p id=x>w <a href="/b">c</a> 1 < 2')
    expect(text).toContain('<img src="/d" alt=e>')
  })

  test.each([
    ['<svg><defs><style>.a{fill:red}</style></defs><title/><g><path/></g></svg>'],
    ['<svg><title />a</svg><svg><style/></svg>'],
    ['<svg><switch><foreignObject x="1"></foreignObject><g/></switch></svg>'],
    ['<template><style>@media (width <= 600px){a{b:c}}</style></template>'],
    ['<svg><path/></svg><textarea><iframe src="/x"></iframe></textarea>'],
  ])('and advertisements still go after %s', async html => {
    const { text } = await taken(`${html}<div class=ad>Buy</div><p id=x>w</p>`)
    expect(text).toContain('<p id=x>w</p>')
    expect(text).not.toContain('Buy')
  })

  test('and nothing is written otherwise where a title in a drawing is text', async () => {
    const html = '<svg><title>T</title><desc>D</desc></svg><p id=x>w</p>'
    expect(await left(html)).toBe(html)
  })
})

test('a style sheet that a site removes has no text that could be looked for', async () => {
  const html = '<style class=ad></style><title></style><script>x()</script></title><p>a</p>'
  const { text } = await taken(html, { rules: { remove: ['.ad'] } })
  expect(leaks(text, true, 'https://www.paper.example/a')).toEqual([])
  expect(text).toContain('<p>a</p>')
})

test('an attribute that stands many times is treated every time', async () => {
  for (const attribute of ['href=javascript:x()', 'ping=//evil.example/', 'style="a:url(//evil.example/)"']) {
    const { text } = await taken(`<a ${`${attribute} `.repeat(150)}>a</a>`)
    expect(leaks(text, true, 'https://www.paper.example/a')).toEqual([])
  }
})

import { describe, expect, test } from 'vitest'
import { left, taken } from './taken.ts'

const AD = '<div class=ad>Buy</div>'
const kept = async (html: string) => expect(await left(html)).toBe(html.replaceAll(AD, ''))

describe('what held nothing but an advertisement goes with it', () => {
  test.each([
    ['one', `<center>${AD}</center>`],
    ['several', `<div><center>\n <section class="x">${AD}\n</section></center> </div>`],
    ['thirty', `${'<div>'.repeat(30)}${AD}${'</div>'.repeat(30)}`],
    ['with several in it', `<div>${AD} ${AD}<p>${AD}</p></div>`],
    ['with a comment', `<div><!-- slot 3 -->${AD}<!--[if IE]><br><![endif]--></div>`],
    ['with line breaks and spaces', `<div><br>&nbsp;${AD}<br/>&nbsp; </div>`],
    ['a list', `<ul>\n<li>${AD}</li>\n<li>${AD}</li></ul>`],
    ['a list without end tags', `<ul>\n<li>${AD}\n<li>${AD}</ul>`],
    ['a table', `<table width=1><tbody><tr><td>${AD}</td><td>${AD}</td></tr></tbody></table>`],
    ['a table without end tags', `<table><tr><td>${AD}<td>${AD}<tr><td>${AD}</table>`],
    ['a figure', `<figure>${AD}<figcaption>Advertisement</figcaption></figure>`],
    ['with quotes in its tags', `<div title="it's" data-x='a "b"'>${AD}</div>`],
    ['with what a script would have filled', `<div>${AD}<script>x()</script></div>`],
  ])('%s', async (_, html) => {
    expect(await left(`<p>a</p>${html}<p>b</p>`)).toBe('<p>a</p><p>b</p>')
  })

  test('with the word above it', async () => {
    for (const word of [
      'Advertisement',
      'ADVERTISEMENT',
      '- Advertisement -',
      'Ad',
      '(Sponsored)',
      '广告',
      '廣告',
      '広告',
      'Publicité',
    ])
      for (const html of [
        `<div>${word}${AD}</div>`,
        `<div>${AD}${word}</div>`,
        `<div><p class=x>${word}</p>${AD}</div>`,
        `<div>${AD}<p><span> ${word}:</span></p></div>`,
        `<section><h3>${word}</h3><div>${AD}</div></section>`,
      ])
        expect(await left(`<p>a</p>${html}<p>b</p>`), html).toBe('<p>a</p><p>b</p>')
  })

  test('with the word above it in another encoding', async () => {
    const page = (hex: string) => {
      const [before, after] = ['<p>a</p><div>', `${AD}</div><p>b</p>`].map(text =>
        new TextEncoder().encode(text),
      )
      const word = hex.match(/../g)?.map(byte => Number.parseInt(byte, 16)) ?? []
      return Uint8Array.of(...(before ?? []), ...word, ...(after ?? []))
    }
    for (const [charset, hex] of [
      ['GBK', 'b9e3b8e6'],
      ['Big5', 'bc73a769'],
      ['Shift_JIS', '8d4c8d90'],
      ['EUC-JP', 'b9adb9f0'],
    ] as const) {
      const { text } = await taken(page(hex), { charset })
      expect(text.replaceAll('<!---->', ''), charset).toBe('<p>a</p><p>b</p>')
      const other = await taken(page(hex + hex), { charset })
      expect(other.text, charset).toContain('<div>')
    }
  })
})

describe('what holds anything else stays', () => {
  test.each([
    ['text', `<div>News${AD}</div>`],
    ['text after it', `<div>${AD}<p>News</p></div>`],
    ['a word more than the label', `<div>Advertisement law${AD}</div>`],
    ['a picture', `<div><img src="/x.png">${AD}</div>`],
    ['a picture after it', `<div>${AD}<img src="/x.png"></div>`],
    ['a form', `<div>${AD}<input name=q></div>`],
    ['another element that is empty', `<div><i class=icon></i>${AD}</div>`],
    ['another element that is empty, after it', `<div>${AD}<i class=icon></i></div>`],
    ['a rule', `<div>${AD}<hr></div>`],
    ['a cell with text beside it', `<table><tr><td>${AD}</td><td>News</td></tr></table>`],
    ['a cell with text before it', `<table><tr><td>News</td><td>${AD}</td></tr></table>`],
    ['the main element', `<main>${AD}</main>`],
    ['the word alone', '<div>Advertisement</div>'],
    ['nothing at all', `<div></div>${AD}<div></div>`],
    ['an end that is not its own', `<div><b>${AD}</div></b>`],
  ])('%s', async (_, html) => {
    await kept(`<p>a</p>${html}<p>b</p>`)
  })

  test('without those of its parts that held nothing else', async () => {
    const html = `<div>News<p>${AD}</p></div><table><tr><td>a</td></tr><tr><td>${AD}</td></tr></table>`
    expect(await left(html)).toBe('<div>News</div><table><tr><td>a</td></tr></table>')
  })
})

describe('what only looks like a start tag', () => {
  const out = async (html: string) => (await left(html)).replaceAll('<!---->', '')

  test('in a value stays in it', async () => {
    const honest = `<p title='x'><div a='b'>${AD}</div><i title="'><u>">`
    expect(await out(honest)).toBe(honest.replace(`<div a='b'>${AD}</div>`, ''))
    for (const html of [
      `<p title='<div a='b'>${AD}</div><i title="'><u>">`,
      `<p title='> <div a='b'>${AD}</div><i title="'><u>">`,
      `<p title="<div a="b">${AD}</div><i title='"><u>'>`,
      `<p title='${' '.repeat(3000)}> <div a='b'>${AD}</div><i title="'><u>">`,
      `<i a=b="> <p title='" > <div c='d'>${AD}</div>'>`,
      `<p title=<div>${AD}</div>x`,
      `<p x <div>${AD}</div>x`,
    ])
      await kept(html)
  })

  test('in a comment stays in it', async () => {
    for (const html of [
      `<!-- <div><!-- x -->${AD}</div><u>`,
      `<!-- ${' '.repeat(3000)}> <div><!-- x -->${AD}</div><u>`,
      `<! <div>${AD}</div>x`,
      `<? <div>${AD}</div>x`,
    ])
      await kept(html)
    expect(await out(`<!-- x --><div><!-- x -->${AD}</div><u>`)).toBe('<!-- x --><u>')
  })

  test('in text stays in it', async () => {
    await kept(`<textarea><p title='</textarea><b title='><div c='d'>${AD}</div>'>`)
  })
})

describe('a page in pieces', () => {
  const page = `<!doctype html><title>a</title><!-- x --><div class="w" title="a>b"><p>- Advertisement -</p>
 <center><b>${AD}</b></center>&nbsp;</div><p>b</p>< <ul><li>${AD}<li>${AD}</ul><div>Advertisement${AD}s</div>
<table><tr><td>${AD}</td></tr><tr><td>c</td></tr></table>${'<div>'.repeat(20)}${AD}${'</div>'.repeat(20)}
<div class=ad>${'<p>much</p>'.repeat(300)}<span class=ad>Buy</div><i>d</i><p class=ad>e<p>f<div>${'\n'.repeat(5000)}${AD}</div>
<div title="${'x'.repeat(7000)}">${AD}</div><div title='${'y'.repeat(9000)}'>${AD}</div><div>${AD}`

  test('comes out as in one', async () => {
    const { text, outcomes } = await taken(page)
    expect(outcomes.filter(each => each === 'removed').length).toBeGreaterThan(8)
    for (const size of [1, 2, 3, 7, 64, 1000, 4096, 8191]) {
      const pieces = await taken(page, { size })
      expect(pieces.text === text, `in pieces of ${size}`).toBe(true)
      expect(pieces.outcomes.toSorted()).toEqual(outcomes.toSorted())
    }
  })
})

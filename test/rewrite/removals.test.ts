import { describe, expect, test } from 'vitest'
import { left, taken } from './taken.ts'

const WORDS = 'Words of the article, as many as an article has. '
const LONG = `<p>${WORDS.repeat(60)}</p>`
const AD = '<div class=ad>Buy</div>'

describe('what a rule names', () => {
  test.each([
    ['by its class', `<p>a</p>${AD}<p>b</p>`],
    ['by its id', '<p>a</p><div id=ad-top>Buy <b>now</b></div><p>b</p>'],
    ['by a part of its class', '<p>a</p><section class="x_advert_y">Buy</section><p>b</p>'],
    ['with another one in it', `<p>a</p><div class=ad>Buy ${AD}</div><p>b</p>`],
    ['and another rule too', '<p>a</p><div class="ad advert" id=ad-top>Buy</div><p>b</p>'],
    ['where nothing is in it', '<p>a</p><img class=ad src=/x><p>b</p>'],
    [
      'where it is a frame, and no link says where it led',
      '<p>a</p><iframe class=ad src=//x.example></iframe><p>b</p>',
    ],
    ['with a frame in it', '<p>a</p><div class=ad><iframe src=//x.example></iframe></div><p>b</p>'],
    [
      'with a noscript in it',
      '<p>a</p><div class=ad><noscript><img src=//x.example></noscript></div><p>b</p>',
    ],
  ])('goes %s', async (_, html) => {
    expect(await left(html)).toBe('<p>a</p><p>b</p>')
  })

  test('goes once, by the site’s file, where a list names it too', async () => {
    const { text, outcomes } = await taken(`<p>a</p>${AD}`, { rules: { remove: ['.ad'] } })
    expect(text.replaceAll('<!---->', '')).toBe('<p>a</p>')
    expect(outcomes).toEqual(['removed'])
  })

  test('stays where only its name is like it', async () => {
    const html = '<p class=adult>a</p><p id=ad-topic>b</p><iframe class=add src=https://x.example/></iframe>'
    expect(await left(html)).toMatch(
      /^<p class=adult>a<\/p><p id=ad-topic>b<\/p><p class="heliograph-frame">/,
    )
  })

  test('goes from a noscript, and nothing else does', async () => {
    expect(await left(`<noscript><p>a</p>${AD}</noscript>`)).toBe('<p>a</p>')
  })

  test('is rewritten where it stays, also in a noscript', async () => {
    const html = `<div class=ad style="background:url(//evil.example/x)">${LONG}</div>`
    for (const page of [html, `<noscript>${html}</noscript>`]) {
      const out = await left(page)
      expect(out).toContain(WORDS)
      expect(out).not.toContain('evil.example')
    }
  })

  test('is told whole by its rule', async () => {
    const { outcomes } = await taken(`${AD}<div class=ad>${LONG}</div><div class=ad>`)
    expect([...new Set(outcomes)]).toEqual(['removed', 'too much', 'unclosed'])
  })
})

describe('what never ends by its own end tag takes nothing along', () => {
  test.each(['div', 'p', 'li', 'td', 'span', 'section', 'ins'])('<%s>', async name => {
    const closed = `<article><${name} class=ad>Buy</${name}></article><p>News</p>`
    const open = `<article><${name} class=ad>Buy</article><p>News</p>${LONG}`
    for (const rules of [{}, { remove: ['.ad'] }]) {
      expect(await left(closed, { rules })).toBe('<p>News</p>')
      expect(await left(open, { rules })).toContain(`</article><p>News</p>${LONG}`)
    }
  })

  test('and is hidden where a browser ends it by itself', async () => {
    const html = '<ul><li class=ad>Buy<li>News</ul>'
    expect(await left(html)).toBe(
      '<ul><li class="" id="" style="display:none!important" class=ad>Buy<li>News</ul>',
    )
    expect([...new Set((await taken(html)).outcomes)]).toEqual(['unclosed'])
  })

  test('also at the end of a page, and over 256 kB', async () => {
    expect(await left(`<div class=ad>Buy<p>News`)).toBe('<div class=ad>Buy<p>News')
    const far = `<div class=ad><a href=/b>${'x'.repeat(300_000)}</a></div>`
    expect(await left(far)).toBe(far)
    expect(await left(far.replace('x'.repeat(100_000), ''))).toBe('')
  })
})

describe('a page', () => {
  test('is not emptied by a rule that its body answers to', async () => {
    const html = `<html class=ad><head></head><body class="ad has-advert">${AD}<p>News</p></body></html>`
    const kept = html.replace(AD, '')
    expect(await left(html)).toBe(kept)
    expect(await left(html, { rules: { remove: ['[class*="advert"]', '.ad'] } })).toBe(kept)
  })

  test('keeps an article in a wrapper with the name of an advertisement, and loses the one beside it', async () => {
    const html = `<div class=ad><h1>News</h1>${LONG}<div class=advert>Buy</div></div>`
    expect(await left(html)).toBe(`<div class=ad><h1>News</h1>${LONG}</div>`)
    expect([...new Set((await taken(html)).outcomes)]).toEqual(['too much', 'removed'])
  })

  test('keeps its title with little more text than that, and not for a title alone', async () => {
    const some = WORDS.repeat(12)
    expect(await left(`<div class=ad>${some}</div>`)).toBe('')
    for (const [open, close] of [
      ['<h1>', '</h1>'],
      ['<main>', '</main>'],
    ])
      expect(await left(`<div class=ad>${open}News${close}${some}</div>`)).toContain(some)
    expect(await left('<div class=ad><h1>Buy</h1></div>')).toBe('')
  })

  test('loses a list of links, however long', async () => {
    const links = '<li><a href="/b">Ten things that you will not believe</a></li>'.repeat(100)
    expect(await left(`<div class=ad><ul>${links}</ul></div>`)).toBe('')
    expect(await left(`<div class=ad><ul>${links.replaceAll(/<.?a\b.*?>/g, '')}</ul></div>`)).not.toBe('')
  })

  test('has another limit by its site’s file', async () => {
    const html = `<div class=ad>${WORDS.repeat(10)}</div>`
    expect(await left(html)).toBe('')
    expect(await left(html, { rules: { limit: 200 } })).toBe(html)
    const longer = `<div class=ad>${WORDS.repeat(100)}</div>`
    expect(await left(longer)).toBe(longer)
    expect(await left(longer, { rules: { remove: ['.ad'] } })).toBe('')
  })

  test('keeps what its site’s file keeps, whoever would remove it', async () => {
    const html = '<p>a</p><div class="ad good">b</div><div class=ad>c</div><div class="mine good">d</div>'
    const rules = { remove: ['.mine'], keep: ['.good'] }
    expect(await left(html, { rules })).toBe(
      '<p>a</p><div class="ad good">b</div><div class="mine good">d</div>',
    )
    expect(await left(html, { rules: { remove: ['.mine'] } })).toBe('<p>a</p>')
  })
})

import { describe, expect, test } from 'vitest'
import { Disarming } from '../../src/rewrite/handlers.ts'

const bytesOf = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))
const textOf = (bytes: Uint8Array) => [...bytes].map(byte => String.fromCharCode(byte)).join('')

function disarmed(text: string, size = text.length): string {
  const disarming = new Disarming()
  let out = ''
  for (let at = 0; at < text.length; at += size)
    out += textOf(disarming.put(bytesOf(text.slice(at, at + size))))
  return out + textOf(disarming.end())
}

describe('an event handler means nothing', () => {
  test.each([
    ['<p onclick=a>', '<p &#111;nclick=a>'],
    ['<p ONCLICK=a>', '<p &#79;NCLICK=a>'],
    ['<p onClick = a>', '<p &#111;nClick = a>'],
    ['<p\nonclick\t\f=a>', '<p\n&#111;nclick\t\f=a>'],
    ['<p/onclick=a>', '<p/&#111;nclick=a>'],
    ['<p a="b"onclick=c>', '<p a="b"&#111;nclick=c>'],
    ["<p a='b'onclick=c>", "<p a='b'&#111;nclick=c>"],
    ['<p onclick=a onload=b>', '<p &#111;nclick=a &#111;nload=b>'],
    ['<p on-of-tomorrow=a>', '<p &#111;n-of-tomorrow=a>'],
    [`<p onclick${' '.repeat(5000)}=a>`, `<p &#111;nclick${' '.repeat(5000)}=a>`],
  ])('in %j', (html, expected) => {
    expect(disarmed(html)).toBe(expected)
  })
})

describe('what is no event handler stays as it is', () => {
  test.each([
    ['<p data-onclick=a>'],
    ['<p id=on class=one>'],
    ['<p on>'],
    ['<one=two>'],
    ['<p a=onclick=b>'],
    ['<p title="on the other hand">'],
    ['text on'],
    ['text o'],
    [' on'],
    ['\x82o\x82n=\x81"\x82on'],
  ])('in %j', html => {
    expect(disarmed(html)).toBe(html)
  })
})

test('text that looks like one reads the same', () => {
  expect(disarmed('<p>only one = two</p>')).toBe('<p>only &#111;ne = two</p>')
})

test('where a page is cut into pieces changes nothing', () => {
  const html = 'on a <p onclick=a/onload  =b title="on">on one=o o on <a\n on\n=x'
  const whole = disarmed(html)
  expect(whole).toContain('&#111;nload')
  for (let size = 1; size < html.length; size++) expect(disarmed(html, size)).toBe(whole)
})

test('a piece without anything of it is passed on, and not copied', () => {
  const piece = bytesOf('<p class=one>on the one hand</p>')
  expect(new Disarming().put(piece)).toBe(piece)
  expect(new Disarming().put(bytesOf('<p onclick=a>'))).not.toBe(piece)
})

test('a name that never ends is not waited for', () => {
  const disarming = new Disarming()
  expect(disarming.put(bytesOf(` on${' '.repeat(5000)}`)).length).toBe(5003 + 5)
  expect(disarming.end().length).toBe(0)
})

import { describe, expect, test } from 'vitest'
import type { Head } from '../../src/store/copy.ts'
import { readHead, seal, unseal, writeHead } from '../../src/store/envelope.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const head: Head = {
  url: 'https://www.paper.example/新闻?a=b',
  status: 200,
  media: 'html',
  headers: new Headers([
    ['content-type', 'text/html; charset=gbk'],
    ['etag', 'W/"a,\\"b"'],
    ['vary', 'accept, cookie'],
  ]),
  requestedAt: 1_600_000_000_000,
  receivedAt: 1_600_000_000_250,
  initialAge: 3,
  fresh: 60,
  freshBy: 'heuristic',
  stale: 600,
  rules: 'abc',
  etag: '"body"',
}
const plain = ({ headers, ...rest }: Head) => ({ ...rest, headers: [...headers] })

describe('a head', () => {
  test('reads back as it was written', () => {
    const read = readHead(writeHead(head))
    expect(read && plain(read)).toEqual(plain(head))
  })

  test('without what is optional reads back without it', () => {
    const { stale: _, ...some } = head
    const read = readHead(writeHead(some))
    expect(read).toBeDefined()
    expect(read && 'stale' in read).toBe(false)
  })

  test('is one line, whatever it holds', () => {
    const line = writeHead({ ...head, url: 'https://www.paper.example/a\nb\r\u2028c' })
    expect(line).not.toMatch(/[\n\r]/)
    expect(readHead(line)?.url).toBe('https://www.paper.example/a\nb\r\u2028c')
  })

  test.each([
    ['another version', JSON.stringify({ ...JSON.parse(writeHead(head)), v: 999 })],
    ['an earlier version', JSON.stringify({ ...JSON.parse(writeHead(head)), v: 0 })],
    ['no version', JSON.stringify({ ...JSON.parse(writeHead(head)), v: undefined })],
    ['a version that is text', JSON.stringify({ ...JSON.parse(writeHead(head)), v: '1' })],
    ['nothing', ''],
    ['half a head', writeHead(head).slice(0, 60)],
    ['no JSON', '<!doctype html>'],
    ['null', 'null'],
    ['a number', '1'],
    ['a text', '"v"'],
    ['a list', '[1]'],
    ['headers that are none', JSON.stringify({ ...JSON.parse(writeHead(head)), headers: 'x' })],
    ['headers that cannot be', JSON.stringify({ ...JSON.parse(writeHead(head)), headers: [['a b', 'c']] })],
  ])('of %s is no head, and does not throw', (_, text) => {
    expect(readHead(writeHead(head))).toBeDefined()
    expect(readHead(text)).toBeUndefined()
  })
})

describe('a sealed copy', () => {
  test.each([
    ['a page', bytes('<p>你好</p>')],
    ['nothing', new Uint8Array()],
    ['newlines', bytes('\n\na\n{"v":1}\n')],
    ['every byte', Uint8Array.from({ length: 256 }, (_, i) => i)],
  ])('of %s opens as it was', (_, body) => {
    const opened = unseal(seal(head, body))
    expect(opened?.body).toEqual(body)
    expect(opened && plain(opened.head)).toEqual(plain(head))
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['a newline alone', bytes('\n')],
    ['no newline', bytes(writeHead(head))],
    ['something else', bytes('<!doctype html>\n<p>')],
    ['bytes that are no text', Uint8Array.from([0xff, 0xfe, 10, 0])],
    ['a copy without its beginning', seal(head, bytes('x')).subarray(1)],
    ['another version', bytes(`${writeHead(head).replace(/"v":\d+/, '"v":999')}\nx`)],
  ])('is not what %s opens as', (_, sealed) => {
    expect(unseal(seal(head, bytes('x')))).toBeDefined()
    expect(unseal(sealed)).toBeUndefined()
  })
})

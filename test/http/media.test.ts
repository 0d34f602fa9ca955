import { describe, expect, test } from 'vitest'
import { charsetParameter, isAsset, isScript, type Media, mediaOf } from '../../src/http/media.ts'

describe('a Content-Type', () => {
  test.each<[string, Media]>([
    ['text/html', 'html'],
    ['TEXT/HTML; Charset=GBK', 'html'],
    [' text/html ', 'html'],
    ['text/html;', 'html'],
    ['text/html; charset="utf-8"; x', 'html'],
    ['application/xhtml+xml', 'html'],
    ['text/css', 'css'],
    ['image/svg+xml', 'svg'],
    ['application/rss+xml', 'feed'],
    ['application/atom+xml; charset=utf-8', 'feed'],
    ['text/xml', 'feed'],
    ['application/xml', 'feed'],
    ['image/jpeg', 'picture'],
    ['image/avif', 'picture'],
    ['image/x-icon', 'picture'],
    ['font/woff2', 'font'],
    ['application/font-woff', 'font'],
    ['application/x-font-ttf', 'font'],
    ['application/vnd.ms-fontobject', 'font'],
    ['audio/mpeg', 'audiovisual'],
    ['video/mp4', 'audiovisual'],
    ['text/plain', 'document'],
    ['application/pdf', 'document'],
    ['application/json', 'document'],
  ])('"%s" is %s', (type, media) => {
    expect(mediaOf(type)).toBe(media)
  })

  test.each([
    ['text/javascript'],
    ['application/javascript'],
    ['application/x-javascript'],
    ['application/ecmascript'],
    ['module/javascript'],
    ['application/wasm'],
    ['application/octet-stream'],
    ['application/x-shockwave-flash'],
    ['application/manifest+json'],
    ['application/java-archive'],
    ['multipart/x-mixed-replace; boundary=x'],
    ['text/event-stream'],
    ['text/cache-manifest'],
    ['message/http'],
    ['text/html-sandboxed'],
    ['text/htmlx'],
    ['html'],
    ['text/'],
    ['/html'],
    ['text html'],
    [''],
    ['*/*'],
  ])('"%s" is not carried', type => {
    expect(mediaOf(type)).toBe('none')
  })

  test('that is missing is not carried', () => {
    expect(mediaOf(null)).toBe('none')
  })
})

describe('an asset', () => {
  test.each<[Media, boolean]>([
    ['css', true],
    ['svg', true],
    ['picture', true],
    ['font', true],
    ['audiovisual', true],
    ['html', false],
    ['feed', false],
    ['document', false],
    ['none', false],
  ])('%s: %s', (media, expected) => {
    expect(isAsset(media)).toBe(expected)
  })
})

describe('the charset of a Content-Type', () => {
  test.each<[string | null, string | undefined]>([
    ['text/html; charset=gbk', 'gbk'],
    ['text/html; Charset="GBK"', 'GBK'],
    ['text/html;charset=utf-8;charset=gbk', 'utf-8'],
    ['text/html; a=b; charset=big5', 'big5'],
    ['text/html', undefined],
    ['text/html; charset', undefined],
    ['charset=gbk', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s is %s', (type, expected) => {
    expect(charsetParameter(type)).toBe(expected)
  })
})

test.each([
  ['text/javascript; charset=utf-8', true],
  ['application/x-ecmascript', true],
  ['application/wasm', true],
  ['text/html', false],
  ['application/octet-stream', false],
  ['application/json', false],
  ['no type', false],
])('"%s" is what browsers run: %s', (type, expected) => {
  expect(isScript(type)).toBe(expected)
})

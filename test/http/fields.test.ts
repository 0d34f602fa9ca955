import { describe, expect, test } from 'vitest'
import {
  forwardedConditions,
  forwardedFields,
  passedFields,
  storedFields,
  unconditional,
  updatedFields,
} from '../../src/http/fields.ts'

const names = (headers: Headers) => [...new Set([...headers].map(([name]) => name))].sort()
const all = (list: readonly string[]) => new Headers(list.map(name => [name, `${name} value`]))

const COOKIES = ['cookie', 'set-cookie', 'authorization', 'proxy-authorization']
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]
const ABOUT_READERS = [
  ...['cf-connecting-ip', 'cf-connecting-ipv6', 'cf-ipcountry', 'cf-ray', 'cf-visitor', 'cf-worker'],
  ...['x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'true-client-ip', 'forwarded'],
]
const USUAL = [
  ...['accept', 'accept-language', 'accept-encoding', 'user-agent', 'referer', 'origin', 'dnt'],
  ...['sec-fetch-site', 'sec-ch-ua', 'sec-gpc', 'cache-control', 'pragma', 'x-requested-with', 'via'],
]
const CONDITIONS = [
  'if-none-match',
  'if-modified-since',
  'if-match',
  'if-unmodified-since',
  'if-range',
  'range',
]

describe('what of a reader’s request reaches the origin', () => {
  const request = all([...COOKIES, ...HOP_BY_HOP, ...ABOUT_READERS, ...USUAL, ...CONDITIONS])

  test('is nothing, unless the site’s file names it', () => {
    expect(names(forwardedFields(request, []))).toEqual([])
  })

  test('is what the site’s file names, with its value', () => {
    const forwarded = forwardedFields(request, ['accept-language', 'x-requested-with', 'x-missing'])
    expect([...forwarded]).toEqual([
      ['accept-language', 'accept-language value'],
      ['x-requested-with', 'x-requested-with value'],
    ])
  })

  test.each([...COOKIES, ...HOP_BY_HOP, ...ABOUT_READERS, 'host', 'content-length'])(
    'is never %s, even if it is named, even under "*"',
    name => {
      const one = new Headers({ [name]: 'x', 'accept-language': 'zh' })
      expect(names(forwardedFields(one, [name, 'accept-language']))).toEqual(['accept-language'])
      expect(names(forwardedFields(one, '*'))).toEqual(['accept-language'])
    },
  )

  test.each([...CONDITIONS, 'accept-encoding', 'cdn-loop'])(
    'is never %s, which the mirror answers or says itself',
    name => {
      const one = new Headers({ [name]: 'x', 'accept-language': 'zh' })
      expect(names(forwardedFields(one, [name]))).toEqual([])
      expect(names(forwardedFields(one, '*'))).toEqual(['accept-language'])
    },
  )

  test('is nothing that Connection names: that is about one connection (RFC 9110 §7.6.1)', () => {
    const request = { 'x-session': 'a', 'x-other': 'b' }
    expect(names(forwardedFields(new Headers(request), '*'))).toEqual(['x-other', 'x-session'])
    const hop = new Headers({ ...request, connection: 'close, X-Session' })
    expect(names(forwardedFields(hop, '*'))).toEqual(['x-other'])
    expect(names(forwardedFields(hop, ['x-session', 'x-other']))).toEqual(['x-other'])
  })
})

describe('a reader’s conditions on what is not stored (RFC 9111 §4.3.2)', () => {
  const conditions = (fields: Record<string, string>, forward: string[] | '*' = '*', method = 'GET') =>
    names(forwardedConditions({ method, headers: new Headers(fields) }, forward))
  const all = Object.fromEntries(CONDITIONS.map(name => [name, name === 'range' ? 'bytes=0-4' : 'x']))

  test('reach the origin as far as the site’s file names them, and nothing else does', () => {
    expect(conditions({ ...all, accept: 'x' })).toEqual([...CONDITIONS].sort())
    expect(conditions(all, ['if-none-match', 'accept'])).toEqual(['if-none-match'])
    expect(conditions(all, [])).toEqual([])
  })

  test.each([['bytes=0-1,4-5'], ['pages=0-4'], ['bytes=a']])(
    'but for a range of %s, with its If-Range',
    range => {
      expect(conditions({ ...all, range })).toEqual(CONDITIONS.slice(0, 4).toSorted())
    },
  )

  test('but for a range with HEAD, where it means nothing (RFC 9110 §14.2)', () => {
    expect(conditions(all, '*', 'HEAD')).toEqual(CONDITIONS.slice(0, 4).toSorted())
  })

  test('but for what Connection names', () => {
    expect(conditions({ ...all, connection: 'if-match' })).not.toContain('if-match')
  })

  test('are not in a request without conditions', () => {
    expect(names(unconditional(new Headers({ ...all, accept: 'x' })))).toEqual(['accept'])
  })
})

const NEEDED = ['content-type', 'last-modified', 'etag', 'date', 'age', 'expires', 'cache-control', 'vary']
const OTHERS = ['x-powered-by', 'server', 'x-cache', 'content-disposition']
const SETTING_COOKIES = ['set-cookie', 'set-cookie2']
const TELLING = ['report-to', 'reporting-endpoints', 'nel', 'refresh', 'link', 'alt-svc', 'accept-ch']
const POLICIES = [
  ...['content-security-policy', 'content-security-policy-report-only', 'referrer-policy', 'x-robots-tag'],
  ...['strict-transport-security', 'service-worker-allowed', 'link-template', 'speculation-rules'],
]

describe('what of the origin’s response is stored', () => {
  const response = all([...NEEDED, ...OTHERS, ...SETTING_COOKIES, ...HOP_BY_HOP, ...TELLING, ...POLICIES])

  test('is what the mirror decides by, and no more', () => {
    expect(names(storedFields(response, []))).toEqual([...NEEDED].sort())
  })

  test('is also what the site’s file exposes', () => {
    expect(names(storedFields(response, ['x-cache']))).toEqual([...NEEDED, 'x-cache'].sort())
  })

  test.each([
    ...SETTING_COOKIES,
    ...HOP_BY_HOP,
    'content-length',
    'content-encoding',
    'cache-tag',
    'surrogate-key',
  ])('is never %s, even if it is exposed, even under "*"', name => {
    const one = new Headers({ [name]: 'x', server: 'y' })
    expect(names(storedFields(one, [name, 'server']))).toEqual(['server'])
    expect(names(storedFields(one, '*'))).toEqual(['server'])
  })

  test('keeps a field’s every value', () => {
    const two = new Headers([
      ['vary', 'accept'],
      ['vary', 'cookie'],
    ])
    expect(storedFields(two, []).get('vary')).toBe('accept, cookie')
  })
})

describe('what of a stored response its reader gets', () => {
  const stored = all([...NEEDED, ...OTHERS, ...TELLING, ...POLICIES, 'location', 'retry-after'])

  test('is what describes the page', () => {
    expect(names(passedFields(stored, []))).toEqual([
      'content-type',
      'last-modified',
      'location',
      'retry-after',
    ])
  })

  test('is also what the site’s file exposes', () => {
    expect(passedFields(stored, ['x-cache']).get('x-cache')).toBe('x-cache value')
    expect(names(passedFields(stored, '*'))).toEqual(
      ['content-type', 'last-modified', 'location', 'retry-after', ...OTHERS].sort(),
    )
  })

  test.each([...TELLING, ...POLICIES, 'etag', 'age', 'date', 'cache-control', 'accept-ranges'])(
    'is never the origin’s own %s, even under "*"',
    name => {
      const one = new Headers({ [name]: 'x', server: 'y' })
      expect(names(passedFields(one, [name, 'server']))).toEqual(['server'])
      expect(names(passedFields(one, '*'))).toEqual(['server'])
    },
  )

  test.each([...TELLING, ...POLICIES])('is never its %s, even with the origin’s own bytes', name => {
    const one = new Headers({ [name]: 'x', etag: 'y' })
    expect(names(passedFields(one, [name, 'etag'], true))).toEqual(['etag'])
    expect(names(passedFields(one, '*', true))).toEqual(['etag'])
  })

  test('is what caches before the mirror have said, where the site exposes it', () => {
    const one = new Headers({ 'cache-status': 'Front; hit' })
    expect(names(passedFields(one, '*'))).toEqual(['cache-status'])
    expect(names(passedFields(one, []))).toEqual([])
  })

  test.each([
    'set-cookie',
    'connection',
    'cache-tag',
    'surrogate-key',
    'speculation-rules',
    'x-dns-prefetch-control',
  ])('is never %s, which sets, tells or fetches something by itself', name => {
    const one = new Headers({ [name]: 'x', server: 'y' })
    expect(names(passedFields(one, '*'))).toEqual(['server'])
  })
})

describe('what an origin says of its own bytes', () => {
  const about = [
    ...['etag', 'cache-control', 'cdn-cache-control', 'date', 'expires', 'vary', 'content-location'],
    ...['content-range', 'clear-site-data', 'access-control-allow-origin', 'www-authenticate'],
  ]
  const stored = all([...about, 'age', 'content-security-policy', 'x-a'])

  test('reaches readers who get these bytes, where the site exposes it', () => {
    expect(names(passedFields(stored, '*', true))).toEqual([...about, 'x-a'].sort())
    expect(names(passedFields(stored, ['etag', 'age'], true))).toEqual(['etag'])
    expect(names(passedFields(stored, [], true))).toEqual([])
  })

  test('does not reach those who get others', () => {
    expect(names(passedFields(stored, '*', false))).toEqual(['x-a'])
  })
})

test('what a response’s Connection names is not stored (RFC 9111 §3.1)', () => {
  const fields = { 'x-a': '1', 'x-b': '2', etag: '"a"' }
  expect(names(storedFields(new Headers(fields), '*'))).toEqual(['etag', 'x-a', 'x-b'])
  const hop = new Headers({ ...fields, connection: 'close, X-A, ETag' })
  expect(names(storedFields(hop, '*'))).toEqual(['x-b'])
})

describe('the fields after a 304 (RFC 9111 §3.2)', () => {
  const updated = (stored: Record<string, string>, fields: Record<string, string>) =>
    Object.fromEntries(
      updatedFields(new Headers(stored), new Headers(fields), name => name === 'content-type'),
    )

  test('are the newer ones, and those that it has not', () => {
    const fields = updated(
      { 'x-a': '1', 'x-b': '1', 'content-type': 'a/b' },
      { 'x-b': '2', 'x-c': '2', 'content-type': 'c/d' },
    )
    expect(fields).toEqual({ 'x-a': '1', 'x-b': '2', 'x-c': '2', 'content-type': 'a/b' })
  })

  test('have no Content-Range of a response without a body', () => {
    expect(updated({ 'x-a': '1' }, { 'content-range': 'bytes 0-1/2', 'x-a': '2' })).toEqual({ 'x-a': '2' })
  })

  test('have no Age and Date but the newer ones: the copy is as young as its validation', () => {
    expect(updated({ age: '500', date: 'then' }, {})).toEqual({})
    expect(updated({ age: '500', date: 'then' }, { age: '5', date: 'now' })).toEqual({
      age: '5',
      date: 'now',
    })
  })
})

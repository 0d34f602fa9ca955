import { describe, expect, test } from 'vitest'
import { askerOf, requestDirectives } from '../../src/http/request.ts'

const read = (fields: Record<string, string>, forward: string[] | '*') =>
  Object.fromEntries(requestDirectives(new Headers(fields), forward))

describe('a reader’s directives', () => {
  test('count where the site forwards Cache-Control', () => {
    const fields = { 'cache-control': 'no-cache, max-age=0' }
    expect(read(fields, '*')).toEqual({ 'no-cache': '', 'max-age': '0' })
    expect(read(fields, ['cache-control'])).toEqual({ 'no-cache': '', 'max-age': '0' })
    expect(read(fields, ['accept-language'])).toEqual({})
    expect(read(fields, [])).toEqual({})
  })

  test('but for only-if-cached, which spares the origin and always counts', () => {
    const fields = { 'cache-control': 'no-cache, only-if-cached' }
    expect(read(fields, [])).toEqual({ 'only-if-cached': '' })
    expect(read(fields, '*')).toEqual({ 'no-cache': '', 'only-if-cached': '' })
  })

  test('may be Pragma: no-cache, where it is forwarded and there is no Cache-Control (RFC 9111 §5.4)', () => {
    expect(read({ pragma: 'x, No-Cache' }, '*')).toEqual({ 'no-cache': '' })
    expect(read({ pragma: 'no-cache' }, [])).toEqual({})
    expect(read({ pragma: 'x' }, '*')).toEqual({})
    expect(read({ pragma: 'no-cache', 'cache-control': 'max-age=5' }, '*')).toEqual({ 'max-age': '5' })
  })
})

test('Authorization bears on storing where everything is forwarded, and nowhere else', () => {
  const request = new Headers({ authorization: 'x', 'cache-control': 'no-store' })
  expect(askerOf(request, '*')).toEqual({ isAuthorized: true, noStore: true })
  expect(askerOf(request, ['accept'])).toEqual({ isAuthorized: false, noStore: false })
})

import { describe, expect, test } from 'vitest'
import { seconds } from '../../src/http/cache-control.ts'
import { parseTargeted } from '../../src/http/targeted.ts'

const parsed = (field: string | null) => {
  const found = parseTargeted(field)
  return found && Object.fromEntries(found)
}

describe('CDN-Cache-Control (RFC 9213 §2.1)', () => {
  test.each<[string, Record<string, string>]>([
    ['max-age=60', { 'max-age': '60' }],
    ['max-age=60, public', { 'max-age': '60', public: '' }],
    ['max-age=60;x=1;y, public;z', { 'max-age': '60', public: '' }],
    ['max-age=1, max-age=60', { 'max-age': '60' }],
    ['no-store=?0, max-age=60', { 'max-age': '60' }],
    ['no-store=?1', { 'no-store': '' }],
    ['none', { none: '' }],
    ['max-age=60, x-max-age=60.0', { 'max-age': '60', 'x-max-age': '60.0' }],
    ['x="max-age=60.0", max-age=60', { x: '"max-age=60.0"', 'max-age': '60' }],
    ['max-age=60.0, max-age=60;x=1.0', { 'max-age': '60' }],
    ['no-store=?0', {}],
  ])('%s is read', (field, expected) => {
    expect(parsed(field)).toEqual(expected)
  })

  test.each([
    [null],
    [''],
    ['  '],
    ['MAX-AGE=60'],
    ['max-age=60,'],
    ['max-age = 60'],
    ['max-age=60, &'],
    ['"x'],
    ['é=1'],
  ])('%j is not there', field => {
    expect(parsed('max-age=60')).toBeDefined()
    expect(parsed(field)).toBeUndefined()
  })

  test.each([
    ['max-age="60"'],
    ['max-age=60.0'],
    ['max-age=60.5'],
    ['max-age=60, max-age=60.0'],
    ['x="a,b", max-age=60.0'],
    ['max-age=-60'],
    ['max-age'],
    ['max-age=a'],
    ['max-age=(60)'],
    ['max-age=:NjA=:'],
  ])('%s names no seconds, and is there', field => {
    const found = parseTargeted(field)
    expect(found?.has('max-age')).toBe(true)
    expect(found && seconds(found, 'max-age')).toBeUndefined()
  })
})

import { describe, expect, test } from 'vitest'
import { instant } from '../../src/http/date.ts'

const NOW = Date.parse('2026-06-01T00:00:00Z')
const iso = (field: string, now = NOW) => {
  const at = instant(field, now)
  return at === undefined ? undefined : new Date(at).toISOString()
}

describe('an HTTP-date', () => {
  test.each<[string, string]>([
    ['Thu, 01 Jan 2026 00:00:00 GMT', '2026-01-01T00:00:00.000Z'],
    ['thu, 01 JAN 2026 00:00:00 gmt', '2026-01-01T00:00:00.000Z'],
    ['Fri, 31 Dec 9999 23:59:59 GMT', '9999-12-31T23:59:59.000Z'],
    ['Thu Jan  1 00:00:00 2026', '2026-01-01T00:00:00.000Z'],
    ['Sun Jan 11 00:00:00 2026', '2026-01-11T00:00:00.000Z'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
    ['Friday, 06-Nov-76 08:49:37 GMT', '2076-11-06T08:49:37.000Z'],
    ['Sunday, 06-Nov-77 08:49:37 GMT', '1977-11-06T08:49:37.000Z'],
  ])('%s is %s', (field, expected) => {
    expect(iso(field)).toBe(expected)
  })

  test.each([
    ['Thu, 01 Jan 2026 00:00:00 UTC'],
    ['Thu, 01 Jan 2026 00:00:00 EST'],
    ['Thu, 01 Jan 2026 00:00:00 +0000'],
    ['Thu, 01 Jan 2026 00:00:00'],
    ['Thu, 1 Jan 2026 00:00:00 GMT'],
    ['Thu, 01-Jan-2026 00:00:00 GMT'],
    ['Thu, 01 Foo 2026 00:00:00 GMT'],
    ['Thu, 00 Jan 2026 00:00:00 GMT'],
    ['Thu, 32 Jan 2026 00:00:00 GMT'],
    ['Thu, 01 Jan 2026 24:00:00 GMT'],
    ['Thu, 01 Jan 2026 00:60:00 GMT'],
    ['Thu, 01 Jan 2026 00:00:00 GMT, x'],
    ['Xyz, 01 Jan 2026 00:00:00 GMT'],
    ['2026-01-01'],
  ])('%s is none', field => {
    expect(instant(field, NOW)).toBeUndefined()
  })
})

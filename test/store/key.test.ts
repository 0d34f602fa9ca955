import { describe, expect, test } from 'vitest'
import { keyOf, sha256 } from '../../src/store/key.ts'

const size = (text: string) => new TextEncoder().encode(text).length
const address = (length: number, letter = 'a') => `https://www.paper.example/${letter.repeat(length)}`

describe('a key', () => {
  test('is the address where it fits', async () => {
    expect(await keyOf(address(10))).toBe(address(10))
  })

  test.each([[0], [400], [450], [454], [455], [460], [486], [600], [10_000]])(
    'fits into KV with %i letters and a prefix',
    async length => {
      expect(size(`page:${await keyOf(address(length))}`)).toBeLessThanOrEqual(512)
      expect(size(`page:${await keyOf(address(length, '中'))}`)).toBeLessThanOrEqual(512)
    },
  )

  test('of long addresses that differ in one letter differs', async () => {
    const [one, other] = [address(1000), `${address(999)}b`]
    expect(await keyOf(one)).toBe(await keyOf(one))
    expect(await keyOf(one)).not.toBe(await keyOf(other))
  })

  test('of a long address is no other address', async () => {
    const hashed = await keyOf(address(1000))
    expect(hashed).not.toContain('://')
    expect(await keyOf(hashed)).toBe(hashed)
  })
})

test('SHA-256 is that of FIPS 180-4, in base64url', async () => {
  const hex = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(Buffer.from(await sha256(new TextEncoder().encode('abc')), 'base64url').toString('hex')).toBe(hex)
  expect(await sha256(new Uint8Array())).toMatch(/^[\w-]{43}$/)
})

import { describe, expect, test } from 'vitest'
import { Bits, hashOf } from '../../src/filters/bits.ts'

const words = Array.from({ length: 3000 }, (_, at) => `word-${at}`)
const others = Array.from({ length: 3000 }, (_, at) => `other_${at}`)

describe('words kept as bits', () => {
  test('are all known, and few others are', () => {
    const bits = Bits.of(words)
    expect(words.every(word => bits.has(hashOf(word)))).toBe(true)
    expect(others.filter(word => bits.has(hashOf(word))).length).toBeLessThan(600)
  })

  test('are the same when they are written and read again, through JSON too', () => {
    const bits = Bits.of(words)
    const read = Bits.of([], JSON.parse(JSON.stringify(bits.toString())))
    for (const word of [...words, ...others]) expect(read.has(hashOf(word))).toBe(bits.has(hashOf(word)))
  })

  test('may be none', () => {
    const none = Bits.of([])
    expect(words.some(word => none.has(hashOf(word)))).toBe(false)
  })
})

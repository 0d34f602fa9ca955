import { describe, expect, test } from 'vitest'
import { hostTags } from '../src/tags.ts'

describe('a host’s tag', () => {
  const tags = hostTags('a key')

  test('is 96 bits that can stand in a path', () => {
    expect(tags.of('cdn.example')).toMatch(/^[\w-]{16}$/)
  })

  test('is the same every time, and in every isolate with the key', () => {
    expect(tags.of('cdn.example')).toBe(tags.of('cdn.example'))
    expect(hostTags('a key').of('cdn.example')).toBe(tags.of('cdn.example'))
  })

  test('is the host’s own, and the key’s', () => {
    expect(tags.of('cdn.example')).not.toBe(tags.of('cdn2.example'))
    expect(tags.of('cdn.example')).not.toBe(hostTags('another key').of('cdn.example'))
  })

  test('fits its host and no other', () => {
    expect(tags.fits('cdn.example', tags.of('cdn.example'))).toBe(true)
    expect(tags.fits('cdn2.example', tags.of('cdn.example'))).toBe(false)
  })

  test.each([[''], ['A'], ['AAAAAAAAAAAAAAAA'], ['A'.repeat(1000)], ['中中中中中'], ['ÿÿÿÿÿÿÿÿ']])(
    'a made-up tag "%s" does not fit, and does not throw',
    tag => {
      expect(tags.fits('cdn.example', tags.of('cdn.example'))).toBe(true)
      expect(tags.fits('cdn.example', tag)).toBe(false)
    },
  )

  test('stays right after more hosts than are remembered', () => {
    const few = hostTags('a key')
    const first = few.of('cdn.example')
    for (let i = 0; i < 2500; i++) few.of(`cdn${i}.example`)
    expect(few.of('cdn.example')).toBe(first)
    expect(few.fits('cdn7.example', tags.of('cdn7.example'))).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { Decoder, encode, type Frame } from '../../src/collapse/frames.ts'
import { joined } from '../../src/stream.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const frames: Frame[] = [
  { kind: 'outcome', text: '{"kind":"page","é":1}' },
  { kind: 'data', bytes: bytes('the first words ') },
  { kind: 'data', bytes: bytes('and the last') },
  { kind: 'whole', text: '' },
  { kind: 'broken' },
]
const encoded = frames.map(encode)
const all = joined(
  encoded,
  encoded.reduce((sum, { length }) => sum + length, 0),
)

/** What comes out of pieces of a size, the data as one text. */
function decoded(size: number) {
  const decoder = new Decoder()
  const found: Frame[] = []
  for (let at = 0; at < all.length; at += size) found.push(...decoder.put(all.slice(at, at + size)))
  const data = found.flatMap(frame => (frame.kind === 'data' ? [new TextDecoder().decode(frame.bytes)] : []))
  return { others: found.filter(({ kind }) => kind !== 'data'), data: data.join('') }
}

describe('frames', () => {
  it.each([1, 2, 3, 7, 20, 1000])('come out as they went in, in pieces of %i bytes', size => {
    const others = frames.filter(({ kind }) => kind !== 'data')
    expect(decoded(size)).toEqual({ others, data: 'the first words and the last' })
  })

  it('give their data as it comes, and no text before it is whole', () => {
    const decoder = new Decoder()
    expect(decoder.put((encoded[0] as Uint8Array).slice(0, -1))).toEqual([])
    const half = (encoded[1] as Uint8Array).slice(0, 10)
    expect(decoder.put(joined([(encoded[0] as Uint8Array).slice(-1), half], 11))).toMatchObject([
      { kind: 'outcome' },
      { kind: 'data', bytes: bytes('the f') },
    ])
  })

  it.each([
    ['an unknown kind', [9, 0, 0, 0, 0]],
    ['a text that is far too long', [1, 255, 0, 0, 0]],
  ])('are refused where there is %s', (_, given) => {
    expect(() => new Decoder().put(Uint8Array.from(given))).toThrow()
  })
})

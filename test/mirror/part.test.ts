import { expect, test } from 'vitest'
import { partOf } from '../../src/part.ts'

const BYTES = new TextEncoder().encode('0123456789')
/** A body in pieces of a given length. */
const inPieces = (length: number) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < BYTES.length; at += length) controller.enqueue(BYTES.slice(at, at + length))
      controller.close()
    },
  })

test.each([
  [0, 9, '0123456789'],
  [0, 0, '0'],
  [3, 6, '3456'],
  [4, 4, '4'],
  [9, 9, '9'],
])('a part from %i to %i is these bytes, however the body comes', async (first, last, expected) => {
  expect(await new Response(partOf(BYTES, first, last)).text()).toBe(expected)
  for (const length of [1, 3, 4, 10])
    expect(await new Response(partOf(inPieces(length), first, last)).text()).toBe(expected)
})

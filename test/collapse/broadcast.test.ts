import { describe, expect, it, vi } from 'vitest'
import { Broadcast } from '../../src/collapse/broadcast.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const HEAD = bytes('head ')
const LAST = bytes('last')
const read = (stream: ReadableStream<Uint8Array>) => new Response(stream).text()

describe('a body that is kept', () => {
  it('is whole for each of its readers, whenever they come', async () => {
    const body = new Broadcast(100)
    const early = read(body.listen(HEAD))
    body.put(bytes('one '))
    const middle = read(body.listen(HEAD))
    body.put(bytes('two '))
    body.end(LAST)
    const late = read(body.listen(HEAD))
    expect(await Promise.all([early, middle, late])).toEqual(Array(3).fill('head one two last'))
  })

  it('is wanted to its end, though nobody reads it or all have left', async () => {
    const body = new Broadcast(100)
    expect(await body.wanted()).toBe(true)
    const reader = body.listen(HEAD)
    body.put(bytes('one '))
    expect(await body.wanted()).toBe(true)
    await reader.cancel()
    expect(await body.wanted()).toBe(true)
  })

  it.each(['before', 'after'])(
    'does not wait for ever for who does not read on: one who came %s its end',
    async when => {
      const body = new Broadcast(100, 1)
      if (when === 'after') body.end(LAST)
      const slow = body.listen(HEAD).getReader()
      const quick = read(body.listen(HEAD))
      if (when === 'before') body.end(LAST)
      expect(await quick).toBe('head last')
      await vi.waitFor(() => expect(body.isWhole).toBe(false))
      expect(new TextDecoder().decode((await slow.read()).value)).toBe('head ')
      expect((await slow.read()).done).toBe(true)
    },
  )
})

describe('a body that is larger than what is kept', () => {
  const MOST = 10
  const piece = bytes('12345678')

  it('is for nobody who comes later', () => {
    const body = new Broadcast(MOST)
    body.put(piece)
    expect(body.isWhole).toBe(true)
    body.put(piece)
    expect(body.isWhole).toBe(false)
  })

  it('is read on when its fastest reader has what there is, and not before', async () => {
    const body = new Broadcast(20)
    const reader = body.listen(HEAD).getReader()
    for (const _ of [1, 2]) body.put(piece)
    for (const _ of ['head', 1, 2]) await reader.read()
    body.put(piece)
    const wanted = body.wanted()
    const soon = new Promise(resolve => setTimeout(() => resolve('not wanted yet'), 10))
    expect(await Promise.race([wanted, soon])).toBe('not wanted yet')
    await reader.read()
    expect(await wanted).toBe(true)
  })

  it('is not taken from a reader who has nothing of it yet: it is waited for that the first of them has all', async () => {
    const body = new Broadcast(MOST)
    const reader = body.listen(HEAD).getReader()
    for (const _ of [1, 2, 3]) body.put(piece)
    const wanted = body.wanted()
    let text = ''
    for (const _ of ['head', 1, 2, 3]) text += new TextDecoder().decode((await reader.read()).value)
    expect(text).toBe(`head ${'12345678'.repeat(3)}`)
    const next = reader.read()
    expect(await wanted).toBe(true)
    body.end(LAST)
    expect(new TextDecoder().decode((await next).value)).toBe('last')
  })

  it('waits for its fastest reader only: one who is left too far behind is cut off', async () => {
    const body = new Broadcast(MOST)
    const [quick, slow] = [body.listen(HEAD).getReader(), body.listen(HEAD).getReader()]
    let text = new TextDecoder().decode((await quick.read()).value)
    for (const _ of [1, 2, 3]) {
      body.put(piece)
      text += new TextDecoder().decode((await quick.read()).value)
      expect(await body.wanted()).toBe(true)
    }
    body.end(LAST)
    text += new TextDecoder().decode((await quick.read()).value)
    expect(text).toBe(`head ${'12345678'.repeat(3)}last`)
    expect(new TextDecoder().decode((await slow.read()).value)).toBe('head ')
    expect((await slow.read()).done).toBe(true)
  })

  it('is wanted no more when its only reader has stopped to read', async () => {
    const body = new Broadcast(MOST, 1)
    const reader = body.listen(HEAD).getReader()
    for (const _ of [1, 2]) body.put(piece)
    expect(await body.wanted()).toBe(false)
    await reader.read()
    expect((await reader.read()).done).toBe(true)
  })

  it('reaches a reader who keeps up whole, and is wanted no more when he has left', async () => {
    const body = new Broadcast(MOST)
    const reader = body.listen(HEAD).getReader()
    let text = new TextDecoder().decode((await reader.read()).value)
    for (const _ of [1, 2, 3, 4]) {
      body.put(piece)
      text += new TextDecoder().decode((await reader.read()).value)
      expect(await body.wanted()).toBe(true)
    }
    expect(text).toBe(`head ${'12345678'.repeat(4)}`)
    await reader.cancel()
    expect(await body.wanted()).toBe(false)
  })
})

import { describe, expect, it, vi } from 'vitest'
import { collectBody, deliver } from '../src/delivery.ts'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const bytes = (content: string) => new TextEncoder().encode(content)

/** A body that gives these chunks, a task apart, and then ends or breaks. */
function body(chunks: string[], end: 'whole' | 'cut' = 'whole', cancelled?: () => void) {
  const left = [...chunks]
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise(resolve => setTimeout(resolve, 1))
      const chunk = left.shift()
      if (chunk !== undefined) controller.enqueue(bytes(chunk))
      else if (end === 'whole') controller.close()
      else controller.error(new Error('cut'))
    },
    ...(cancelled ? { cancel: cancelled } : {}),
  })
}
const native = (content: string) => new Response(content).body as ReadableStream<Uint8Array>

describe('a body on its way to its reader', () => {
  it('arrives whole, and is collected whole', async () => {
    for (const from of [body(['a', 'b', 'c']), native('abc')]) {
      const { toReader, collected } = deliver(from, 100)
      expect(await new Response(toReader).text()).toBe('abc')
      expect(await collected).toEqual({ kind: 'whole', bytes: bytes('abc') })
    }
  })

  it('is collected also when its reader leaves after a piece', async () => {
    const { toReader, collected } = deliver(body(['a', 'b', 'c']), 100)
    const reader = toReader.getReader()
    expect(text((await reader.read()).value ?? bytes(''))).toBe('a')
    await reader.cancel()
    expect(await collected).toEqual({ kind: 'whole', bytes: bytes('abc') })
  })

  it('is collected also when its reader never reads', async () => {
    const { collected } = deliver(body(['a', 'b', 'c']), 100)
    expect(await collected).toMatchObject({ kind: 'whole' })
  })

  it('gives its reader what had come before it broke off, and then the break', async () => {
    const { toReader, collected } = deliver(body(['a', 'b'], 'cut'), 100)
    expect(await collected).toEqual({ kind: 'broken' })
    const reader = toReader.getReader()
    const [first, second] = [await reader.read(), await reader.read()]
    expect([first, second].map(({ value }) => text(value ?? bytes('')))).toEqual(['a', 'b'])
    await expect(reader.read()).rejects.toThrow('cut')
  })

  it('of more than the most goes to its reader whole, as fast as it is read, and is too large to collect', async () => {
    const { toReader, collected } = deliver(body(Array(50).fill('0123456789')), 100)
    expect(await new Response(toReader).text()).toBe('0123456789'.repeat(50))
    expect(await collected).toEqual({ kind: 'too-large' })
  })

  it('of more than the most is let go of when its reader leaves', async () => {
    const gone = Promise.withResolvers<void>()
    const { toReader, collected } = deliver(body(Array(50).fill('0123456789'), 'whole', gone.resolve), 20)
    const reader = toReader.getReader()
    await reader.read()
    await reader.cancel()
    await gone.promise
    expect(await collected).toEqual({ kind: 'too-large' })
  })
})

describe('a body that fails and has a second', () => {
  it('goes on with the rest, and what is collected is the whole', async () => {
    const second = async () => ({ rest: bytes('cdef'), whole: bytes('aBcdef') })
    const { toReader, collected } = deliver(body(['a', 'b'], 'cut'), 100, second)
    expect(await new Response(toReader).text()).toBe('abcdef')
    expect(await collected).toEqual({ kind: 'whole', bytes: bytes('aBcdef') })
  })

  it('goes on with the rest, and nothing is kept where there is no whole', async () => {
    const second = async () => ({ rest: bytes('words') })
    const { toReader, collected } = deliver(body(['a', 'b'], 'cut'), 100, second)
    expect(await new Response(toReader).text()).toBe('abwords')
    expect(await collected).toEqual({ kind: 'unreadable' })
  })

  it('is asked for with why, and with what has been sent', async () => {
    const asked = vi.fn(async () => ({ rest: bytes('c') }))
    const { toReader } = deliver(body(['a', 'b'], 'cut'), 100, asked)
    expect(await new Response(toReader).text()).toBe('abc')
    expect(asked).toHaveBeenCalledExactlyOnceWith(new Error('cut'), bytes('ab'))
  })

  it('has sent nothing where there is nobody, so that the second is taken whole', async () => {
    const asked = vi.fn(async () => ({ rest: bytes('cde'), whole: bytes('cde') }))
    expect(await collectBody(body(['a', 'b'], 'cut'), 100, asked)).toEqual({
      kind: 'whole',
      bytes: bytes('cde'),
    })
    expect(asked).toHaveBeenCalledExactlyOnceWith(new Error('cut'), new Uint8Array())
  })

  it('is too large to collect where the whole is', async () => {
    const second = async () => ({ rest: bytes('c'), whole: bytes('0123456789a') })
    const { toReader, collected } = deliver(body(['a'], 'cut'), 10, second)
    expect(await new Response(toReader).text()).toBe('ac')
    expect(await collected).toEqual({ kind: 'too-large' })
  })

  it('breaks where more has been sent than is remembered', async () => {
    const asked = vi.fn(async () => ({ rest: bytes('c') }))
    const { toReader, collected } = deliver(body(['0123456789', 'a'], 'cut'), 10, asked)
    await expect(new Response(toReader).text()).rejects.toThrow()
    expect(await collected).toEqual({ kind: 'broken' })
    expect(asked).not.toHaveBeenCalled()
  })

  it('breaks where there is no second after all', async () => {
    const { toReader, collected } = deliver(body(['a'], 'cut'), 100, async () => undefined)
    await expect(new Response(toReader).text()).rejects.toThrow()
    expect(await collected).toEqual({ kind: 'broken' })
  })
})

describe('a body that nobody reads', () => {
  it('is collected', async () => {
    expect(await collectBody(body(['a', 'b']), 100)).toEqual({ kind: 'whole', bytes: bytes('ab') })
    expect(await collectBody(null, 100)).toEqual({ kind: 'whole', bytes: bytes('') })
  })

  it('is broken where it breaks off, however much had come', async () => {
    for (const chunks of [['abc', 'def'], []])
      expect(await collectBody(body(chunks, 'cut'), 100)).toEqual({ kind: 'broken' })
  })

  it('of exactly the most is whole, and of a byte more too large', async () => {
    expect(await collectBody(body(['abc', '', 'def']), 6)).toEqual({ kind: 'whole', bytes: bytes('abcdef') })
    expect(await collectBody(body(['abc', 'defg']), 6)).toEqual({ kind: 'too-large' })
  })

  it('is let go of when it is too large', async () => {
    const gone = Promise.withResolvers<void>()
    expect(await collectBody(body(Array(50).fill('0123456789'), 'whole', gone.resolve), 20)).toEqual({
      kind: 'too-large',
    })
    await gone.promise
  })
})

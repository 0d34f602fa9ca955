import { describe, expect, it } from 'vitest'
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
  it('goes on in the second where the first had ended, and the second is what is collected', async () => {
    const second = async () => ({ body: native('aBcdef'), same: true })
    const { toReader, collected } = deliver(body(['a', 'b'], 'cut'), 100, second)
    expect(await new Response(toReader).text()).toBe('abcdef')
    expect(await collected).toEqual({ kind: 'whole', bytes: bytes('aBcdef') })
  })

  it('gets the second in full where that is another, and nothing is kept', async () => {
    const second = async () => ({ body: native('words'), same: false })
    const { toReader, collected } = deliver(body(['a', 'b'], 'cut'), 100, second)
    expect(await new Response(toReader).text()).toBe('abwords')
    expect(await collected).toEqual({ kind: 'unreadable' })
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

  it('is let go of when it is too large', async () => {
    const gone = Promise.withResolvers<void>()
    expect(await collectBody(body(Array(50).fill('0123456789'), 'whole', gone.resolve), 20)).toEqual({
      kind: 'too-large',
    })
    await gone.promise
  })
})

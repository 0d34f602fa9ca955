import { describe, expect, test } from 'vitest'
import { peek } from '../src/stream.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (data: Uint8Array) => new TextDecoder().decode(data)

/** A body in the given chunks; `end` says how it ends. */
function body(
  chunks: string[],
  end: 'whole' | 'cut' = 'whole',
  cancelled: (reason: unknown) => void = () => {},
) {
  const rest = chunks.map(bytes)
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = rest.shift()
      if (next) controller.enqueue(next)
      else if (end === 'whole') controller.close()
      else controller.error(new Error('cut'))
    },
    cancel: cancelled,
  })
}

/** All that comes, and whether it ended as it should. */
async function drain(stream: ReadableStream<Uint8Array>) {
  let came = ''
  try {
    for await (const chunk of stream) came += text(chunk)
    return { came, whole: true }
  } catch {
    return { came, whole: false }
  }
}

describe('a body that is peeked into', () => {
  const atLeast = (length: number) => (prelude: Uint8Array) => prelude.length >= length

  /** Its beginning and all of it, where it does not break off before there is enough to see. */
  async function peeked(stream: ReadableStream<Uint8Array>, wanted: number) {
    const found = await peek(stream, atLeast(wanted))
    if (found.kind !== 'peeked') throw new Error(`it is ${found.kind}`)
    return { prelude: text(found.prelude), stream: found.stream }
  }

  test.each([
    ['more than is wanted, at once', ['abcdef'], 3],
    ['what is wanted in pieces', ['a', 'b', 'c', 'def'], 3],
    ['an empty chunk first', ['', 'abc', '', 'def'], 3],
    ['less than is wanted', ['ab', 'c'], 1024],
    ['exactly what is wanted', ['ab', 'c'], 3],
    ['nothing', [], 1024],
  ])('gives all of itself afterwards: %s', async (_, chunks, wanted) => {
    const whole = chunks.join('')
    const { prelude, stream } = await peeked(body(chunks), wanted)
    expect(prelude.length).toBeGreaterThanOrEqual(Math.min(wanted, whole.length))
    expect(whole.startsWith(prelude)).toBe(true)
    expect(await drain(stream)).toEqual({ came: whole, whole: true })
  })

  test('and drips shows what is there, before it has all come', async () => {
    let drip: (() => void) | undefined
    const dripping = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes('abc'))
        drip = () => {
          controller.enqueue(bytes('def'))
          controller.close()
        }
      },
    })
    const { prelude, stream } = await peeked(dripping, 1024)
    expect(prelude).toBe('abc')
    drip?.()
    expect(await drain(stream)).toEqual({ came: 'abcdef', whole: true })
  })

  test('and breaks off later gives what had come, and then breaks', async () => {
    const { stream } = await peeked(body(['abc', 'def', 'ghi'], 'cut'), 2)
    expect(await drain(stream)).toEqual({ came: 'abcdefghi', whole: false })
  })

  test('and breaks off right after what was wanted gives that, and then breaks', async () => {
    const { stream } = await peeked(body(['abc'], 'cut'), 2)
    expect(await drain(stream)).toEqual({ came: 'abc', whole: false })
  })

  test('and breaks off before there was enough to see gives what had come, and breaks', async () => {
    const seen = await peek(body(['abc', 'def'], 'cut'), atLeast(7))
    if (seen.kind !== 'peeked') throw new Error(seen.kind)
    const reader = seen.stream.getReader()
    expect(text((await reader.read()).value ?? new Uint8Array())).toBe('abcdef')
    await expect(reader.read()).rejects.toThrow()
  })

  test('and breaks off before there is a byte is broken', async () => {
    expect(await peek(body(['abc', 'def'], 'cut'), atLeast(6))).toMatchObject({ kind: 'peeked' })
    expect(await peek(body([], 'cut'), atLeast(1))).toEqual({ kind: 'broken' })
  })

  test('is let go of when its reader goes', async () => {
    const gone = Promise.withResolvers<unknown>()
    const { stream } = await peeked(body(['abc', 'def', 'ghi', 'jkl'], 'whole', gone.resolve), 2)
    const reader = stream.getReader()
    expect(text((await reader.read()).value ?? new Uint8Array())).toBe('abc')
    await reader.cancel(new Error('the reader has gone'))
    await gone.promise
  })
})

test('a body that stays silent for too long is let go of, and one that speaks in time is not', async () => {
  const gone = Promise.withResolvers<void>()
  const silent = new ReadableStream<Uint8Array>({
    pull: () => new Promise(() => {}),
    cancel: () => gone.resolve(),
  })
  expect(await peek(silent, () => true, { silenceMs: 20 })).toEqual({ kind: 'silent' })
  await gone.promise
  expect(
    await peek(new Response('a').body as ReadableStream<Uint8Array>, () => true, { silenceMs: 20 }),
  ).toMatchObject({ kind: 'peeked' })
})

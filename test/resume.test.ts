import { describe, expect, it } from 'vitest'
import { worldOf } from './collapse/objects.ts'

const HEADERS = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'max-age=300' }
const html = (text: string) =>
  `<!doctype html><html><head><title>t</title></head><body>${'<p>word word</p>\n'.repeat(2000)}<p>${text}</body></html>`
const whole = (text: string, headers: Record<string, string> = HEADERS) =>
  new Response(html(text), { headers })

/** A page whose connection dies half-way. */
function dying(): Response {
  const bytes = new TextEncoder().encode(html('end'))
  let sent = false
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (!sent) {
      sent = true
      return controller.enqueue(bytes.slice(0, bytes.length / 2))
    }
    await new Promise(resolve => setTimeout(resolve, 20)) // an error overtakes what is on its way
    controller.error(new Error('the connection died'))
  }
  return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), { headers: HEADERS })
}

/** A paper that gives these answers, one after the other. */
function paperOf(...answers: (() => Response)[]) {
  const world = worldOf()
  world.says(() => answers.shift()?.() ?? new Response('no more', { status: 500 }))
  return world
}

describe('a page whose connection dies', () => {
  it('goes on from where it was if the paper sends the same page again, and is stored', async () => {
    const { answers, asked, settled } = paperOf(dying, () => whole('end'))
    const one = await answers()
    expect(one.body).toMatch(/<p>end<\/body><\/html>/)
    await settled()
    expect(await answers()).toMatchObject({ body: one.body, status: 'heliograph;hit;ttl=300' })
    expect(asked).toHaveLength(2)
  })

  it.each([
    ['another page', () => new Response(html('end').replace('word', 'other'), { headers: HEADERS })],
    ['a shorter one', () => new Response('<p>Short', { headers: HEADERS })],
    ['it as something else', () => whole('end', { ...HEADERS, 'content-type': 'text/html; charset=gbk' })],
  ])('is broken for its reader if the paper sends %s, which is there for the next', async (_, then) => {
    const { answers, asked, settled } = paperOf(dying, then)
    await expect(answers()).rejects.toThrow()
    await settled()
    const next = await answers()
    expect([next.code, asked.length]).toEqual([200, 2])
  })

  it.each([
    ['dies again', dying],
    ['fails', () => new Response('oh', { status: 503 })],
  ])(
    'is broken for its reader and not stored if the paper %s, and is not asked for a third time',
    async (_, then) => {
      const { answers, asked, settled, inCache } = paperOf(dying, then, () => whole('end'))
      await expect(answers()).rejects.toThrow()
      await settled()
      expect([await inCache('fra'), await inCache('object'), asked.length]).toEqual([undefined, undefined, 2])
      expect((await answers()).body).toContain('<p>end')
    },
  )

  it('is not asked for again where its reader has waited for long', async () => {
    const world = worldOf()
    world.says(() => {
      world.later(9)
      return dying()
    })
    await expect(world.answers()).rejects.toThrow()
    expect(world.asked).toHaveLength(1)
  })

  it('is not stored if it must not be this time', async () => {
    const { answers, settled, inCache } = paperOf(dying, () =>
      whole('end', { ...HEADERS, 'cache-control': 'no-store' }),
    )
    expect((await answers()).body).toContain('<p>end')
    await settled()
    expect(await inCache('object')).toBeUndefined()
  })
})

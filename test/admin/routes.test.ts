import { describe, expect, test } from 'vitest'
import { admin } from '../../src/admin/routes.ts'
import { parseSite } from '../../src/site.ts'
import { invalidatedAt, NO_EPOCHS, purgedAt } from '../../src/store/epochs.ts'
import type { Purges } from '../../src/store/purges.ts'
import { stores } from './stores.ts'

const NOW = Date.parse('2030-01-01T00:00:00Z')
const URL_A = 'https://www.paper.example/a'
const parsed = parseSite({ origin: 'https://www.paper.example' })
if (!parsed.ok) throw new Error('the site file is wrong')
const { purges, tiers } = stores()
const fetch = () => Promise.reject(new Error('no origin'))
const context = { site: parsed.site, now: () => NOW, fetch, tiers, token: 'the-right-token' }
const app = admin({ ...context, purges })

const ask = (path: string, init: RequestInit = {}, authorization: string | null = 'Bearer the-right-token') =>
  app.fetch(
    new Request(`https://mirror.example/-/admin${path}`, {
      ...init,
      headers: authorization === null ? {} : { authorization },
    }),
  )
const purge = (body: string) => ask('/purge', { method: 'POST', body })

describe('the admin routes', () => {
  test.each([
    ['none', null],
    ['a wrong one', 'Bearer a-wrong-token'],
    ['half of it', 'Bearer the-right'],
    ['more than it', 'Bearer the-right-tokenx'],
    ['an empty one', 'Bearer '],
    ['one in two parts', 'Bearer the-right-token x'],
    ['another scheme', 'Basic the-right-token'],
    ['no scheme', 'the-right-token'],
  ])('answer nobody whose token is %s', async (_, authorization) => {
    const post = { method: 'POST', body: '{"purge_everything":true}' }
    for (const path of ['/purge', '/invalidate', '/purges', '/', '/nothing']) {
      const response = await ask(path, post, authorization)
      expect([400, 401]).toContain(response.status)
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer /)
    }
    const [purged, log] = await Promise.all([ask('/purges', {}, authorization), purges.log()])
    expect([purged.status, log]).toEqual([expect.toSatisfy(code => code === 400 || code === 401), []])
    expect(purgedAt(await purges.epochs(NOW), URL_A)).toBe(0)
  })

  test('show the log to a browser that was given the token as password, and let it purge nothing', async () => {
    const basic = `Basic ${btoa('anybody:the-right-token')}`
    expect((await ask('/purges', {}, basic)).status).toBe(200)
    expect((await ask('/purges', {}, `Basic ${btoa('anybody:wrong')}`)).status).toBe(401)
    for (const path of ['/purge', '/invalidate', '/purges'])
      expect((await ask(path, { method: 'POST', body: '{"purge_everything":true}' }, basic)).status).toBe(401)
    expect(await purges.log()).toEqual([])
  })

  test('say 401 to who brings no token, and to who brings a wrong one', async () => {
    expect((await ask('/purge', { method: 'POST' }, null)).status).toBe(401)
    expect((await ask('/purge', { method: 'POST' }, 'Bearer wrong')).status).toBe(401)
    expect((await ask('/purge', { method: 'POST' })).status).toBe(400)
  })

  test.each(['GET', 'PUT', 'DELETE', 'HEAD'])('say which method they take to a %s', async method => {
    for (const path of ['/purge', '/invalidate']) {
      const response = await ask(path, { method })
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    }
    const response = await ask('/purges', { method: method === 'GET' || method === 'HEAD' ? 'POST' : method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET'])
  })

  test.each(['/nothing', '/purge/x', '/purged'])('have nothing at %s', async path => {
    const response = await ask(path)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ success: false, errors: [{ field: 'path' }] })
  })

  test.each<[string, () => Response | Promise<Response>]>([
    ['200', () => purge('{"files":["/z"]}')],
    ['400', () => purge('{')],
    ['401', () => ask('/purge', { method: 'POST' }, null)],
    ['404', () => ask('/nothing')],
    ['405', () => ask('/purge')],
  ])('are kept, framed and indexed by nobody: %s', async (status, answer) => {
    const response = await answer()
    expect(String(response.status)).toBe(status)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-robots-tag')).toBe('noindex')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describe('a purge that is asked for', () => {
  test('is made, and says what it purged', async () => {
    const response = await purge('{"files":["/a","https://mirror.example/b"]}')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      success: true,
      errors: [],
      purged: { files: ['https://www.paper.example/a', 'https://www.paper.example/b'] },
      at: '2030-01-01T00:00:00.000Z',
      messages: [expect.stringMatching(/^holds here at once/)],
    })
    const epochs = await purges.epochs(NOW)
    expect(purgedAt(epochs, URL_A)).toBe(NOW)
    expect(purgedAt(epochs, 'https://www.paper.example/c')).toBe(0)
  })

  test('and cannot be understood is not made, and says where it is wrong', async () => {
    const response = await purge('{"files":["/c","https://"]}')
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      success: false,
      errors: [
        {
          field: 'files[1]',
          message: expect.stringMatching(/^"https:\/\/" is no address of this mirror: give /),
        },
      ],
      messages: [],
    })
    expect(purgedAt(await purges.epochs(NOW), 'https://www.paper.example/c')).toBe(0)
  })

  describe('and is large', () => {
    const PIECE = 100_000
    /** A body in pieces, which counts those that were asked for. */
    function sent(text: string, headers: Record<string, string> = {}) {
      const bytes = new TextEncoder().encode(text)
      const seen = { pieces: 0, isLeft: false }
      const body = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            const at = PIECE * seen.pieces++
            if (at >= bytes.length) controller.close()
            else controller.enqueue(bytes.slice(at, at + PIECE))
          },
          cancel() {
            seen.isLeft = true
          },
        },
        { highWaterMark: 0 },
      )
      const request = new Request('https://mirror.example/-/admin/purge', {
        method: 'POST',
        body,
        headers: { ...headers, authorization: 'Bearer the-right-token' },
      })
      return { seen, answer: app.fetch(request) }
    }
    const large = JSON.stringify({ files: ['/c', 'a'.repeat(30_000_000)] })
    const tooLarge = {
      success: false,
      errors: [{ field: 'body', message: expect.stringMatching(/larger than 1000000 bytes: send several/) }],
    }

    test('is not read where it says so', async () => {
      const { seen, answer } = sent(large, { 'content-length': String(large.length) })
      const response = await answer
      expect([response.status, seen.pieces]).toEqual([413, 0])
      expect(await response.json()).toMatchObject(tooLarge)
    })

    test.each([
      ['does not say so', {}],
      ['says something else', { 'content-length': '100' }],
      ['says nothing of sense', { 'content-length': 'x' }],
    ])('is left after what may be read where it %s', async (_, headers) => {
      const { seen, answer } = sent(large, headers)
      const response = await answer
      expect([response.status, seen.isLeft]).toEqual([413, true])
      expect(seen.pieces).toBeLessThanOrEqual(1_000_000 / PIECE + 2)
      expect(await response.json()).toMatchObject(tooLarge)
    })

    test('is read to its end where it may be so large', async () => {
      const body = JSON.stringify({ tags: ['t'] })
      for (const size of [body.length, 1_000_000]) {
        const text = body.padEnd(size)
        const { answer } = sent(text, { 'content-length': String(size) })
        expect((await answer).status, String(size)).toBe(200)
      }
      expect((await sent(body.padEnd(1_000_001)).answer).status).toBe(413)
    })
  })

  test('and breaks off is not made, and says so', async () => {
    const body = new ReadableStream({
      pull: controller => controller.error(new Error('gone')),
    })
    const request = new Request('https://mirror.example/-/admin/purge', {
      method: 'POST',
      body,
      headers: { authorization: 'Bearer the-right-token' },
    })
    const response = await app.fetch(request)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      errors: [{ field: 'body', message: expect.stringMatching(/broke off/) }],
    })
  })

  test('as an invalidation purges nothing, and says what it invalidated', async () => {
    for (const body of ['{"files":["/i"]}', '{"invalidate_everything":true}', '{"purge_everything":true}']) {
      const response = await ask('/invalidate', { method: 'POST', body })
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({
        success: true,
        invalidated: body.includes('everything')
          ? { invalidate_everything: true }
          : { files: ['https://www.paper.example/i'] },
      })
    }
    const epochs = await purges.epochs(NOW)
    expect(purgedAt(epochs, 'https://www.paper.example/i')).toBe(0)
    expect(invalidatedAt(epochs, 'https://www.paper.example/i')).toBe(NOW)
  })

  test('and is kept but not yet in KV is accepted, and says that it is tried again', async () => {
    const pending = {
      ...stores(),
      purges: { ...purges, mark: async () => ({ epochs: NO_EPOCHS, written: false }) },
    }
    const half = admin({ ...context, purges: pending.purges as unknown as Purges })
    const response = await half.fetch(
      new Request('https://mirror.example/-/admin/purge', {
        method: 'POST',
        body: '{"files":["/a"]}',
        headers: { authorization: 'Bearer the-right-token' },
      }),
    )
    expect(response.status).toBe(202)
    expect(await response.json()).toMatchObject({ messages: [expect.stringMatching(/tried again/)] })
  })

  test('and cannot be written is not called a success', async () => {
    const failing = { mark: () => Promise.reject(new Error('KV is down')) } as unknown as Purges
    const broken = admin({ ...context, token: 't', purges: failing })
    broken.onError((_, c) => c.json({ success: false }, 500))
    const response = await broken.fetch(
      new Request('https://mirror.example/-/admin/purge', {
        method: 'POST',
        body: '{"files":["/a"]}',
        headers: { authorization: 'Bearer t' },
      }),
    )
    expect(response.status).toBe(500)
  })
})

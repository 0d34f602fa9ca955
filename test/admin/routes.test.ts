import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { admin } from '../../src/admin/routes.ts'
import { parseSite } from '../../src/site.ts'
import { isPurged } from '../../src/store/epochs.ts'
import { Purges } from '../../src/store/purges.ts'

const NOW = Date.parse('2030-01-01T00:00:00Z')
const URL_A = 'https://www.paper.example/a'
const parsed = parseSite({ origin: 'https://www.paper.example' })
if (!parsed.ok) throw new Error('the site file is wrong')
const purges = new Purges(env.PAGES, caches.default, 'https://mirror.example')
const context = { site: parsed.site, now: () => NOW, fetch: () => Promise.reject(new Error('no origin')) }
const app = admin({ ...context, token: 'the-right-token', purges })

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
    for (const path of ['/purge', '/', '/nothing']) {
      const response = await ask(path, post, authorization)
      expect([400, 401]).toContain(response.status)
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer /)
    }
    expect(isPurged(await purges.epochs(NOW), URL_A, NOW - 1)).toBe(false)
  })

  test('say 401 to who brings no token, and to who brings a wrong one', async () => {
    expect((await ask('/purge', { method: 'POST' }, null)).status).toBe(401)
    expect((await ask('/purge', { method: 'POST' }, 'Bearer wrong')).status).toBe(401)
    expect((await ask('/purge', { method: 'POST' })).status).toBe(400)
  })

  test.each(['GET', 'PUT', 'DELETE', 'HEAD'])('say which method they take to a %s', async method => {
    const response = await ask('/purge', { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
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
      purged: { files: ['https://www.paper.example/a', 'https://www.paper.example/b'] },
    })
    const epochs = await purges.epochs(NOW)
    expect(isPurged(epochs, URL_A, NOW - 1)).toBe(true)
    expect(isPurged(epochs, URL_A, NOW + 1)).toBe(false)
    expect(isPurged(epochs, 'https://www.paper.example/c', NOW - 1)).toBe(false)
  })

  test('and cannot be understood is not made, and says where it is wrong', async () => {
    const response = await purge('{"files":["/c","https://"]}')
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      success: false,
      errors: [{ field: 'files[1]', message: '"https://" is no address of this mirror' }],
    })
    expect(isPurged(await purges.epochs(NOW), 'https://www.paper.example/c', NOW - 1)).toBe(false)
  })

  test('and is too large is not read', async () => {
    const response = await purge(JSON.stringify({ files: ['/c', 'a'.repeat(1_000_000)] }))
    expect(response.status).toBe(413)
  })

  test('and cannot be written is not called a success', async () => {
    const failing = { purge: () => Promise.reject(new Error('KV is down')) } as unknown as Purges
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

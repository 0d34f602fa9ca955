import { describe, expect, it } from 'vitest'
import { asked, read, unseen } from './demo.ts'

describe('what is no page of the paper', () => {
  it('is refused by 403 where the host is not listed, and the paper is not asked', async () => {
    await asked()
    const answer = await read('/-/evil.example/x', { headers: { accept: 'text/html' } })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('https://evil.example/x')
    expect(await asked()).toEqual([])
  })

  it('is served where the host is listed', async () => {
    const answer = await read('/-/img.lantern.example/pic/logo.svg')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8'])
  })

  it.each([
    '/-/www.lantern.example.evil.net/',
    '/-/lantern.example@evil.net/',
    '/-/img.lantern.example:8443/',
  ])('is refused where the host only looks like a listed one: %s', async path => {
    expect([400, 403]).toContain((await read(path)).status)
  })

  it.each(['/-/', '/-/nonsense', '/-/%00/x', '/-/a b/x', '/-/IMG.lantern.example/x', '/-/../-/x y/'])(
    'is refused by 400 where the address is malformed: %s',
    async path => {
      const answer = await read(path)
      expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'malformed' }])
    },
  )

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('answers 405 with Allow to %s', async method => {
    const answer = await read('/en/', { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('answers GET, as a control', async () => {
    expect((await read('/en/')).status).toBe(200)
  })

  it('is refused where the mirror asks itself', async () => {
    const from = (loop: string) => read('/en/', { headers: { 'cdn-loop': loop } })
    expect((await from('cloudflare, heliograph')).status).toBe(508)
    expect((await from('heliograph;a=b, other')).status).toBe(508)
    expect((await from('notheliograph2')).status).toBe(200)
  })
})

describe('every answer', () => {
  const always = {
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  }
  it.each([
    ['/en/', 200],
    ['/en/no-such-page', 404],
    ['/-/evil.example/', 403],
    ['/-/x', 400],
    ['/robots.txt', 200],
    ['/-/health', 200],
    ['/en/science.xml', 200],
    ['/css/main.css', 200],
    ['/-/admin/purge', 401],
  ])('to %s (%i) carries the policy', async (path, code) => {
    const { status, headers } = await read(path)
    expect(status).toBe(code)
    for (const [name, value] of Object.entries(always))
      expect([name, headers.get(name)]).toEqual([name, value])
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
    expect(headers.get('set-cookie')).toBeNull()
  })

  it('does not hand on what a paper says of preloads, reports and logs', async () => {
    const { headers } = await read(unseen('/en/'))
    for (const name of ['nel', 'report-to', 'server-timing']) expect(headers.get(name)).toBeNull()
    expect(headers.get('link')).toMatch(/^<https:\/\/www\.lantern\.example\/en\/\?[^>]*>; rel="canonical"$/)
  })
})

it("robots.txt is the mirror's own", async () => {
  expect(await (await read('/robots.txt')).text()).toBe('User-agent: *\nDisallow: /\n')
})

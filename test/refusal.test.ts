import { describe, expect, test } from 'vitest'
import { refuse } from '../src/reader/refuse.ts'
import { explain, type Refusal } from '../src/refusal.ts'

const href = 'https://other.example/a?b&c'
const all: [Refusal, number][] = [
  [{ kind: 'malformed', reason: '"x" is not a host' }, 400],
  [{ kind: 'unlisted', host: 'other.example', href }, 403],
  [{ kind: 'leads-away', href }, 403],
  [{ kind: 'withdrawn' }, 451],
  [{ kind: 'not-carried', contentType: 'text/javascript' }, 403],
  [{ kind: 'origin-refused', status: 403 }, 502],
  [{ kind: 'origin-refused', status: 429 }, 503],
  [{ kind: 'origin-broken', status: 500 }, 502],
  [{ kind: 'challenge', status: 403 }, 502],
  [{ kind: 'gate' }, 502],
  [{ kind: 'circuit-open', retryAfter: 7 }, 503],
  [{ kind: 'too-large', mostBytes: 20_000_000 }, 403],
  [{ kind: 'wrong-type', contentType: 'text/plain' }, 502],
  [{ kind: 'tiny' }, 502],
  [{ kind: 'garbage' }, 502],
  [{ kind: 'unreadable' }, 502],
  [{ kind: 'drifted', drift: 'article-missing' }, 502],
  [{ kind: 'empty' }, 502],
  [{ kind: 'broken' }, 502],
  [{ kind: 'unreachable' }, 502],
  [{ kind: 'redirect-loop' }, 502],
  [{ kind: 'timeout' }, 504],
  [{ kind: 'must-revalidate' }, 504],
  [{ kind: 'loop' }, 508],
  [{ kind: 'method', allow: 'GET, HEAD' }, 405],
  [{ kind: 'not-found' }, 404],
  [{ kind: 'internal' }, 500],
]
const browser = new Request('https://mirror.example/x', { headers: { accept: 'text/html,*/*' } })
const program = new Request('https://mirror.example/x')

describe.each(all)('the refusal %o', (refusal, status) => {
  test(`is ${status}, in whole sentences`, () => {
    const { status: code, title, text } = explain(refusal)
    expect(code).toBe(status)
    expect(title).toMatch(/^[A-Z]\w*/)
    expect(text).toMatch(/\.$/)
    expect(`${title} ${text}`).not.toMatch(/undefined|null|\[object/)
  })

  test('is a page for a browser, which nobody keeps', async () => {
    const response = await refuse(browser, refusal)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('vary')).toBe('accept')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toContain(`<h1>${explain(refusal).title}</h1>`)
  })

  test('is JSON for a program', async () => {
    const response = await refuse(program, refusal)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toMatchObject({ error: refusal.kind, status })
  })
})

describe('what a refusal says', () => {
  test('names the host that is not carried, and where it leads', () => {
    expect(explain({ kind: 'unlisted', host: 'other.example', href })).toMatchObject({
      text: expect.stringContaining('other.example'),
      href,
    })
  })

  test('names an address only where one leads on', () => {
    const leading = all.filter(([refusal]) => explain(refusal).href !== undefined)
    expect(leading.map(([{ kind }]) => kind)).toEqual(['unlisted', 'leads-away'])
  })

  test('names the status that the paper gave', () => {
    expect(explain({ kind: 'origin-broken', status: 507 }).text).toContain('507')
    expect(explain({ kind: 'origin-refused', status: 403 }).text).toContain('403')
  })

  test('is text and not markup, whatever the paper wrote', async () => {
    const evil = '"><script>alert(1)</script>'
    const pages = await Promise.all(
      [
        { kind: 'not-carried', contentType: evil } as const,
        { kind: 'malformed', reason: evil } as const,
        { kind: 'leads-away', href: `https://other.example/${evil}` } as const,
      ].map(async refusal => (await refuse(browser, refusal)).text()),
    )
    for (const page of pages) {
      expect(page).toContain('&lt;script&gt;')
      expect(page).not.toContain('<script')
    }
  })

  test('has no body for HEAD', async () => {
    const response = await refuse(new Request(browser, { method: 'HEAD' }), { kind: 'not-found' })
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
  })

  test('says which methods there are', async () => {
    const response = await refuse(program, { kind: 'method', allow: 'GET, HEAD' })
    expect(response.headers.get('allow')).toBe('GET, HEAD')
    expect((await refuse(program, { kind: 'not-found' })).headers.has('allow')).toBe(false)
  })

  test('says when to come again where that is known, and only there', async () => {
    const waitOf = async (refusal: Refusal) => (await refuse(program, refusal)).headers.get('retry-after')
    expect(await waitOf({ kind: 'circuit-open', retryAfter: 7 })).toBe('7')
    expect(await waitOf({ kind: 'origin-refused', status: 429, retryAfter: 60 })).toBe('60')
    expect(await waitOf({ kind: 'origin-refused', status: 429 })).toBeNull()
  })

  test('carries the fields that it is given', async () => {
    const response = await refuse(
      program,
      { kind: 'timeout' },
      { 'cache-status': 'heliograph; fwd=uri-miss' },
    )
    expect(response.headers.get('cache-status')).toBe('heliograph; fwd=uri-miss')
  })
})

import { describe, expect, it } from 'vitest'
import type { Site } from '../../src/site.ts'
import { mirrorAt } from './clocked.ts'
import { unseen } from './demo.ts'

const OPEN: Partial<Site> = { expose: '*', forward: '*' }
const FRESH = { 'cache-control': 'max-age=600' }
const TEXT = { ...FRESH, 'content-type': 'text/plain', etag: '"a"' }
const PAGE = { ...FRESH, 'content-type': 'text/html; charset=utf-8', etag: '"a"' }
const MARKUP = '<!doctype html><title>t</title><p>words <a href="/b">more</a>'

/** A mirror of a paper that gives these answers in turn, the last one for good. */
function mirrorOf(answers: readonly (() => Response)[], site: Partial<Site> = OPEN) {
  const asked: Headers[] = []
  const fetch = async (_: string, init: RequestInit) => {
    asked.push(new Headers(init.headers))
    const answer = answers[asked.length - 1] ?? answers.at(-1)
    return answer?.() ?? new Response()
  }
  return { ...mirrorAt(Date.now(), site, { fetch }), asked }
}

describe('a condition on what is not stored', () => {
  const has = { headers: { 'if-none-match': '"a"' } }
  const unchanged = () => new Response(null, { status: 304, headers: { etag: '"a"' } })
  const text = () => new Response('words', { headers: TEXT })

  it('is for the origin, whose 304 is the reader’s and is not stored', async () => {
    const { read, asked } = mirrorOf([unchanged, text])
    const path = unseen('/a.txt')
    const answer = await read(path, has)
    expect([answer.code, answer.body, answer.headers.get('etag')]).toEqual([304, '', '"a"'])
    expect(answer.status).toBe('heliograph;fwd=uri-miss;fwd-status=304')
    expect(asked[0]?.get('if-none-match')).toBe('"a"')
    expect(await read(path)).toMatchObject({ code: 200, body: 'words' })
    expect(asked[1]?.has('if-none-match')).toBe(false)
  })

  it('brings no policy with that 304, which does not say what the reader’s copy is', async () => {
    const { read } = mirrorOf([unchanged, text])
    const path = unseen('/a.txt')
    expect((await read(path, has)).headers.get('content-security-policy')).toBeNull()
    expect((await read(path)).headers.get('content-security-policy')).toContain('sandbox')
    const own = await read(path, has)
    expect([own.code, own.status]).toEqual([304, 'heliograph;hit;ttl=600'])
    expect(own.headers.get('content-security-policy')).toContain('sandbox')
  })

  it('is not evaluated where the origin sends the whole, though it fits', async () => {
    const { read } = mirrorOf([text])
    const path = unseen('/a.txt')
    expect(await read(path, has)).toMatchObject({ code: 200, body: 'words' })
    expect((await read(path, has)).code).toBe(304)
  })

  it.each<[string, Partial<Site>]>([
    ['puts trouble into its own words', { expose: [], forward: '*' }],
    ['forwards nothing of readers', { expose: '*', forward: [] }],
  ])('stays here where the site %s', async (_, site) => {
    const { read, asked } = mirrorOf([text], site)
    await read(unseen('/a.txt'), has)
    expect(asked[0]?.has('if-none-match')).toBe(false)
  })

  it('that was not sent makes no 304 an answer', async () => {
    const { ask } = mirrorOf([unchanged])
    expect(await ask(unseen('/a.txt'), { headers: { 'if-match': '"a"' } })).toMatchObject({
      refusal: { kind: 'origin-broken', status: 304 },
    })
  })
})

describe('a range of what is not stored', () => {
  const first = { headers: { range: 'bytes=0-4' } }
  const part = (fields: Record<string, string>) =>
    new Response('<!doc', { status: 206, headers: { ...fields, 'content-range': 'bytes 0-4/40' } })

  it('is for the origin, whose part is the reader’s and is not stored', async () => {
    const { read, asked } = mirrorOf([() => part(TEXT), () => new Response('words', { headers: TEXT })])
    const path = unseen('/a.txt')
    const answer = await read(path, first)
    expect([answer.code, answer.headers.get('content-range')]).toEqual([206, 'bytes 0-4/40'])
    expect([asked[0]?.get('range'), asked[0]?.get('accept-encoding')]).toEqual(['bytes=0-4', 'identity'])
    expect(await read(path)).toMatchObject({ code: 200, body: 'words' })
    expect(asked[1]?.has('accept-encoding')).toBe(false)
  })

  it.each<[string, Record<string, string>]>([
    ['a page, which is rewritten as a whole', PAGE],
    ['what is coded', { ...TEXT, 'content-encoding': 'zstd' }],
  ])('is not a part of %s', async (_, fields) => {
    const { read, asked } = mirrorOf([() => part(fields), () => new Response(MARKUP, { headers: PAGE })])
    const answer = await read(unseen('/a'), first)
    expect([answer.code, answer.headers.has('content-range')]).toEqual([200, false])
    expect(answer.body).toContain('words')
    expect(asked.map(headers => headers.get('range'))).toEqual(['bytes=0-4', null])
  })
})

describe('a stale copy, and an origin that cannot be reached', () => {
  const of = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const { read, ask, later } = mirrorOf([
      () => new Response('words', { headers: { ...TEXT, ...fields } }),
      () => {
        throw new Error('no connection')
      },
    ])
    const path = unseen('/a.txt')
    await read(path)
    later(601)
    const outcome = await ask(path, { headers })
    return outcome.kind === 'refused' ? outcome.refusal.kind : outcome.response.status
  }

  it.each(['must-revalidate', 'proxy-revalidate', 'no-cache', 's-maxage=600'])(
    'is not served where it says %s, and that is said (RFC 9111 §5.2.2.2)',
    async word => {
      expect(await of({ 'cache-control': `max-age=600, ${word}` })).toBe('must-revalidate')
    },
  )

  it('is served where it does not say so', async () => {
    expect(await of({})).toBe(200)
  })

  it('is not what forbids it where the reader does', async () => {
    expect(await of({}, { 'cache-control': 'no-cache' })).toBe('unreachable')
  })
})

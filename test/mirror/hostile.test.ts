import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { serve } from '../../src/mirror.ts'
import type { Fetch } from '../../src/origin.ts'
import { parseSite } from '../../src/site.ts'
import { EdgeTier } from '../../src/store/edge.ts'
import { NO_EPOCHS } from '../../src/store/epochs.ts'
import { KvTier } from '../../src/store/kv.ts'
import { TieredStore } from '../../src/store/tiered.ts'
import { hostTags } from '../../src/tags.ts'

const parsed = parseSite({ origin: 'https://www.paper.example', assets: 'tagged' })
if (!parsed.ok) throw new Error('the site is broken')
const { site } = parsed
const tags = hostTags('key')

/** A mirror of whatever the test's own origin answers. */
function mirrorOf(fetch: Fetch) {
  const edge = new EdgeTier(caches.default, `https://${crypto.randomUUID()}.example`)
  let now = Date.now()
  const read = async (path: string) => {
    const deferred: Promise<unknown>[] = []
    const defer = (work: Promise<unknown>) => void deferred.push(work)
    const store = new TieredStore(edge, new KvTier(env.PAGES), defer)
    const epochs = async () => NO_EPOCHS
    const mirror = { site, tags, store, epochs, fetch, now: () => now, defer }
    const outcome = await serve(new Request(`https://mirror.test${path}`), mirror)
    const body = outcome.kind === 'response' ? await outcome.response.text() : ''
    for (let done = 0; done < deferred.length; done++) await deferred[done]
    return { outcome, body }
  }
  const later = (seconds: number) => {
    now += seconds * 1000
  }
  return { read, later }
}
const html = { 'content-type': 'text/html; charset=utf-8' }
const unseen = () => `/${crypto.randomUUID()}`

describe('a redirect of a host that is carried by a tag', () => {
  const to = (location: string) =>
    mirrorOf(async () => new Response(null, { status: 302, headers: { location } }))
  const path = `/-/cdn.example~${tags.of('cdn.example')}/a.png`

  it('does not get another host signed', async () => {
    const { outcome } = await to('https://evil.example/x').read(path)
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { kind: 'leads-away' } })
  })

  it('may lead to the same host', async () => {
    const { outcome } = await to('/b.png').read(path)
    if (outcome.kind !== 'response') throw new Error(outcome.kind)
    expect(outcome.response.headers.get('location')).toBe(path.replace('a.png', 'b.png'))
  })
})

it('a style sheet of a host that is carried by a tag gets only that host signed', async () => {
  const css = 'a{background:url(https://evil.example/x)}b{background:url(/c.png)}'
  const { read } = mirrorOf(async () => new Response(css, { headers: { 'content-type': 'text/css' } }))
  const { body } = await read(`/-/cdn.example~${tags.of('cdn.example')}${unseen()}.css`)
  expect(body).not.toContain('evil.example')
  expect(body).toContain(`/-/cdn.example~${tags.of('cdn.example')}/c.png`)
})

describe('what a host that is carried by a tag sends', () => {
  const picture = { 'content-type': 'image/png' }
  const read = (body: BodyInit, headers: HeadersInit = picture) =>
    mirrorOf(async () => new Response(body, { headers })).read(
      `/-/cdn.example~${tags.of('cdn.example')}${unseen()}.png`,
    )
  const endless = () => {
    const piece = new Uint8Array(1_000_000)
    return new ReadableStream({ pull: controller => controller.enqueue(piece.slice()) })
  }

  it('is refused where it says that it is too large', async () => {
    const { outcome } = await read('x', { ...picture, 'content-length': '20000001' })
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { kind: 'too-large' } })
    expect((await read('x')).outcome).toMatchObject({ kind: 'response' })
  })

  it('is cut off where it turns out to be', async () => {
    await expect(read(endless())).rejects.toThrow('larger than it may be')
  })

  it('is nothing but pictures, style sheets, fonts and media', async () => {
    for (const type of [
      'text/html',
      'application/javascript',
      'application/pdf',
      'text/plain',
      'application/xml',
    ]) {
      const { outcome } = await read('x', { 'content-type': type })
      expect(outcome, type).toMatchObject({ kind: 'refused', refusal: { kind: 'not-carried' } })
    }
    for (const type of ['image/webp', 'text/css', 'font/woff2', 'video/mp4', 'audio/mpeg'])
      expect((await read('x', { 'content-type': type })).outcome, type).toMatchObject({ kind: 'response' })
  })
})

it.each([200, 201, 300])('a Location of a response that is no redirect (%i) reaches nobody', async status => {
  const headers = { ...html, location: 'https://evil.example/' }
  const { outcome } = await mirrorOf(async () => new Response('<p>a</p>', { status, headers })).read(unseen())
  if (outcome.kind !== 'response') throw new Error(outcome.kind)
  expect([outcome.response.status, outcome.response.headers.get('location')]).toEqual([status, null])
})

it.each(['9999999999999999', '9'.repeat(400)])(
  'an Age of %s is an age, and the copy is served when the paper fails',
  async age => {
    let broken = false
    const { read } = mirrorOf(async () =>
      broken ? new Response('', { status: 500 }) : new Response('<p>news</p>', { headers: { ...html, age } }),
    )
    const path = unseen()
    await read(path)
    broken = true
    const { outcome, body } = await read(path)
    expect(outcome.kind).toBe('response')
    expect(body).toContain('<p>news</p>')
  },
)

it.each(['zstd', 'unheard-of'])('a body in a coding that is not undone (%s) is no page', async coding => {
  const answer = () =>
    new Response('<p>a</p>', { headers: { ...html, 'content-encoding': coding }, encodeBody: 'manual' })
  const { outcome } = await mirrorOf(async () => answer()).read(unseen())
  expect(outcome).toMatchObject({ kind: 'refused', refusal: { kind: 'origin-broken' } })
})

it('a page that began before its encoding was known is stored as it is, not as it was guessed', async () => {
  const gbk = Uint8Array.from([0xb5, 0xc6, 0xc1, 0xfd])
  const chunks = ['<!doctype html><html><head>', '<meta charset="gbk"><title>', gbk, '</title></head><body>']
  const slow = () =>
    new ReadableStream<Uint8Array>({
      async start(controller) {
        for (const chunk of chunks) {
          controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk)
          await new Promise(resolve => setTimeout(resolve, 500))
        }
        controller.close()
      },
    })
  const { read } = mirrorOf(async () => new Response(slow(), { headers: { 'content-type': 'text/html' } }))
  const path = unseen()
  await read(path)
  const { outcome } = await read(path)
  if (outcome.kind !== 'response') throw new Error(outcome.kind)
  expect(outcome.response.headers.get('cache-status')).toContain('hit')
  expect(outcome.response.headers.get('content-type')).toBe('text/html; charset=GBK')
})

import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { serve } from '../../src/mirror.ts'
import { fingerprint } from '../../src/site/fingerprint.ts'
import { parseSite } from '../../src/site.ts'
import { Articles } from '../../src/store/articles.ts'
import { EdgeTier } from '../../src/store/edge.ts'
import { NO_EPOCHS } from '../../src/store/epochs.ts'
import { KvTier } from '../../src/store/kv.ts'
import { TieredStore } from '../../src/store/tiered.ts'
import { read as readDemo } from './demo.ts'

const parsed = parseSite({
  origin: 'https://www.paper.example',
  article: '.body',
  freshness: [{ path: '*', fresh: '5m', stale: '0s' }],
})
if (!parsed.ok) throw new Error('the site is broken')
const { site } = parsed

/** A mirror of a paper of which the test says what each page is. */
function mirrorOf() {
  const base = `https://${crypto.randomUUID()}.example`
  const name = crypto.randomUUID()
  const edge = new EdgeTier(caches.default, base)
  const folder = `/${crypto.randomUUID().replaceAll('-', '').replace(/\d/g, 'x')}`
  const pages = new Map<string, { html: string; status: number }>()
  let now = Date.now()
  let asked = 0
  const articles = () => new Articles(env.PAGES, caches.default, base, name)
  const read = async (path: string, elsewhere = edge) => {
    const deferred: Promise<unknown>[] = []
    const defer = (work: Promise<unknown>) => void deferred.push(work)
    const store = new TieredStore(elsewhere, new KvTier(env.PAGES), defer)
    const fetch = async (url: string) => {
      asked++
      const { html = '', status = 404 } = pages.get(new URL(url).pathname.slice(folder.length)) ?? {}
      const headers = { 'content-type': 'text/html; charset=utf-8', date: new Date(now).toUTCString() }
      return new Response(html, { status, headers })
    }
    const epochs = async () => NO_EPOCHS
    const mirror = { site, store, epochs, fetch, now: () => now, defer, articles: articles() }
    const outcome = await serve(new Request(`https://mirror.test${folder}${path}`), mirror)
    if (outcome.kind === 'refused') throw new Error(outcome.refusal.kind)
    const body = await outcome.response.text()
    for (let done = 0; done < deferred.length; done++) await deferred[done]
    return { body, status: outcome.response.headers.get('cache-status') ?? '' }
  }
  return {
    read,
    is: (path: string, html: string, status = 200) => void pages.set(path, { html, status }),
    later: (seconds: number) => {
      now += seconds * 1000
    },
    record: () => articles().record(now),
    inKv: () => env.PAGES.get(`page:https://www.paper.example${folder}/1.html`),
    elsewhere: () => new EdgeTier(caches.default, `https://${crypto.randomUUID()}.example`),
    asked: () => asked,
  }
}

const page = (inside: string) =>
  `<!doctype html><html><head><title>t</title></head><body><h1>t</h1>${inside}</body></html>`
const article = (words: number) => page(`<div class="body"><p>${'word '.repeat(words)}</div>`)
const index = page('<ul><li><a href="/1.html">one</a></ul>')
const redesigned = page(`<div class="story"><p>${'word '.repeat(500)}</div>`)

/** A mirror that has seen six articles. */
async function wellRead() {
  const mirror = mirrorOf()
  for (const n of [11, 12, 13, 14, 15, 16]) {
    mirror.is(`/${n}.html`, article(500))
    await mirror.read(`/${n}.html`)
  }
  return mirror
}

describe('a page without an article', () => {
  it('is no drift where there never was one: it is stored, renewed and not counted', async () => {
    const { is, read, later, record } = await wellRead()
    is('/', index)
    await read('/')
    expect((await read('/')).status).toMatch(/^heliograph;hit;ttl=\d+;detail=site-freshness$/)
    later(301)
    expect((await read('/')).status).toBe('heliograph;fwd=stale;fwd-status=200;stored')
    expect((await record()).drifts).toBe(0)
  })

  it('is drift where its neighbours have one: seen as it came, marked from then on, and soon asked for again', async () => {
    const { is, read, later, record, inKv, asked } = await wellRead()
    is('/1.html', index)
    const first = await read('/1.html')
    expect(first.status).toBe('heliograph;fwd=uri-miss;fwd-status=200')
    expect(first.body).toContain('>one<')
    expect((await read('/1.html')).status).toBe('heliograph;hit;ttl=60;detail=article-missing')
    expect(await inKv()).toBeNull()
    later(61)
    expect((await read('/1.html')).status).toBe(
      'heliograph;fwd=stale;fwd-status=200;stored;detail=article-missing',
    )
    expect([(await record()).drifts, asked()]).toEqual([2, 8])
    later(61)
    is('/1.html', article(400))
    expect((await read('/1.html')).status).toBe('heliograph;fwd=stale;fwd-status=200;stored')
    expect((await read('/1.html')).status).toBe('heliograph;hit;ttl=300;detail=site-freshness')
    expect(await inKv()).toContain('word word')
  })

  it('takes no good copy’s place that another data centre has found in the meantime', async () => {
    const { is, read, later, elsewhere } = await wellRead()
    is('/1.html', index)
    await read('/1.html')
    later(30)
    is('/1.html', article(400))
    await read('/1.html', elsewhere())
    is('/1.html', index)
    expect((await read('/1.html')).body).toContain('word word')
  })
})

describe('an article', () => {
  it.each([
    ['of another template', redesigned, 'article-missing'],
    ['that is empty', page('<div class="body"></div>'), 'article-missing'],
    ['that is far too short', article(10), 'article-short'],
  ])('%s does not replace its good copy, which is served and says so', async (_, html, detail) => {
    const { is, read, later, record } = mirrorOf()
    is('/1.html', article(500))
    const good = await read('/1.html')
    expect((await read('/1.html')).status).toMatch(/;hit/)
    later(301)
    is('/1.html', html)
    for (const _ of ['served', 'still there']) {
      const stale = await read('/1.html')
      expect(stale.status).toBe(`heliograph;fwd=stale;fwd-status=200;ttl=-1;detail=${detail}`)
      expect(stale.body.startsWith(good.body)).toBe(true)
    }
    expect(await record()).toMatchObject({ drifts: 2, last: [{ kind: detail.slice(8) }] })
    is('/1.html', article(450))
    const back = await read('/1.html')
    expect(back.status).toBe('heliograph;fwd=stale;fwd-status=200;stored')
    expect(back.body).not.toBe(good.body)
    expect((await read('/1.html')).body).toBe(back.body)
  })

  it('that is corrected to half its length replaces its copy', async () => {
    const { is, read, later, record } = await wellRead()
    is('/1.html', article(500))
    await read('/1.html')
    later(301)
    is('/1.html', article(250))
    expect((await read('/1.html')).status).toBe('heliograph;fwd=stale;fwd-status=200;stored')
    expect((await record()).drifts).toBe(0)
  })

  it('that always was short may stay so', async () => {
    const { is, read, later, inKv } = mirrorOf()
    is('/1.html', article(20))
    await read('/1.html')
    for (const n of [2, 3, 4, 5, 6, 7, 8, 9]) {
      is(`/${n}.html`, article(2000))
      await read(`/${n}.html`)
    }
    later(301)
    is('/1.html', article(19))
    expect((await read('/1.html')).status).toBe('heliograph;fwd=stale;fwd-status=200;stored')
    expect(await inKv()).toContain('word word')
  })

  it('gives way when the paper says that it is gone', async () => {
    const { is, read, later, record } = await wellRead()
    is('/1.html', article(500))
    await read('/1.html')
    later(301)
    is('/1.html', index, 410)
    expect((await read('/1.html')).status).toBe('heliograph;fwd=stale;fwd-status=410;stored')
    expect((await record()).drifts).toBe(0)
  })
})

it('health shows how many pages drifted, and neither their addresses nor anything of who asked', async () => {
  const path = `/b5/${'9'.repeat(8)}-secret.html`
  const file = (await import('../../src/sites/demo.json')).default
  const name = fingerprint(`${file.origin} ${file.article}`)
  const health = async () => (await (await readDemo('/-/health')).json()) as { drift: { count: number } }
  const before = await health()
  expect(before).toMatchObject({ ok: true, site: 'The Lantern', drift: {} })
  const articles = new Articles(env.PAGES, caches.default, 'https://mirror.test', name)
  const drift = { at: Date.now(), path, shape: '/bN/N-secret.html', kind: 'missing' as const }
  await articles.saw({ kind: 'drift', drift }, drift.at)
  const after = await health()
  expect(after.drift).toMatchObject({
    count: before.drift.count + 1,
    last: [{ at: new Date(drift.at).toISOString(), path: '/bN/N-secret.html', kind: 'missing' }],
  })
  expect(JSON.stringify(after)).not.toContain('99999999')
})

import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { serve } from '../../src/mirror.ts'
import { parseSite } from '../../src/site.ts'
import { EdgeTier } from '../../src/store/edge.ts'
import { type Epochs, NO_EPOCHS, purged } from '../../src/store/epochs.ts'
import { KvTier } from '../../src/store/kv.ts'
import { TieredStore } from '../../src/store/tiered.ts'

const parsed = parseSite({ origin: 'https://www.paper.example' })
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
const { site } = parsed

/** A paper with one page, and data centres that mirror it. */
function world() {
  const path = `/${crypto.randomUUID()}`
  const started = Date.parse('2026-01-01T00:00:00Z')
  let now = started
  let epochs: Epochs = NO_EPOCHS
  let asked = 0
  const paper = async () => {
    asked++
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'max-age=86400' }
    return new Response('<p>news</p>', { headers })
  }
  const dataCentre = () => {
    const edge = new EdgeTier(caches.default, `https://${crypto.randomUUID()}.example`)
    return async () => {
      const deferred: Promise<unknown>[] = []
      const defer = (work: Promise<unknown>) => void deferred.push(work)
      const outcome = await serve(new Request(`https://mirror.example${path}`), {
        site,
        store: new TieredStore(edge, new KvTier(env.PAGES), defer),
        epochs: async () => epochs,
        fetch: paper,
        now: () => now,
        defer,
      })
      const text = outcome.kind === 'response' ? await outcome.response.text() : outcome.refusal.kind
      for (let done = 0; done < deferred.length; done++) await deferred[done]
      return text
    }
  }
  return {
    dataCentre,
    asked: () => asked,
    pass: (seconds: number) => {
      now += seconds * 1000
    },
    purge: () => {
      epochs = purged(epochs, { purge_everything: true }, now, 61 * 86400 * 1000)
    },
  }
}

test('a page that one data centre has fetched, another has from KV', async () => {
  const { dataCentre, asked, pass } = world()
  expect(await dataCentre()()).toContain('news')
  pass(60)
  expect(await dataCentre()()).toContain('news')
  expect(asked()).toBe(1)
})

test('a page that was purged and came back the same is in KV again, and counts', async () => {
  const { dataCentre, asked, pass, purge } = world()
  const here = dataCentre()
  await here()
  pass(60)
  purge()
  pass(60)
  expect(await here()).toContain('news')
  expect(asked()).toBe(2)
  pass(60)
  expect(await dataCentre()()).toContain('news')
  expect(asked()).toBe(2)
})

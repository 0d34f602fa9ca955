import { env } from 'cloudflare:workers'
import type { Mirror } from '../../src/exchange.ts'
import { serve } from '../../src/mirror.ts'
import type { Site } from '../../src/site.ts'
import { resolveSite } from '../../src/sites/index.ts'
import { EdgeTier } from '../../src/store/edge.ts'
import { NO_EPOCHS } from '../../src/store/epochs.ts'
import { KvTier } from '../../src/store/kv.ts'
import { TieredStore } from '../../src/store/tiered.ts'
import { status } from './demo.ts'

const parsed = resolveSite({ SITE: 'demo' })
if (!parsed.ok) throw new Error('the demo site is broken')
const demo = parsed.site

/** The paper's clock is the test's too: its answers carry the test's date. */
function dated(response: Response, now: number): Response {
  const copy = new Response(response.body, response)
  copy.headers.set('date', new Date(now).toUTCString())
  return copy
}

/** A mirror of the demo paper whose clock the test sets, and whose deferred work it can wait for. */
export function mirrorAt(start: number, site: Partial<Site> = {}, more: Partial<Mirror> = {}) {
  const clock = { now: start }
  // Where the paper keeps silent for minutes, nobody waits for what is left of it.
  const patient = more.defer === undefined
  const deferred: Promise<unknown>[] = []
  const defer = (work: Promise<unknown>) => void deferred.push(work)
  const mirror: Mirror = {
    site: { ...demo, deadlineMs: 300, ...site },
    store: new TieredStore(new EdgeTier(caches.default, 'https://mirror.test'), new KvTier(env.PAGES), defer),
    epochs: async () => NO_EPOCHS,
    fetch: async (url, init) => dated(await env.DEMO_ORIGIN.fetch(url, init), clock.now),
    now: () => clock.now,
    defer,
    ...more,
  }
  const settle = async () => {
    while (deferred.length > 0) await deferred.shift()
  }
  const ask = (path: string, init?: RequestInit) =>
    serve(new Request(`https://mirror.test${path}`, init), mirror)
  const read = async (path: string, init?: RequestInit) => {
    const outcome = await ask(path, init)
    if (outcome.kind === 'refused') throw new Error(`refused: ${outcome.refusal.kind}`)
    const body = await outcome.response.text()
    if (patient) await settle()
    return {
      status: status(outcome.response),
      code: outcome.response.status,
      body,
      headers: outcome.response.headers,
    }
  }
  const later = (seconds: number) => {
    clock.now += seconds * 1000
  }
  return { ask, read, later, settle, clock }
}

import { env } from 'cloudflare:workers'
import { admin } from '../../src/admin/routes.ts'
import { serve } from '../../src/mirror.ts'
import type { Fetch } from '../../src/origin.ts'
import type { Site } from '../../src/site.ts'
import { EdgeTier } from '../../src/store/edge.ts'
import { KvTier } from '../../src/store/kv.ts'
import { noMemory, Purges, type Queue } from '../../src/store/purges.ts'
import { TieredStore } from '../../src/store/tiered.ts'
import { status } from '../mirror/demo.ts'

/** How long KV answers from a data centre's memory where nothing else is said, in seconds (documented). */
const CACHE_TTL = 60

/**
 * The KV of a test as one data centre sees it: what it has read, a missing key too, it reads again from its own memory
 * until the read's `cacheTtl` is over. What is written goes to the real one; it changes nothing that is remembered.
 */
export function delayedKv(kv: KVNamespace, now: () => number): KVNamespace {
  const memory = new Map<string, { value: ArrayBuffer | null; metadata: unknown; until: number }>()
  const read = async (key: string, options: unknown) => {
    const { type = 'text', cacheTtl = CACHE_TTL } =
      typeof options === 'string'
        ? { type: options }
        : ((options ?? {}) as { type?: string; cacheTtl?: number })
    let known = memory.get(key)
    if (!known || now() >= known.until) {
      const { value, metadata } = await kv.getWithMetadata(key, 'arrayBuffer')
      known = { value, metadata, until: now() + cacheTtl * 1000 }
      memory.set(key, known)
    }
    const { value, metadata } = known
    const body = () => new Response(value === null ? null : value.slice(0))
    const as: Record<string, () => unknown> = {
      text: () => body().text(),
      json: () => body().json(),
      arrayBuffer: () => body().arrayBuffer(),
      stream: () => body().body,
    }
    return { value: value === null ? null : await as[type]?.(), metadata }
  }
  return new Proxy(kv, {
    get(target, name) {
      if (name === 'getWithMetadata') return read
      if (name === 'get') return async (key: string, options: unknown) => (await read(key, options)).value
      const member = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}

/** What the data centres of a test have in common. */
export interface World {
  readonly site: Site
  readonly fetch: Fetch
  readonly now: () => number
  readonly queue: Queue
}

const TOKEN = 'token'

/** A data centre: a cache of its own, KV as it sees it, an isolate that remembers, and the mirror in it. */
export function dataCentre({ site, fetch, now, queue }: World) {
  const base = `https://${crypto.randomUUID()}.example`
  const pages = delayedKv(env.PAGES, now)
  const purges = new Purges(pages, queue, caches.default, base, noMemory())
  const tiers = { edge: new EdgeTier(caches.default, base), kv: new KvTier(pages) }
  const operators = admin({ token: TOKEN, site, purges, tiers, now, fetch })
  return {
    tiers,
    purges,
    async read(path: string) {
      const deferred: Promise<unknown>[] = []
      const defer = (work: Promise<unknown>) => void deferred.push(work)
      const outcome = await serve(new Request(`https://mirror.example${path}`), {
        site,
        store: new TieredStore(tiers.edge, tiers.kv, defer),
        epochs: () => purges.epochs(now()),
        fetch,
        now,
        defer,
      })
      const [text, said] =
        outcome.kind === 'response'
          ? [await outcome.response.text(), status(outcome.response) ?? '']
          : [outcome.refusal.kind, '']
      for (let done = 0; done < deferred.length; done++) await deferred[done]
      return { text, status: said }
    },
    async ask(path: string, body?: unknown, headers: Record<string, string> = {}) {
      const request = new Request(`https://mirror.example/-/admin${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return operators.fetch(request)
    },
  }
}

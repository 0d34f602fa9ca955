import { env } from 'cloudflare:workers'
import { ObjectCollapse } from '../../src/collapse/collapse.ts'
import { Flights } from '../../src/collapse/flights.ts'
import { answerAsk } from '../../src/collapse/object.ts'
import type { Mirror } from '../../src/exchange.ts'
import { serve } from '../../src/mirror.ts'
import { parseSite } from '../../src/site.ts'
import { EdgeTier } from '../../src/store/edge.ts'
import { NO_EPOCHS } from '../../src/store/epochs.ts'
import { KvTier } from '../../src/store/kv.ts'
import { TieredStore } from '../../src/store/tiered.ts'

/** What stands between a Worker and its object. */
export type Line = (answer: () => Promise<Response>) => Promise<Response>

const straight: Line = answer => answer()

/**
 * A paper whose answers the test makes, and its mirror in several data centres with one object between them: each data
 * centre has a cache of its own, and what is in KV can be hidden from one of them, as KV hides what it does not know yet.
 */
export function worldOf(file: object = {}) {
  const parsed = parseSite({ origin: 'https://www.paper.example', ...file })
  if (!parsed.ok) throw new Error('the site is broken')
  const { site } = parsed
  const asked: Request[] = []
  let paper: (request: Request) => Promise<Response> | Response = () => new Response('none', { status: 404 })
  let now = Date.now()
  let line = straight
  const epochs = structuredClone(NO_EPOCHS)
  const unaware = new Set<string>()
  let awaited = { left: 0, all: Promise.resolve(), there: () => {} }
  const folder = `/${crypto.randomUUID()}`
  const settle: Promise<unknown>[] = []
  const defer = (work: Promise<unknown>) => void settle.push(work)
  const nothingInKv = {
    getWithMetadata: async () => ({ value: null, metadata: null }),
    put: async () => {},
  } as unknown as KVNamespace
  const edgeOf = (colo: string) => new EdgeTier(caches.default, `https://${colo}${folder.slice(1)}.example`)
  const mirrorOf = (colo: string, kv = env.PAGES): Mirror => ({
    site,
    store: new TieredStore(edgeOf(colo), new KvTier(kv), defer),
    epochs: async () => (unaware.has(colo) ? NO_EPOCHS : epochs),
    fetch: (url, init) => {
      const request = new Request(url, init)
      asked.push(request)
      return awaited.all.then(() => paper(request))
    },
    now: () => now,
    defer,
  })
  const flights = new Flights()
  const objects = {
    idFromName: (name: string) => name,
    get: () => ({
      fetch: (url: string, init: RequestInit) =>
        line(async () => {
          const answer = await answerAsk(new Request(url, init), flights, () => {
            if (--awaited.left === 0) awaited.there()
            return mirrorOf('object')
          })
          // As over the network: a stream of bytes that has no memory of who made it.
          const { readable, writable } = new IdentityTransformStream()
          answer.body?.pipeTo(writable).catch(() => {})
          return new Response(readable, answer)
        }),
    }),
  } as unknown as DurableObjectNamespace
  const answers = async (path = '/', colo = 'fra', kv = env.PAGES, headers: HeadersInit = {}) => {
    const collapse = new ObjectCollapse(objects, { base: 'https://mirror.test', colo })
    const request = new Request(`https://mirror.test${folder}${path}`, { headers })
    const outcome = await serve(request, { ...mirrorOf(colo, kv), collapse })
    if (outcome.kind === 'refused')
      return { code: 0, status: outcome.refusal.kind, age: null, body: '', collapsed: false }
    const { response } = outcome
    const status = response.headers.get('cache-status') ?? ''
    const body = await response.text()
    const age = response.headers.get('age')
    return { code: response.status, status, age, body, collapsed: status.includes(';collapsed') }
  }
  return {
    asked,
    answers,
    nothingInKv,
    epochs,
    /** Data centres that do not know of them yet. */
    unaware,
    /** Of the page at "/". */
    url: `https://www.paper.example${folder}/`,
    inCache: async (colo: string, path = '/') =>
      (await edgeOf(colo).get(`https://www.paper.example${folder}${path}`))?.head,
    says: (answer: typeof paper) => {
      paper = answer
    },
    /** The paper answers when so many have asked the object. */
    awaits: (left: number) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      awaited = { left, all: promise, there: resolve }
    },
    over: (other: Line) => {
      line = other
    },
    later: (seconds: number) => {
      now += seconds * 1000
    },
    now: () => now,
    settled: async () => {
      for (let done = 0; done < settle.length; done++) await settle[done]
    },
  }
}

export const page = (text: string, fields: Record<string, string> = {}) =>
  new Response(`<!doctype html><html><head><title>t</title></head><body><p>${text}</body></html>`, {
    headers: { 'content-type': 'text/html; charset=utf-8', ...fields },
  })

/** A line that ends after some bytes, as if that were all. */
export function cut(after: number): ReadableWritablePair<Uint8Array, Uint8Array> {
  let left = after
  const { readable, writable } = new IdentityTransformStream()
  const writer = writable.getWriter()
  const write = async (piece: Uint8Array) => {
    const part = piece.subarray(0, left)
    left -= part.length
    if (part.length > 0) await writer.write(part)
    if (left === 0) await writer.close().catch(() => {})
  }
  return { readable, writable: new WritableStream({ write, close: () => writer.close().catch(() => {}) }) }
}

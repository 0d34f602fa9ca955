import { originOf } from './address.ts'
import { collectBody, deliver } from './delivery.ts'
import { type Exchange, lookup, type Mirror, pathOf, rulesOf } from './exchange.ts'
import { assess } from './http/assess.ts'
import type { CacheStatus } from './http/cache-status.ts'
import { policy } from './http/policy.ts'
import { storable } from './http/storable.ts'
import { recall } from './judgement.ts'
import { LOOP_FIELD, LOOP_NAME } from './origin.ts'
import { fetchPage } from './page-fetch.ts'
import type { Refusal } from './refusal.ts'
import { keep, renew } from './renew.ts'
import { respond } from './respond.ts'
import type { Copy, Head } from './store/copy.ts'

export type Outcome =
  | { kind: 'response'; response: Response }
  | { kind: 'refused'; refusal: Refusal; status?: CacheStatus }

/** Answers one GET or HEAD for a path of the mirror. */
export async function serve(request: Request, mirror: Mirror): Promise<Outcome> {
  if (request.headers.get(LOOP_FIELD)?.includes(LOOP_NAME)) return refused({ kind: 'loop' })
  const { pathname, search } = new URL(request.url)
  const found = originOf(pathname + search, mirror.site, mirror.tags)
  switch (found.kind) {
    case 'malformed':
    case 'unlisted':
      return refused(found)
    case 'moved':
      return answered(
        new Response(null, { status: 308, headers: { ...policy('none'), location: found.path } }),
      )
    case 'origin':
      break
    default:
      return found satisfies never
  }
  const path = pathOf(found.url, mirror.site)
  if (mirror.site.withdrawn.some(pattern => pattern.matches(path))) return refused({ kind: 'withdrawn' })
  const stored = await lookup(mirror, found.url)
  const copy = stored.kind === 'none' ? undefined : stored.copy
  return answer(
    {
      ...mirror,
      request,
      url: found.url,
      carries: found.carries,
      purgedAt: stored.purgedAt,
      invalidated: stored.kind === 'invalidated' && stored.reusable,
      ...(copy ? { before: copy.head } : {}),
    },
    copy,
  )
}

async function answer(exchange: Exchange, copy: Copy | undefined): Promise<Outcome> {
  if (copy === undefined) return first(exchange)
  const verdict = assess(copy.head, exchange.now())
  // A copy made by other rules than today's is good for when the origin fails, and for nothing else.
  if (copy.head.rules !== rulesOf(exchange)) return revalidated(exchange, copy)
  switch (verdict.kind) {
    case 'fresh':
      return fromCopy(exchange, copy, { hit: true, ttl: verdict.ttl })
    case 'stale-while-revalidate':
      exchange.defer(renew(exchange, copy.head))
      return fromCopy(exchange, copy, { hit: true, ttl: verdict.ttl })
    case 'must-revalidate':
      if (exchange.invalidated) {
        exchange.defer(renew(exchange, copy.head))
        return fromCopy(exchange, copy, { hit: true, ttl: verdict.ttl, detail: 'invalidated' })
      }
      return revalidated(exchange, copy, copy.head)
    default:
      return verdict satisfies never
  }
}

/**
 * Nobody has asked before: the page streams to the reader while it is collected to be stored. If its article is
 * missing, that is known when the reader has it: the head has gone out without a word of it. Whoever comes after sees
 * it in `Cache-Status`.
 */
async function first(exchange: Exchange): Promise<Outcome> {
  recall(exchange)
  const fetched = await fetchPage(exchange)
  switch (fetched.kind) {
    case 'failed':
      return refused(fetched.refusal, { fwd: 'uri-miss', ...fwdStatus(fetched.status) })
    case 'renewed':
      return refused({ kind: 'origin-broken', status: 304 })
    case 'page': {
      const { head, body } = fetched
      const mayStore = storable(head.status, head.headers, exchange.site.forward)
      const status = { fwd: 'uri-miss', fwdStatus: head.status } as const
      if (body === null) {
        if (mayStore) exchange.defer(keep(exchange, fetched, collectBody(null, 0)))
        return answered(await respond(exchange, head, null, head.initialAge, { ...status, stored: mayStore }))
      }
      // Whether it will be stored is not known before its end, so `Cache-Status` doesn't say.
      const { toReader, collected } = deliver(body, exchange.site.maxPageBytes, fetched.second)
      // What had to be guessed for a waiting reader is made again for the store, where nobody waits.
      const kept = () => (fetched.guessed ? renew(exchange) : keep(exchange, fetched, collected))
      exchange.defer(mayStore ? kept() : collected)
      return answered(await respond(exchange, head, toReader, head.initialAge, status))
    }
    default:
      return fetched satisfies never
  }
}

/** There is a copy, but the origin must be asked first. Whatever is wrong with its answer, the copy is served. */
async function revalidated(exchange: Exchange, copy: Copy, validators?: Head): Promise<Outcome> {
  const renewal = await renew(exchange, validators)
  switch (renewal.kind) {
    case 'page': {
      if (copy.body instanceof ReadableStream) await copy.body.cancel()
      const { head, bytes } = renewal
      const status = { fwd: 'stale', fwdStatus: head.status, stored: renewal.stored } as const
      return answered(await respond(exchange, head, bytes, head.initialAge, status))
    }
    case 'renewed': {
      const { head } = renewal
      const status = { fwd: 'stale', fwdStatus: 304, ttl: head.fresh - head.initialAge } as const
      return answered(await respond(exchange, head, copy.body, head.initialAge, status))
    }
    case 'failed': {
      const { ttl } = assess(copy.head, exchange.now())
      const status = { fwd: 'stale', ...fwdStatus(renewal.status), ttl, detail: renewal.detail } as const
      return fromCopy(exchange, copy, status)
    }
    default:
      return renewal satisfies never
  }
}

/** The answer from a stored copy, as it is. */
async function fromCopy(exchange: Exchange, copy: Copy, status: CacheStatus): Promise<Outcome> {
  const { age } = assess(copy.head, exchange.now())
  return answered(await respond(exchange, copy.head, copy.body, age, status))
}

const answered = (response: Response): Outcome => ({ kind: 'response', response })
const refused = (refusal: Refusal, status?: CacheStatus): Outcome => ({
  kind: 'refused',
  refusal,
  ...(status ? { status } : {}),
})
const fwdStatus = (status: number | undefined) => (status === undefined ? {} : { fwdStatus: status })

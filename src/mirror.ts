import { originOf } from './address.ts'
import { type Collected, collectBody, deliver } from './delivery.ts'
import {
  type Exchange,
  isTransparent,
  lookup,
  type Mirror,
  pathOf,
  rulesOf,
  stalePolicy,
  stored,
} from './exchange.ts'
import { type Assessment, assess } from './http/assess.ts'
import type { CacheStatus } from './http/cache-status.ts'
import { policy } from './http/policy.ts'
import { askerOf, requestDirectives } from './http/request.ts'
import { mayServeStale, type StaleUse } from './http/stale.ts'
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
  const { copy, purgedAt, isVaryMiss } = await lookup(mirror, found.url, request)
  return answer(
    {
      ...mirror,
      request,
      url: found.url,
      carries: found.carries,
      purgedAt,
      ...(isVaryMiss ? { isVaryMiss } : {}),
      ...(copy ? { before: copy.head } : {}),
    },
    copy,
  )
}

async function answer(exchange: Exchange, copy: Copy | undefined): Promise<Outcome> {
  const directives = requestDirectives(exchange.request.headers, exchange.site.forward)
  const isForCopiesOnly = directives.has('only-if-cached')
  if (copy === undefined)
    return isForCopiesOnly ? refused({ kind: 'not-stored' }, { fwd: missOf(exchange) }) : first(exchange)
  const verdict = assess(copy.head, exchange.now(), directives)
  // A copy made by other rules than today's is good for when the origin fails, and for nothing else.
  if (copy.head.rules !== rulesOf(exchange)) return revalidated(exchange, copy, verdict)
  const { ttl } = verdict
  switch (verdict.kind) {
    case 'fresh':
    case 'accepted-stale':
      return fromCopy(exchange, copy, { hit: true, ttl })
    case 'stale-while-revalidate':
      exchange.defer(renew(exchange, copy.head))
      return fromCopy(exchange, copy, { hit: true, ttl })
    case 'must-revalidate':
      if (isForCopiesOnly) return lastResort(exchange, copy, verdict, { kind: 'not-stored' }, { ttl })
      return revalidated(exchange, copy, verdict, copy.head)
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
      return refused(fetched.refusal, { fwd: missOf(exchange), ...fwdStatus(fetched.status) })
    case 'renewed':
      return refused({ kind: 'origin-broken', status: 304 })
    case 'page': {
      const { head, body } = fetched
      const asker = askerOf(exchange.request.headers, exchange.site.forward)
      const mayStore = storable(head.status, head.headers, asker)
      const status = { fwd: missOf(exchange), fwdStatus: head.status } as const
      if (body === null) {
        if (mayStore) await stored(exchange, keep(exchange, fetched, collectBody(null, 0)))
        return answered(await respond(exchange, head, null, passedAge(head), { ...status, stored: mayStore }))
      }
      // Whether it will be stored is not known before its end, so `Cache-Status` doesn't say.
      // What had to be guessed for a waiting reader is made again for the store, where nobody waits.
      const kept = (whole: Promise<Collected>) =>
        fetched.guessed ? renew(exchange) : keep(exchange, fetched, whole)
      const isKeptFirst = mayStore && isTransparent(exchange.site)
      const keepFirst = (whole: Collected) => kept(Promise.resolve(whole))
      const { toReader, collected } = deliver(
        body,
        exchange.site.maxPageBytes,
        fetched.second,
        isKeptFirst ? keepFirst : undefined,
      )
      exchange.defer(mayStore && !isKeptFirst ? kept(collected) : collected)
      const response = await respond(exchange, head, toReader, passedAge(head), status)
      if (isKeptFirst && response.body === null) await collected
      return answered(response)
    }
    default:
      return fetched satisfies never
  }
}

/**
 * There is a copy, but the origin must be asked first. What is wrong with its answer is not served in the copy's place,
 * unless the origin forbids that and the site does not allow it.
 */
async function revalidated(
  exchange: Exchange,
  copy: Copy,
  verdict: Assessment,
  validators?: Head,
): Promise<Outcome> {
  const renewal = await renew(exchange, validators, ifErrorOf(verdict))
  const fwd = verdict.kind === 'must-revalidate' && verdict.by === 'request' ? 'request' : 'stale'
  switch (renewal.kind) {
    case 'page': {
      await cancel(copy)
      const { head, bytes } = renewal
      const status = { fwd, fwdStatus: head.status, stored: renewal.stored } as const
      return answered(await respond(exchange, head, bytes, passedAge(head), status))
    }
    case 'renewed': {
      const { head } = renewal
      const ttl = head.fresh - head.initialAge
      const status = { fwd, fwdStatus: 304, ttl } as const
      return answered(await respond(exchange, head, copy.body, head.initialAge, status))
    }
    case 'failed': {
      const status = { fwd, ...fwdStatus(renewal.status), ttl: verdict.ttl, detail: renewal.detail } as const
      return lastResort(exchange, copy, verdict, renewal.refusal, status)
    }
    default:
      return renewal satisfies never
  }
}

/** The copy after all, where that is allowed, though its origin was not asked or has failed; else why there is nothing. */
async function lastResort(
  exchange: Exchange,
  copy: Copy,
  verdict: Assessment,
  refusal: Refusal,
  status: CacheStatus,
): Promise<Outcome> {
  const isAllowed = mayServeStale(ifErrorOf(verdict), stalePolicy(exchange.site))
  if (refusal.kind !== 'not-stored' && isAllowed) return fromCopy(exchange, copy, status)
  await cancel(copy)
  return refused(refusal, status)
}

const ALLOWED: StaleUse = { kind: 'allowed', by: 'fresh' }
const ifErrorOf = (verdict: Assessment): StaleUse =>
  verdict.kind === 'must-revalidate' ? verdict.ifError : ALLOWED

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
const missOf = ({ isVaryMiss }: Exchange) => (isVaryMiss ? 'vary-miss' : 'uri-miss')
/** `Age` says that a response comes from a cache (RFC 9111 §5.1): on one that does not, only if another cache said so. */
const passedAge = ({ headers, initialAge }: Head) => (headers.has('age') ? initialAge : undefined)

async function cancel({ body }: Copy): Promise<void> {
  if (body instanceof ReadableStream) await body.cancel()
}

import { originOf } from './address.ts'
import { type Exchange, lookup, type Mirror, pathOf, rulesOf } from './exchange.ts'
import { first } from './first.ts'
import { assess } from './http/assess.ts'
import type { CacheStatus } from './http/cache-status.ts'
import { policy } from './http/policy.ts'
import { LOOP_FIELD, LOOP_NAME } from './origin.ts'
import type { Refusal } from './refusal.ts'
import { renew } from './renew.ts'
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
  const { copy, purgedAt } = await lookup(mirror, found.url)
  return answer(
    {
      ...mirror,
      request,
      url: found.url,
      carries: found.carries,
      purgedAt,
      ...(copy ? { before: copy.head } : {}),
    },
    copy,
  )
}

async function answer(exchange: Exchange, copy: Copy | undefined): Promise<Outcome> {
  if (copy === undefined) return missed(exchange)
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
      return revalidated(exchange, copy, copy.head)
    default:
      return verdict satisfies never
  }
}

/** There is no copy: the page comes as it streams, from one forward for all who ask at the same time. */
async function missed(exchange: Exchange): Promise<Outcome> {
  const found = (await exchange.collapse?.first(exchange)) ?? (await first(exchange))
  switch (found.kind) {
    case 'failed':
      return refused(found.refusal, { fwd: 'uri-miss', ...fwdStatus(found.status) })
    case 'page': {
      const { head, body, stored = false, collapsed = false } = found
      const { age } = assess(head, exchange.now())
      const status = { fwd: 'uri-miss', fwdStatus: head.status, stored, collapsed } as const
      return answered(await respond(exchange, head, body, age, status))
    }
    default:
      return found satisfies never
  }
}

/** There is a copy, but the origin must be asked first. Whatever is wrong with its answer, the copy is served. */
async function revalidated(exchange: Exchange, copy: Copy, validators?: Head): Promise<Outcome> {
  const renewal =
    (await exchange.collapse?.renew(exchange, validators)) ?? (await renew(exchange, validators))
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

import { originOf } from './address.ts'
import { type Exchange, isTransparent, type Mirror, pathOf, rulesOf } from './exchange.ts'
import { isFailing } from './guard.ts'
import { type Assessment, assess } from './http/assess.ts'
import type { CacheStatus } from './http/cache-status.ts'
import { unconditional } from './http/fields.ts'
import { policy } from './http/policy.ts'
import { requestDirectives } from './http/request.ts'
import type { StaleUse } from './http/stale.ts'
import { isLooping, LOOP_FIELD } from './http/via.ts'
import { detailOf, type Fault } from './judgement.ts'
import { lookupGood, mayAnswer, renewInTime } from './last-good-copy.ts'
import type { Refusal } from './refusal.ts'
import { respond } from './respond.ts'
import { type Copy, cancel, type Head } from './store/copy.ts'
import { firstTogether, renewBehind } from './together.ts'

export type Outcome =
  | { kind: 'response'; response: Response }
  | { kind: 'refused'; refusal: Refusal; status?: CacheStatus }

/** Answers one GET or HEAD for a path of the mirror. */
export async function serve(request: Request, mirror: Mirror): Promise<Outcome> {
  if (isLooping(request.headers.get(LOOP_FIELD))) return refused({ kind: 'loop' })
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
  const known = await lookupGood(mirror, found.url, request)
  const copy = known.kind === 'none' ? undefined : known.copy
  return answer(
    {
      ...mirror,
      request,
      url: found.url,
      carries: found.carries,
      purgedAt: known.purgedAt,
      markedAt: known.markedAt,
      invalidated: known.kind === 'invalidated' && known.reusable,
      ...(known.isVaryMiss ? { isVaryMiss: true } : {}),
      ...(copy ? { before: copy.head } : {}),
    },
    copy,
  )
}

async function answer(exchange: Exchange, copy: Copy | undefined): Promise<Outcome> {
  const directives = requestDirectives(exchange.request.headers, exchange.site.forward)
  const isForCopiesOnly = directives.has('only-if-cached')
  if (copy === undefined)
    return isForCopiesOnly ? refused({ kind: 'not-stored' }, NOT_STORED) : missed(exchange)
  const verdict = assess(copy.head, exchange.now(), directives)
  // A copy made by other rules than today's is good for when the origin fails, and for nothing else.
  if (copy.head.rules !== rulesOf(exchange)) {
    if (!isForCopiesOnly) return revalidated(exchange, copy, verdict)
    await cancel(copy)
    return refused({ kind: 'not-stored' }, NOT_STORED)
  }
  const { ttl } = verdict
  switch (verdict.kind) {
    case 'fresh':
    case 'accepted-stale':
      return fromCopy(exchange, copy, { hit: true, ttl })
    case 'stale-while-revalidate':
      return renewedBehind(exchange, copy, { hit: true, ttl })
    case 'must-revalidate':
      if (isForCopiesOnly) {
        await cancel(copy)
        return refused({ kind: 'not-stored' }, { ttl, ...NOT_STORED })
      }
      if (exchange.invalidated && verdict.by === 'copy')
        return renewedBehind(exchange, copy, { hit: true, ttl, detail: 'invalidated' })
      return revalidated(exchange, copy, verdict, copy.head)
    default:
      return verdict satisfies never
  }
}

/** Nothing was forwarded, so there is no `fwd` (RFC 9211 §2.2). */
const NOT_STORED = { detail: 'not-stored' } as const

/** The copy answers, and is renewed behind that. Where that fails, it says when it was fetched. */
function renewedBehind(exchange: Exchange, copy: Copy, status: CacheStatus): Promise<Outcome> {
  const failing = isFailing(exchange)
  renewBehind(exchange, copy.head)
  if (!failing) return fromCopy(exchange, copy, status)
  return fromCopy(exchange, copy, { ...status, detail: 'renewal-failed' }, 'dated')
}

/** There is no copy: the page comes as it streams, from one forward for all who ask at the same time. */
async function missed(
  exchange: Exchange,
  fwd: NonNullable<CacheStatus['fwd']> = missOf(exchange),
): Promise<Outcome> {
  const found = await firstTogether(exchange)
  switch (found.kind) {
    case 'failed':
      return refused(found.refusal, { fwd, ...fwdStatus(found.status) })
    case 'page': {
      const { head, body, stored = false, collapsed = false, instead, ended } = found
      if (instead && body) {
        const failed = { ...fwdStatus(found.status), fwd }
        const copy = { head, body, tier: 'edge' } as const
        const verdict = assess(head, exchange.now())
        return (await copyInstead(exchange, copy, verdict, instead, failed)) ?? refused(instead, failed)
      }
      const age = collapsed ? assess(head, exchange.now()).age : passedAge(head)
      const status = { fwd, fwdStatus: head.status, stored, collapsed } as const
      const response = await respond(asAnswered(exchange), head, body, age, status)
      if (response.body === null) await ended
      return answered(response)
    }
    default:
      return found satisfies never
  }
}

/**
 * A request to whose conditions the origin has given its answer, if it was told of them: where nothing is stored the mirror
 * must not evaluate them (RFC 9111 §4.3.2).
 */
function asAnswered(exchange: Exchange): Exchange {
  const { request, site } = exchange
  if (!isTransparent(site)) return exchange
  const { method, url } = request
  return { ...exchange, request: new Request(url, { method, headers: unconditional(request.headers) }) }
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
  const ifError = ifErrorOf(verdict, copy.head)
  const renewal = await renewInTime(exchange, validators, ifError)
  const fwd = verdict.kind === 'must-revalidate' && verdict.by === 'request' ? 'request' : 'stale'
  switch (renewal.kind) {
    case 'page': {
      await cancel(copy)
      const { head, bytes, stored, collapsed = false } = renewal
      const age = collapsed ? assess(head, exchange.now()).age : passedAge(head)
      const status = { fwd, fwdStatus: head.status, stored, collapsed } as const
      return answered(await respond(exchange, head, bytes, age, status))
    }
    case 'renewed': {
      const { head } = renewal
      const { age, ttl } = assess(head, exchange.now())
      const status = { fwd, fwdStatus: 304, ttl, collapsed: renewal.collapsed ?? false } as const
      return answered(await respond(exchange, head, copy.body, age, status))
    }
    case 'failed': {
      const { refusal } = renewal
      const forwarded = { fwd, ...fwdStatus(renewal.status) } as const
      const outcome = await copyInstead(exchange, copy, verdict, refusal, forwarded)
      if (outcome) return outcome
      // Without a good copy to protect, a page that is too large to be kept is one.
      if (refusal.kind === 'too-large') return missed(exchange, fwd)
      return refused(instead(refusal, ifError), forwarded)
    }
    default:
      return renewal satisfies never
  }
}

/** The copy, in the place of what the origin did wrong; undefined where it may not answer. */
async function copyInstead(
  exchange: Exchange,
  copy: Copy,
  verdict: Assessment,
  fault: Fault,
  forwarded: CacheStatus,
): Promise<Outcome | undefined> {
  if (mayAnswer(exchange, copy.head, ifErrorOf(verdict, copy.head), fault)) {
    const status = { ...forwarded, ttl: verdict.ttl, detail: detailOf(fault) }
    return fromCopy(exchange, copy, status, 'dated')
  }
  await cancel(copy)
  return undefined
}

/** A copy that must not be served without its origin: who cannot reach that says 504 (RFC 9111 §5.2.2.2). */
const instead = (fault: Fault, use: StaleUse): Refusal =>
  fault.kind === 'unreachable' && use.kind === 'forbidden' && use.by !== 'request' && use.by !== 'trouble'
    ? { kind: 'must-revalidate' }
    : fault

const ALLOWED: StaleUse = { kind: 'allowed', by: 'fresh' }
const TROUBLE: StaleUse = { kind: 'forbidden', by: 'trouble' }
/** One error is no better than another: a stored one never answers in the place of the next. */
const ifErrorOf = (verdict: Assessment, { status }: Head): StaleUse => {
  if (status >= 500) return TROUBLE
  return verdict.kind === 'must-revalidate' ? verdict.ifError : ALLOWED
}

/** The answer from a stored copy, as it is, or `dated`: with a line that says when it was fetched. */
async function fromCopy(
  exchange: Exchange,
  copy: Copy,
  status: CacheStatus,
  dated?: 'dated',
): Promise<Outcome> {
  const { age } = assess(copy.head, exchange.now())
  return answered(await respond(exchange, copy.head, copy.body, age, status, dated))
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

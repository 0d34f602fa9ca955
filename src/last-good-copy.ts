import { type Exchange, type Found, lookup, type Mirror, stalePolicy } from './exchange.ts'
import { tell } from './guard.ts'
import { assess } from './http/assess.ts'
import { mayServeStale, type StaleUse } from './http/stale.ts'
import { type Fault, meaningOf } from './judgement.ts'
import type { Renewal } from './renew.ts'
import { cancel, type Head, isGood } from './store/copy.ts'
import { renewTogether } from './together.ts'

/**
 * Asks the origin again, for a reader who is waiting and for whom there is a copy: not longer than the site's deadline,
 * whether the origin is slow to answer or its body only drips. What comes later is stored for the next reader.
 * @param validators the copy's head, where a 304 would do
 * @param ifError what the RFCs say of serving the copy when that fails
 */
export async function renewInTime(
  exchange: Exchange,
  validators: Head | undefined,
  ifError: StaleUse,
): Promise<Renewal> {
  const renewal = renewTogether(exchange, validators, ifError)
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>(resolve => {
    timer = setTimeout(() => resolve('late'), exchange.site.deadlineMs)
  })
  const first = await Promise.race([renewal, late])
  clearTimeout(timer)
  if (first !== 'late') return first
  exchange.defer(renewal)
  const refusal = { kind: 'timeout' } as const
  // Those who come now need not wait as long for it.
  exchange.defer(tell(exchange, refusal))
  return { kind: 'failed', refusal }
}

/**
 * Whether the copy may answer in the place of a fault: a policy of the site's file. What says that there is no page, or
 * that it is somewhere else for now, is no good copy of one.
 * @param ifError what the RFCs say
 */
export function mayAnswer({ site }: Exchange, copy: Head, ifError: StaleUse, fault: Fault): boolean {
  const allowed = stalePolicy(site)
  switch (allowed) {
    case 'last-good-copy':
      return LASTING.has(copy.status)
    case 'rfc':
      return mayServeStale(ifError, allowed) && meaningOf(fault).is === 'error'
    default:
      return allowed satisfies never
  }
}

/** A page, or where it has gone to for good. */
const LASTING: ReadonlySet<number> = new Set([200, 301, 308])

/**
 * What is stored for a request. Where this data centre knows only that there was no page for a while, the last good copy
 * that KV has counts instead: it is what the origin is asked about again, and what answers if that fails.
 */
export async function lookupGood(mirror: Mirror, url: string, request: Request): Promise<Found> {
  const found = await lookup(mirror, url, request)
  if (found.kind === 'none' || stalePolicy(mirror.site) === 'rfc') return found
  const { head, tier } = found.copy
  if (head.status === 200 || tier === 'kv' || assess(head, mirror.now()).kind === 'fresh') return found
  const good = await lookup({ ...mirror, store: mirror.store.far }, url, request)
  const copy = good.kind === 'none' ? undefined : good.copy
  if (copy === undefined || !isGood(copy.head)) {
    await cancel(copy)
    return found
  }
  await cancel(found.copy)
  return good
}

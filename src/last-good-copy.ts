import { type Exchange, stalePolicy } from './exchange.ts'
import { tell } from './guard.ts'
import { mayServeStale, type StaleUse } from './http/stale.ts'
import { type Fault, meaningOf } from './judgement.ts'
import type { Renewal } from './renew.ts'
import type { Head } from './store/copy.ts'
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

/** Whether the copy may answer in the place of a fault: a policy of the site's file. @param ifError what the RFCs say */
export function mayAnswer({ site }: Exchange, ifError: StaleUse, fault: Fault): boolean {
  const allowed = stalePolicy(site)
  return mayServeStale(ifError, allowed) && (allowed === 'last-good-copy' || meaningOf(fault).is === 'error')
}

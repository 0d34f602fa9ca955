import type { Exchange } from './exchange.ts'
import { tell } from './guard.ts'
import { mayServeOnError } from './http/stale.ts'
import { type Fault, meaningOf } from './judgement.ts'
import { type Renewal, renew } from './renew.ts'
import type { Copy, Head } from './store/copy.ts'

/**
 * Asks the origin again, for a reader who is waiting and for whom there is a copy: not longer than the site's deadline,
 * whether the origin is slow to answer or its body only drips. What comes later is stored for the next reader.
 * @param validators the copy's head, where a 304 would do
 */
export async function renewInTime(exchange: Exchange, validators?: Head): Promise<Renewal> {
  const renewal = renew(exchange, validators)
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

/** Whether the copy may answer in the place of a fault: a policy of the site's file. */
export function mayAnswer({ site, request, now }: Exchange, { head }: Copy, fault: Fault): boolean {
  switch (site.staleIfError) {
    case 'always':
      return true
    case 'rfc':
      return meaningOf(fault).is === 'error' && mayServeOnError(head, request.headers, now())
    default:
      return site.staleIfError satisfies never
  }
}

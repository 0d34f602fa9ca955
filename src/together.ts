import { type Exchange, rulesOf } from './exchange.ts'
import { type First, first } from './first.ts'
import { guarded } from './guard.ts'
import type { StaleUse } from './http/stale.ts'
import { type Renewal, renew } from './renew.ts'
import type { Head } from './store/copy.ts'

/**
 * One forward for all who ask for what nobody has at the same time, where there is somebody who sees to that. He is asked
 * also where the origin is left alone: he may have a copy of another data centre's.
 */
export const firstTogether = async (exchange: Exchange): Promise<First> =>
  (await exchange.collapse?.first(exchange)) ?? (await guarded(exchange, () => first(exchange)))

/** The same for a copy that must be asked for again. Of `validators` and `ifError`, `renew` tells. */
export const renewTogether = (exchange: Exchange, validators?: Head, ifError?: StaleUse): Promise<Renewal> =>
  guarded(
    exchange,
    async () =>
      (await exchange.collapse?.renew(exchange, validators)) ?? (await renew(exchange, validators, ifError)),
  )

/** As long as work may go on behind an answer (documented limit), in ms: what has not come back by then won't. */
const LONGEST_MS = 30_000
/** When this isolate began to renew what it is renewing, in ms since the epoch. */
const renewing = new Map<string, number>()

/**
 * Renews a copy behind its answer (RFC 5861 §3), once for all whom it answers meanwhile.
 * @param copy what is being served
 */
export function renewBehind(exchange: Exchange, copy: Head): void {
  const { request, url, now, defer } = exchange
  const key = [new URL(request.url).origin, rulesOf(exchange), url, copy.variant?.key].join(' ')
  const at = now()
  const since = at - (renewing.get(key) ?? Number.NEGATIVE_INFINITY)
  if (since >= 0 && since < LONGEST_MS) return
  renewing.set(key, at)
  defer(renewTogether(exchange, copy).finally(() => renewing.delete(key)))
}

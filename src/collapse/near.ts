import { type Exchange, lookup, rulesOf } from '../exchange.ts'
import { type Assessment, assess } from '../http/assess.ts'
import { requestDirectives } from '../http/request.ts'
import { askedAt, type Copy, cancel, type Head, isGood } from '../store/copy.ts'

/**
 * What is in this object's data centre, which others may have asked for: no worse than what whoever asks has, and alive.
 * So data centres ask the origin together, and not each in its turn.
 */
export async function nearCopy(exchange: Exchange): Promise<Copy | undefined> {
  const { url, request, before, purgedAt, markedAt, store } = exchange
  const found = await lookup({ ...exchange, store: store.near }, url, request)
  if (found.kind === 'none') return undefined
  const { head } = found.copy
  const isLater = askedAt(head) > purgedAt && head.requestedAt > Math.max(markedAt, before?.requestedAt ?? 0)
  if (found.kind === 'untouched' && isLater && isGood(head) && head.rules === rulesOf(exchange))
    return found.copy
  await cancel(found.copy)
  return undefined
}

/** Whether half of its lifetime is before it: whoever gets it is not to ask again at once. */
export function isYoung(head: Head, exchange: Exchange): boolean {
  const verdict = verdictOn(head, exchange)
  return verdict.kind === 'fresh' && verdict.ttl >= head.fresh / 2
}

/** What may be done with a copy now, for who asks. */
export const verdictOn = (head: Head, { request, site, now }: Exchange): Assessment =>
  assess(head, now(), requestDirectives(request.headers, site.forward))

import { type Collected, collectBody } from './delivery.ts'
import { type Exchange, isTransparent, stalePolicy, stored } from './exchange.ts'
import { askerOf } from './http/request.ts'
import { isTrouble, mayServeStale, type StaleUse } from './http/stale.ts'
import { storable } from './http/storable.ts'
import { assessed, recall } from './judgement.ts'
import { type FetchedPage, fetchPage } from './page-fetch.ts'
import type { Refusal } from './refusal.ts'
import { type Head, isGood } from './store/copy.ts'
import { sha256 } from './store/key.ts'

/** What came of renewing a copy. */
export type Renewal =
  | { kind: 'page'; head: Head; bytes: Uint8Array; stored: boolean }
  | { kind: 'renewed'; head: Head }
  | { kind: 'failed'; detail: string; refusal: Refusal; status?: number }

/**
 * Asks the origin again and stores what it says. The body is read whole before anybody sees it: what breaks
 * off, or says nothing, or has lost its article, never takes the place of a good copy.
 * @param validators the copy's head, where a 304 would do
 * @param ifError whether the copy may be served instead of what an origin in trouble says; left out where nobody waits
 */
export async function renew(
  exchange: Exchange,
  validators?: Head,
  ifError: StaleUse = NOBODY_WAITS,
): Promise<Renewal> {
  recall(exchange)
  const fetched = await fetchPage(exchange, validators, true)
  switch (fetched.kind) {
    case 'failed': {
      const { refusal, status } = fetched
      return { kind: 'failed', detail: refusal.kind, refusal, ...(status === undefined ? {} : { status }) }
    }
    case 'renewed':
      await stored(exchange, exchange.store.renew(fetched.head))
      return fetched
    case 'page': {
      const { status } = fetched.head
      if (isTrouble(status) && mayServeStale(ifError, stalePolicy(exchange.site))) {
        await fetched.body?.cancel()
        const refusal = { kind: 'origin-broken', status } as const
        return { kind: 'failed', detail: refusal.kind, refusal, status }
      }
      const body = await collectBody(fetched.body, exchange.site.maxPageBytes, fetched.second)
      const whole = await copyOf(exchange, fetched, body)
      if (whole.kind !== 'whole')
        return { kind: 'failed', detail: whole.kind, refusal: refusalOf(whole.kind, exchange), status }
      const { drift } = whole.head
      if (drift !== undefined && exchange.before && isGood(exchange.before))
        return { kind: 'failed', detail: drift, refusal: { kind: 'empty' }, status }
      const asker = askerOf(exchange.request.headers, exchange.site.forward)
      const mayStore = storable(status, whole.head.headers, asker)
      if (mayStore) await stored(exchange, exchange.store.put(whole.head, whole.bytes, exchange.purgedAt))
      return { ...whole, kind: 'page', stored: mayStore }
    }
    default:
      return fetched satisfies never
  }
}

const NOBODY_WAITS: StaleUse = { kind: 'allowed', by: 'disconnected' }

/** What a reader is told of a body that is no page, where there is no copy to serve instead. */
function refusalOf(kind: 'empty' | 'broken' | 'too-large' | 'unreadable', { site }: Exchange): Refusal {
  switch (kind) {
    case 'empty':
    case 'broken':
      return { kind }
    case 'unreadable':
      return { kind: 'broken' }
    case 'too-large':
      return { kind, mostBytes: site.maxPageBytes }
    default:
      return kind satisfies never
  }
}

/** A page as it is stored. */
export interface Kept {
  readonly head: Head
  readonly bytes: Uint8Array
}

/** Stores a page that its first reader gets while it is collected, if it ended cleanly. Nobody waits for the tiers. */
export async function keep(
  exchange: Exchange,
  page: FetchedPage,
  body: Promise<Collected>,
): Promise<Kept | undefined> {
  const whole = await copyOf(exchange, page, await body)
  if (whole.kind === 'whole') {
    await stored(exchange, exchange.store.put(whole.head, whole.bytes, exchange.purgedAt))
    return whole
  }
  console.warn(`not stored: ${page.head.url} is ${whole.kind}`)
  return undefined
}

/** What there is to store. A picture without a byte is none; a page is found out before it gets the mirror's notice. */
async function copyOf(exchange: Exchange, { head, article }: FetchedPage, body: Collected) {
  if (body.kind !== 'whole') return body
  const mayBeEmpty = isTransparent(exchange.site) && head.media === 'document'
  if (head.status === 200 && body.bytes.length === 0 && !mayBeEmpty) return { kind: 'empty' as const }
  const etag = `"${(await sha256(body.bytes)).slice(0, 22)}"`
  const size = body.bytes.length
  return { ...body, head: { ...(await assessed(exchange, head, article?.())), etag, size } }
}

import { type Collected, collectBody } from './delivery.ts'
import type { Exchange } from './exchange.ts'
import { storable } from './http/storable.ts'
import { assessed, recall } from './judgement.ts'
import { type FetchedPage, fetchPage } from './page-fetch.ts'
import { type Head, isGood } from './store/copy.ts'
import { sha256 } from './store/key.ts'

/** What came of renewing a copy. */
export type Renewal =
  | { kind: 'page'; head: Head; bytes: Uint8Array; stored: boolean }
  | { kind: 'renewed'; head: Head }
  | { kind: 'failed'; detail: string; status?: number }

/**
 * Asks the origin again and stores what it says. The body is read whole before anybody sees it: what breaks
 * off, or says nothing, or has lost its article, never takes the place of a good copy.
 * @param validators the copy's head, where a 304 would do
 */
export async function renew(exchange: Exchange, validators?: Head): Promise<Renewal> {
  recall(exchange)
  const fetched = await fetchPage(exchange, validators, true)
  switch (fetched.kind) {
    case 'failed': {
      const { refusal, status } = fetched
      return { kind: 'failed', detail: refusal.kind, ...(status === undefined ? {} : { status }) }
    }
    case 'renewed':
      exchange.defer(exchange.store.renew(fetched.head))
      return fetched
    case 'page': {
      const body = await collectBody(fetched.body, exchange.site.maxPageBytes, fetched.second)
      const whole = await copyOf(exchange, fetched, body)
      if (whole.kind !== 'whole') return { kind: 'failed', detail: whole.kind, status: fetched.head.status }
      const { drift } = whole.head
      if (drift !== undefined && exchange.before && isGood(exchange.before))
        return { kind: 'failed', detail: drift, status: fetched.head.status }
      const stored = storable(whole.head.status, whole.head.headers, exchange.site.forward)
      if (stored) exchange.defer(exchange.store.put(whole.head, whole.bytes, exchange.purgedAt))
      return { ...whole, kind: 'page', stored }
    }
    default:
      return fetched satisfies never
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
    exchange.defer(exchange.store.put(whole.head, whole.bytes, exchange.purgedAt))
    return whole
  }
  console.warn(`not stored: ${page.head.url} is ${whole.kind}`)
  return undefined
}

/** What there is to store. A picture without a byte is none; a page is found out before it gets the mirror's notice. */
async function copyOf(exchange: Exchange, { head, article }: FetchedPage, body: Collected) {
  if (body.kind !== 'whole') return body
  if (head.status === 200 && body.bytes.length === 0) return { kind: 'empty' as const }
  const etag = `"${(await sha256(body.bytes)).slice(0, 22)}"`
  return { ...body, head: { ...(await assessed(exchange, head, article?.())), etag } }
}

import { type Collected, collectBody } from './delivery.ts'
import {
  type Exchange,
  isStorable,
  isTransparent,
  stalePolicy,
  store,
  stored,
  variantOf,
} from './exchange.ts'
import { isTrouble, mayServeStale, type StaleUse } from './http/stale.ts'
import {
  assessed,
  type Failed,
  type Fault,
  isPassing,
  noReplacement,
  noSuccessor,
  recall,
} from './judgement.ts'
import { type FetchedPage, fetchPage } from './page-fetch.ts'
import { hasEnd } from './rewrite/ending.ts'
import type { Head } from './store/copy.ts'
import { etagOf } from './store/key.ts'

/** What came of renewing a copy. */
export type Renewal =
  | { kind: 'page'; head: Head; bytes: Uint8Array; stored: boolean; collapsed?: boolean }
  | { kind: 'renewed'; head: Head; collapsed?: boolean }
  | Failed

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
    case 'failed':
      return fetched
    case 'renewed':
      await stored(exchange, exchange.store.renew(await renewedFor(exchange, fetched.head, validators)))
      return fetched
    case 'page': {
      const { status } = fetched.head
      const isOutage = isTrouble(status) && mayServeStale(ifError, stalePolicy(exchange.site))
      const none = isOutage
        ? ({ kind: 'origin-broken', status } as const)
        : noSuccessor(exchange, fetched.head)
      if (none) {
        await fetched.body?.cancel()
        return { kind: 'failed', refusal: none, status }
      }
      const body = await collectBody(fetched.body, exchange.site.maxPageBytes, fetched.second)
      const whole = await copyOf(exchange, fetched, body)
      if (whole.kind !== 'whole') return { kind: 'failed', refusal: whole, status }
      const { isFramed = false } = fetched
      const refusal = noReplacement(exchange, whole.head, { size: whole.bytes.length, isFramed })
      if (refusal) return { kind: 'failed', refusal, status }
      const mayStore = isStorable(exchange, whole.head) && !isPassing(exchange, whole.head)
      if (mayStore) await stored(exchange, store(exchange, whole.head, whole.bytes))
      return { ...whole, kind: 'page', stored: mayStore }
    }
    default:
      return fetched satisfies never
  }
}

/**
 * What is stored after a 304. What it says may forbid to give the copy to others, or choose it by other fields of theirs:
 * then it is for who asked, and the others have the copy validated, each time.
 */
export async function renewedFor(exchange: Exchange, head: Head, before: Head | undefined): Promise<Head> {
  const mayStore = isStorable(exchange, head) && (await isSameVariant(exchange, head))
  if (mayStore || before === undefined) return head
  const headers = new Headers(before.headers)
  headers.delete('cdn-cache-control')
  headers.set('cache-control', 'no-cache')
  return { ...before, headers }
}

/** Whether a copy is chosen by the same fields of readers as before the 304 that renews it. */
async function isSameVariant(exchange: Exchange, { headers, variant }: Head): Promise<boolean> {
  const now = await variantOf(exchange, headers.get('vary'))
  return now?.key === variant?.key && now?.names.join() === variant?.names.join()
}

const NOBODY_WAITS: StaleUse = { kind: 'allowed', by: 'disconnected' }

/** A page as it is stored. */
export interface Kept {
  readonly head: Head
  readonly bytes: Uint8Array
}

/** Stores a page that its first reader gets while it is collected, if it ended cleanly. Nobody waits for the tiers. */
export async function keep(
  exchange: Exchange,
  page: FetchedPage,
  body: Collected,
): Promise<Kept | undefined> {
  const whole = await copyOf(exchange, page, body)
  if (whole.kind === 'whole') {
    await stored(exchange, store(exchange, whole.head, whole.bytes))
    return whole
  }
  console.warn(`not stored: ${page.head.url} is ${whole.kind}`)
  return undefined
}

/** What there is to store. A picture without a byte is none; a page is found out before it gets the mirror's notice. */
async function copyOf(
  exchange: Exchange,
  { head, article }: FetchedPage,
  body: Collected,
): Promise<{ kind: 'whole'; head: Head; bytes: Uint8Array } | Fault> {
  if (body.kind === 'too-large') return { ...body, mostBytes: exchange.site.maxPageBytes }
  if (body.kind !== 'whole') return body
  const mayBeEmpty = isTransparent(exchange.site)
  const size = body.bytes.length
  if (head.status === 200 && size === 0 && !mayBeEmpty) return { kind: 'empty' }
  const etag = await etagOf(body.bytes)
  const ending = hasEnd(head.media, body.bytes) ? { ends: true as const } : {}
  return { ...body, head: { ...(await assessed(exchange, head, article?.())), etag, size, ...ending } }
}

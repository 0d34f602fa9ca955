import { collectBody, type Second } from './delivery.ts'
import { type Exchange, isStorable } from './exchange.ts'
import { type FetchedPage, fetchPage } from './page-fetch.ts'
import { keep } from './renew.ts'
import type { Head } from './store/copy.ts'

/** A page that was asked for again, and what it goes on with for whoever has its beginning. */
export interface Resumed {
  readonly page: FetchedPage
  readonly second: Second
}

/**
 * Asks once more for a page whose connection died (RFC 9110 §9.2.2: a GET may be repeated), so that its readers get the
 * rest; undefined where the paper does not send it whole this time either, or another page than before. Who has waited
 * for as long as the origin may take is not made to wait again.
 * @param head of the page that broke off
 * @param sent what its readers have got of it
 */
export async function resumed(
  exchange: Exchange,
  head: Head,
  sent: Uint8Array,
): Promise<Resumed | undefined> {
  const { now, site } = exchange
  if (now() - head.requestedAt > site.deadlineMs) return undefined
  const page = await fetchPage(exchange, undefined, true)
  if (page.kind !== 'page') return undefined
  const body = await collectBody(page.body, site.maxPageBytes, page.second)
  if (body.kind !== 'whole') return undefined
  if (!isSame(head, page.head) || !isBeginning(sent, body.bytes)) {
    // Its readers have the half of another page; whoever comes next is to have this one.
    if (!page.guessed && isStorable(exchange, page.head)) exchange.defer(keep(exchange, page, body))
    return undefined
  }
  return { page, second: { rest: body.bytes.subarray(sent.length), whole: body.bytes } }
}

const isSame = (a: Head, b: Head) =>
  a.status === b.status && a.headers.get('content-type') === b.headers.get('content-type')

const isBeginning = (sent: Uint8Array, whole: Uint8Array) =>
  sent.length <= whole.length && sent.every((byte, at) => byte === whole[at])

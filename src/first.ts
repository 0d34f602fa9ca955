import { type Collected, deliver, type Instead } from './delivery.ts'
import { type Exchange, inboundConditions, isStorable, isTransparent, stored } from './exchange.ts'
import { type Failed, type Fault, recall } from './judgement.ts'
import { type FetchedPage, fetchPage } from './page-fetch.ts'
import { type Kept, keep, renew } from './renew.ts'
import { resumed } from './resume.ts'
import type { Head } from './store/copy.ts'

/** What came of asking for a page of which there is no copy. */
export type First =
  | {
      kind: 'page'
      head: Head
      body: ReadableStream<Uint8Array> | null
      /** Whether it is stored; left out where that is not known before the body's end. */
      stored?: boolean
      /** Whether another request's forward brought it (RFC 9211 §2.7). */
      collapsed?: boolean
      /** What the origin did in its place, by which status: then it is a copy that is no longer fresh. */
      instead?: Fault
      status?: number
      /** Settles when the page has ended: what is stored of it, if anything. Left out where somebody else stores it. */
      kept?: Promise<Kept | undefined>
      /** Settles when whoever gets no body may be told of the end; left out where nobody waits for that. */
      ended?: Promise<unknown>
    }
  | Failed

/**
 * Nobody has asked before: the page streams to the reader while it is collected to be stored. If its article is
 * missing, that is known when the reader has it: the head has gone out without a word of it. Whoever comes after sees
 * it in `Cache-Status`.
 */
export async function first(exchange: Exchange): Promise<First> {
  recall(exchange)
  const fetched = await fetchPage(exchange, undefined, false, inboundConditions(exchange))
  switch (fetched.kind) {
    case 'failed':
      return fetched
    case 'renewed':
      return { kind: 'failed', refusal: { kind: 'origin-broken', status: 304 }, status: 304 }
    case 'page': {
      const { head, body } = fetched
      const mayStore = isStorable(exchange, head)
      if (body === null) {
        const kept = mayStore
          ? keep(exchange, fetched, { kind: 'whole', bytes: new Uint8Array() })
          : Promise.resolve(undefined)
        await stored(exchange, kept)
        return { kind: 'page', head, body, stored: mayStore, kept }
      }
      let page: FetchedPage = fetched
      const second: Instead = async (error, sent) => {
        const mended = await fetched.second?.(error, sent)
        if (mended) return mended
        const again = await resumed(exchange, head, sent)
        if (again) page = again.page
        return again?.second
      }
      const isKept = () => mayStore && !fetched.guessed && isStorable(exchange, page.head)
      const keepWhole = async (whole: Collected) => (isKept() ? keep(exchange, page, whole) : undefined)
      // Where programs are readers, the page ends for them when the copy is there.
      const isKeptFirst = isTransparent(exchange.site)
      let keptFirst: Promise<Kept | undefined> | undefined
      const before = (whole: Collected) => (keptFirst = keepWhole(whole))
      const { toReader, collected } = deliver(
        body,
        exchange.site.maxPageBytes,
        second,
        isKeptFirst ? before : undefined,
      )
      exchange.defer(collected)
      // What had to be guessed for a waiting reader is made again for the store, where nobody waits.
      if (mayStore && fetched.guessed) exchange.defer(renew(exchange))
      const kept = collected.then(whole => keptFirst ?? keepWhole(whole))
      exchange.defer(kept)
      return { kind: 'page', head, body: toReader, kept, ...(isKeptFirst ? { ended: collected } : {}) }
    }
    default:
      return fetched satisfies never
  }
}

import type { Exchange } from './exchange.ts'
import { storable } from './http/storable.ts'
import { fetchPage } from './page-fetch.ts'
import type { Head } from './store/copy.ts'
import { sha256 } from './store/key.ts'
import { collect } from './stream.ts'

/** What came of renewing a copy. */
export type Renewal =
  | { kind: 'page'; head: Head; bytes: Uint8Array; stored: boolean }
  | { kind: 'renewed'; head: Head }
  | { kind: 'failed'; detail: string; status?: number }

/**
 * Asks the origin again and stores what it says. The body is read whole before anybody sees it: what breaks
 * off, or says nothing, never takes the place of a good copy.
 * @param validators the copy's head, where a 304 would do
 */
export async function renew(exchange: Exchange, validators?: Head): Promise<Renewal> {
  const fetched = await fetchPage(exchange, validators)
  switch (fetched.kind) {
    case 'failed': {
      const { refusal, status } = fetched
      return { kind: 'failed', detail: refusal.kind, ...(status === undefined ? {} : { status }) }
    }
    case 'renewed':
      exchange.defer(exchange.store.renew(fetched.head))
      return fetched
    case 'page': {
      const body = await collect(fetched.body, exchange.site.maxPageBytes)
      if (body.kind !== 'whole') return { kind: 'failed', detail: body.kind, status: fetched.head.status }
      if (isHollow(fetched.head, body.bytes)) return { kind: 'failed', detail: 'empty', status: 200 }
      const head = await tagged(fetched.head, body.bytes)
      const stored = storable(head.status, head.headers, exchange.site.forward)
      if (stored) exchange.defer(exchange.store.put(head, body.bytes, exchange.purgedAt))
      return { kind: 'page', head, bytes: body.bytes, stored }
    }
    default:
      return fetched satisfies never
  }
}

/** Collects a page that streams to its first reader, and stores it if it ended cleanly. */
export async function keep(
  exchange: Exchange,
  head: Head,
  body: ReadableStream<Uint8Array> | null,
): Promise<void> {
  const collected = await collect(body, exchange.site.maxPageBytes)
  if (collected.kind !== 'whole') return console.warn(`not stored: ${head.url} is ${collected.kind}`)
  if (isHollow(head, collected.bytes)) return console.warn(`not stored: ${head.url} is empty`)
  await exchange.store.put(await tagged(head, collected.bytes), collected.bytes, exchange.purgedAt)
}

/** A picture or a style sheet without a byte is none. A page is found out before it gets the mirror's notice. */
const isHollow = (head: Head, bytes: Uint8Array) => head.status === 200 && bytes.length === 0

const tagged = async (head: Head, bytes: Uint8Array): Promise<Head> => ({
  ...head,
  etag: `"${(await sha256(bytes)).slice(0, 22)}"`,
})

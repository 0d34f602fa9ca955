import type { Exchange } from './exchange.ts'
import { storable } from './http/storable.ts'
import { type Fetched, fetchPage } from './page-fetch.ts'
import { gaveUp } from './rewrite/ambiguity.ts'
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
      const whole = await collectPage(exchange, fetched)
      if (whole.kind !== 'whole') return { kind: 'failed', detail: whole.kind, status: fetched.head.status }
      const stored = storable(whole.head.status, whole.head.headers, exchange.site.forward)
      if (stored) exchange.defer(exchange.store.put(whole.head, whole.bytes, exchange.purgedAt))
      return { ...whole, kind: 'page', stored }
    }
    default:
      return fetched satisfies never
  }
}

type Page = Extract<Fetched, { kind: 'page' }>

/** Collects a page that streams to its first reader, and stores it if it ended cleanly. */
export async function keep(exchange: Exchange, page: Page): Promise<void> {
  const whole = await collectPage(exchange, page)
  if (whole.kind === 'whole') await exchange.store.put(whole.head, whole.bytes, exchange.purgedAt)
  else console.warn(`not stored: ${page.head.url} is ${whole.kind}`)
}

type Whole =
  | { kind: 'whole'; head: Head; bytes: Uint8Array }
  | { kind: 'broken' | 'too-large' | 'empty' | 'unreadable' }

/** A page's bytes to its end. One that the parser gave up on is asked for again, and made carefully. */
async function collectPage(exchange: Exchange, page: Page): Promise<Whole> {
  const body = await collect(page.body, exchange.site.maxPageBytes)
  if (body.kind === 'broken') return gaveUp(body.error) ? collectCarefully(exchange) : { kind: 'broken' }
  if (body.kind !== 'whole') return body
  // A picture or a style sheet without a byte is none. A page is found out before it gets the mirror's notice.
  if (page.head.status === 200 && body.bytes.length === 0) return { kind: 'empty' }
  const etag = `"${(await sha256(body.bytes)).slice(0, 22)}"`
  return { kind: 'whole', head: { ...page.head, etag }, bytes: body.bytes }
}

async function collectCarefully(exchange: Exchange): Promise<Whole> {
  const again = await fetchPage(exchange, undefined, 'carefully')
  // Bare words must not take the place of a copy that is more.
  return again.kind === 'page' && !again.bare ? collectPage(exchange, again) : { kind: 'unreadable' }
}

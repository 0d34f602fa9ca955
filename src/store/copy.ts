import type { CacheTags } from '../cache-tags.ts'
import type { Media } from '../http/media.ts'
import type { DriftKind } from './article-record.ts'

/** All that is known of a stored response but its body. */
export interface Head {
  /** The origin address. */
  url: string
  status: number
  media: Media
  /** The origin's own fields, of those worth keeping; what a reader gets is decided when it is served. */
  headers: Headers
  /** When the origin was asked and when it answered, in ms since the epoch. */
  requestedAt: number
  receivedAt: number
  /** When its bytes were asked for, where a 304 has renewed it since. */
  bodyAt?: number
  /** When KV was written again with the same bytes, in ms. */
  keptAt?: number
  /** Age on arrival and freshness lifetime, in seconds. */
  initialAge: number
  fresh: number
  freshBy: 'site' | 'origin' | 'heuristic'
  /** The site's own stale-while-revalidate window, in seconds. */
  stale?: number
  /** The rules that made the body: a copy that others made is not renewed by a 304. */
  rules: string
  /** The body's entity tag, from its bytes. */
  etag: string
  /** The body's length in bytes; left out of copies that were stored without it. */
  size?: number
  /** Where the origin chose it by the reader's fields: which of the address's responses it is. */
  variant?: Variant
  /** What is stored under the address, where that is several responses and none of them lies here; newest first. */
  variants?: readonly Variant[]
  /** What its origin tagged it with; left out where it did not. */
  tags?: CacheTags
  /** Whether its markup comes to its end: one that did before, and does not any more, was cut off. */
  ends?: true
  /** How much text its article has, in bytes; 0 where it has none, left out where that was not looked for. */
  article?: number
  /** Why it is no good copy. */
  drift?: Drifted
}

/** One of the responses that an address has for different readers (RFC 9111 §4.1). */
export interface Variant {
  /** The request fields that chose it, in lower case and in order. */
  names: readonly string[]
  /** The hash of their values: what readers sent is not stored. */
  key: string
}

/** How many responses an address may have at a time: a reader who sends ever new fields must not fill the store. */
export const MOST_VARIANTS = 10

/** A page that came without its article, or with far too little of it: `src/drift.ts`. */
export type Drifted = `article-${DriftKind}`

/** How long a page without its article is fresh at most, in seconds: it spares the origin, and is soon asked for again. */
const PROVISIONAL = 60

/** The head of a copy that is to be asked for again soon. */
export function provisional({ stale: _, ...head }: Head): Head {
  return { ...head, fresh: Math.min(head.fresh, PROVISIONAL + head.initialAge) }
}

/** When a copy's bytes were asked for, in ms: whatever was said of it since, a purge after that is about it. */
export const askedAt = ({ bodyAt, requestedAt }: Head): number => bodyAt ?? requestedAt

/** Whether a copy is one that nothing worse may replace: a whole page, with its article if it should have one. */
export const isGood = ({ status, drift }: Head): boolean => status === 200 && drift === undefined

/** A stored response, with the tier it came from. */
export interface Copy {
  head: Head
  body: ReadableStream<Uint8Array> | Uint8Array
  tier: 'edge' | 'kv'
}

/** Lets go of a copy that nobody reads. */
export async function cancel(copy: Pick<Copy, 'body'> | undefined): Promise<void> {
  if (copy?.body instanceof ReadableStream) await copy.body.cancel()
}

/** What is known of a copy whose body nobody reads. */
export async function headOnly(copy: Copy | undefined): Promise<Head | undefined> {
  await cancel(copy)
  return copy?.head
}

/** Where copies are kept. Both ways total: a tier that fails is a tier that has nothing. */
export interface Store {
  /**
   * @param variant the key of one of the address's responses, where it has several
   * @param after in ms: a copy whose bytes were asked for until then is none, and a further tier may have a later one
   */
  get(url: string, variant?: string, after?: number): Promise<Copy | undefined>
  /** The same in this data centre alone. */
  readonly near: Pick<Store, 'get'>
  /** The same in KV alone. */
  readonly far: Pick<Store, 'get'>
  /** @param isPurged whether a copy that is there may not be served any more */
  put(head: Head, body: Uint8Array, isPurged?: (kept: Head) => boolean): Promise<void>
  /** Leaves in this data centre what has been stored from another one. */
  fill(head: Head, body: Uint8Array): Promise<void>
  /** Renews the times of this data centre's copy after a 304: the same body, so the durable tier is mostly not written. */
  renew(head: Head): Promise<void>
}

import type { Media } from '../http/media.ts'

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
}

/** A stored response, with the tier it came from. */
export interface Copy {
  head: Head
  body: ReadableStream<Uint8Array> | Uint8Array
  tier: 'edge' | 'kv'
}

/** Where copies are kept. Both ways total: a tier that fails is a tier that has nothing. */
export interface Store {
  get(url: string): Promise<Copy | undefined>
  /** @param purgedAt when the address was last purged, in ms; 0 where it was not */
  put(head: Head, body: Uint8Array, purgedAt?: number): Promise<void>
  /** Renews a copy's times after a 304: the same body, so the durable tier is not written. */
  renew(head: Head): Promise<void>
}

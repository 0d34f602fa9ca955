import type { CacheTags } from './cache-tags.ts'
import { assess } from './http/assess.ts'
import type { Copy, Head } from './store/copy.ts'
import { type Epochs, invalidatedAt, purgedAt } from './store/epochs.ts'

/** What operators have said of an address, and of the copy that there is. `purgedAt` in ms, 0 where it never was. */
export type Judged =
  /** There is no copy, or none that may be served, not even when the origin fails. */
  | { readonly kind: 'none'; readonly purgedAt: number }
  | { readonly kind: 'untouched'; readonly copy: Copy; readonly purgedAt: number }
  /** Stale since its invalidation. `reusable`: without that it could have been served, so it is while it is renewed. */
  | {
      readonly kind: 'invalidated'
      readonly copy: Copy
      readonly purgedAt: number
      readonly reusable: boolean
    }

/**
 * Holds a copy against the epochs.
 * @param given the tags that the site's file gives the address today
 * @param now ms since the epoch
 */
export function judged(
  copy: Copy | undefined,
  url: string,
  given: readonly string[],
  epochs: Epochs,
  now: number,
): Judged {
  const tags = withTags(given, copy?.head.tags)
  const purged = purgedAt(epochs, url, tags)
  if (copy === undefined || copy.head.requestedAt <= purged) return { kind: 'none', purgedAt: purged }
  const at = invalidatedAt(epochs, url, tags)
  if (copy.head.requestedAt > at) return { kind: 'untouched', copy, purgedAt: purged }
  const reusable = assess(copy.head, now).kind !== 'must-revalidate'
  return {
    kind: 'invalidated',
    copy: { ...copy, head: staleSince(copy.head, at) },
    purgedAt: purged,
    reusable,
  }
}

/** The site's tags, and those that its origin gave the copy. */
const withTags = (given: readonly string[], own: CacheTags = []): CacheTags =>
  own === 'any' ? own : [...given, ...own]

/** Its freshness ended when it was invalidated (RFC 9111 §4.4), so its age and what browsers are told follow. */
function staleSince(head: Head, at: number): Head {
  const age = head.initialAge + Math.max(0, Math.floor((at - head.receivedAt) / 1000))
  return { ...head, fresh: Math.min(head.fresh, age) }
}

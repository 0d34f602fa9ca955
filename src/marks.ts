import type { CacheTags } from './cache-tags.ts'
import { assess } from './http/assess.ts'
import { askedAt, type Copy, type Head } from './store/copy.ts'
import { type Epochs, invalidatedAt, purgedAt } from './store/epochs.ts'

/** What operators have said of an address, and of the copy that there is. */
export type Judged = Marks & Verdict

type Verdict =
  /** There is no copy, or none that may be served, not even when the origin fails. */
  | { readonly kind: 'none' }
  | { readonly kind: 'untouched'; readonly copy: Copy }
  /** Stale since its invalidation. `reusable`: without that it could have been served, so it is while it is renewed. */
  | { readonly kind: 'invalidated'; readonly copy: Copy; readonly reusable: boolean }

/** When an address was purged last, and when it was purged or invalidated, in ms since the epoch; 0 where it never was. */
export interface Marks {
  readonly purgedAt: number
  readonly markedAt: number
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
  const invalidated = invalidatedAt(epochs, url, tags)
  const purged = purgedAt(epochs, url, tags)
  const marks = { purgedAt: purged, markedAt: Math.max(purged, invalidated) }
  if (copy === undefined || isPurged(copy.head, purged)) return { ...marks, kind: 'none' }
  if (copy.head.requestedAt > invalidated) return { ...marks, kind: 'untouched', copy }
  const reusable = assess(copy.head, now).kind !== 'must-revalidate'
  const stale = { ...copy, head: staleSince(copy.head, invalidated) }
  return { ...marks, kind: 'invalidated', copy: stale, reusable }
}

/** Whether nothing may be made of a copy any more. @param purgedAt in ms */
const isPurged = (head: Head, purgedAt: number) => askedAt(head) <= purgedAt

/** The same of any copy of an address, for who has yet to find it; `since` is a purge that is known besides, in ms. */
export const purgedBy =
  (url: string, given: readonly string[], epochs: Epochs, since = 0) =>
  (head: Head): boolean =>
    isPurged(head, Math.max(since, purgedAt(epochs, url, withTags(given, head.tags))))

/** The site's tags, and those that its origin gave the copy. */
const withTags = (given: readonly string[], own: CacheTags = []): CacheTags =>
  own === 'any' ? own : [...given, ...own]

/** Its freshness ended when it was invalidated (RFC 9111 §4.4), so its age and what browsers are told follow. */
function staleSince(head: Head, at: number): Head {
  const age = head.initialAge + Math.max(0, Math.floor((at - head.receivedAt) / 1000))
  return { ...head, fresh: Math.min(head.fresh, age) }
}

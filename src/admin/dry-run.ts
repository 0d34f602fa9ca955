import { assess } from '../http/assess.ts'
import { MOST_BYTES, MOST_ENTRIES, sizeOf } from '../store/compaction.ts'
import type { Head } from '../store/copy.ts'
import type { EdgeTier } from '../store/edge.ts'
import { type Epochs, type Mark, marked } from '../store/epochs.ts'
import { KEPT } from '../store/key.ts'
import type { KvTier } from '../store/kv.ts'
import { contents } from '../store/purge-log.ts'

/** The tiers, each by itself: looking must not carry a copy from one to the other. */
export interface Tiers {
  readonly edge: Pick<EdgeTier, 'head'>
  readonly kv: Pick<KvTier, 'head'>
}

/** A Worker may ask 50 times in one request on the free plan; each file takes two. */
const MOST_LOOKED_AT = 20

/** What is known of a stored copy. */
interface Known {
  readonly fetched: string
  /** Seconds since the origin made it. */
  readonly age: number
  readonly state: 'fresh' | 'stale'
}

/**
 * What an act would do, found out without doing it. Nothing is written.
 * @param epochs those that hold now
 */
export async function dryRun(mark: Mark, epochs: Epochs, tiers: Tiers) {
  const { entries, bytes } = sizeOf(marked(epochs, mark, KEPT * 1000))
  const { kind, named } = contents(mark.scope)
  const about = { epoch: new Date(mark.at).toISOString(), covers: covers(mark) }
  const record = { entries, bytes, most_entries: MOST_ENTRIES, most_bytes: MOST_BYTES }
  if (kind !== 'files')
    return {
      ...about,
      copies: 'not listed: copies are compared with the epoch when they are asked for',
      record,
    }
  const looked = named.slice(0, MOST_LOOKED_AT)
  const files = await Promise.all(looked.map(url => fileOf(url, mark.at, tiers)))
  const rest = named.length - looked.length
  return { ...about, files, ...(rest > 0 ? { not_looked_at: rest } : {}), record }
}

async function fileOf(url: string, now: number, { edge, kv }: Tiers) {
  const [here, everywhere] = await Promise.all([edge.head(url), kv.head(url)])
  return { url, here: here ? known(here, now) : null, in_kv: everywhere ? known(everywhere, now) : null }
}

function known(head: Head, now: number): Known {
  const { age, ttl } = assess(head, now)
  return { fetched: new Date(head.requestedAt).toISOString(), age, state: ttl > 0 ? 'fresh' : 'stale' }
}

function covers({ act, scope }: Mark): string {
  const { kind, named } = contents(scope)
  const which = {
    files: `of ${named.length === 1 ? 'this address' : `these ${named.length} addresses`}, with its query, however it is spelled`,
    prefixes: `whose address begins with ${named.join(' or ')}`,
    hosts: `of ${named.join(' or ')}`,
    tags: `tagged ${named.join(' or ')}, by the site's file or by the origin`,
    everything: 'of every address',
  }[kind]
  const then = {
    purge: 'is not served any more, not even when the origin fails',
    invalidate: 'is stale: it is served until it has been renewed',
  }[act]
  return `each copy ${which}, asked for until this moment, ${then}`
}

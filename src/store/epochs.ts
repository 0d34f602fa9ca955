import { createHash } from 'node:crypto'
import type { CacheTags } from '../cache-tags.ts'
import { compacted, sizeOf } from './compaction.ts'
import { spelled } from './spelling.ts'

/** "purge": a copy that is older can't be served any more. "invalidate": it is stale, and served until it is renewed. */
export type Act = 'purge' | 'invalidate'

/** What an act is about, as Cloudflare's purge API names it. */
export type Scope =
  | { readonly files: readonly string[] }
  | { readonly prefixes: readonly string[] }
  | { readonly tags: readonly string[] }
  | { readonly hosts: readonly string[] }
  | { readonly purge_everything: true }

/** One purge or invalidation. `at` in ms since the epoch. */
export interface Mark {
  readonly act: Act
  readonly scope: Scope
  readonly at: number
}

/** When, in ms since the epoch, by what it was about. */
export type Times = Readonly<Record<string, number>>

/** The latest marks of one act. Addresses stand without their scheme, in one spelling (`spelled`). */
export interface Marks {
  readonly everything: number
  readonly hosts: Times
  /** Beginnings of addresses. */
  readonly prefixes: Times
  /** By `fileKey`. */
  readonly files: Times
  readonly tags: Times
}

/** What was purged and what was invalidated, and when: it is about copies that were asked for before. */
export interface Epochs {
  readonly purge: Marks
  readonly invalidate: Marks
}

const NO_MARKS: Marks = { everything: 0, hosts: {}, prefixes: {}, files: {}, tags: {} }
export const NO_EPOCHS: Epochs = { purge: NO_MARKS, invalidate: NO_MARKS }

/** When an address, its host or one of a copy's tags was last purged, in ms since the epoch; 0 where none was. */
export const purgedAt = (epochs: Epochs, url: string, tags: CacheTags = []) => latest(epochs.purge, url, tags)

/** When it was last invalidated, likewise. */
export const invalidatedAt = (epochs: Epochs, url: string, tags: CacheTags = []) =>
  latest(epochs.invalidate, url, tags)

/** On every request: nothing is made of the record but what is asked for. */
function latest({ everything, hosts, prefixes, files, tags }: Marks, url: string, own: CacheTags): number {
  const address = addressOf(url)
  let at = Math.max(everything, timeOf(hosts, hostOf(address)), timeOf(files, fileKey(address)))
  for (const length of lengthsOf(prefixes)) at = Math.max(at, timeOf(prefixes, address.slice(0, length)))
  if (own === 'any') for (const tag in tags) at = Math.max(at, timeOf(tags, tag))
  else for (const tag of own) at = Math.max(at, timeOf(tags, tag))
  return at
}

const lengths = new WeakMap<Times, readonly number[]>()

/** How long the beginnings are: so few lengths that an address is cut to each, instead of held against all of them. */
function lengthsOf(prefixes: Times): readonly number[] {
  const known = lengths.get(prefixes)
  if (known) return known
  const found = [...new Set(Object.keys(prefixes).map(start => start.length))]
  lengths.set(prefixes, found)
  return found
}

/** Keys are anybody's text: "constructor" is no time. */
const timeOf = (times: Times, key: string): number => (Object.hasOwn(times, key) ? (times[key] ?? 0) : 0)

/**
 * The epochs after one more mark. What is older than anything still kept says nothing any more and goes; what a later
 * and broader mark covers goes; and if there is too much all the same, `compacted` folds the oldest.
 * @param kept how long a copy can live, in ms
 */
export function marked(epochs: Epochs, { act, scope, at }: Mark, kept: number): Epochs {
  const one: Epochs = { ...NO_EPOCHS, [act]: marksOf(scope, at) }
  return compacted(merged(epochs, one), at - kept)
}

/** After a purge: `marked`. */
export const purged = (epochs: Epochs, scope: Scope, at: number, kept: number): Epochs =>
  marked(epochs, { act: 'purge', scope, at }, kept)

/** After an invalidation: `marked`. */
export const invalidated = (epochs: Epochs, scope: Scope, at: number, kept: number): Epochs =>
  marked(epochs, { act: 'invalidate', scope, at }, kept)

/** What two records know together: of each scope the later mark. Marks only ever grow later, so order says nothing. */
export function together(a: Epochs, b: Epochs): Epochs {
  const both = merged(a, b)
  const { entries } = sizeOf(both)
  // Mostly one record holds all that the other does.
  if (entries === sizeOf(a).entries || entries === sizeOf(b).entries) return both
  return compacted(both, 0)
}

const merged = (a: Epochs, b: Epochs): Epochs => ({
  purge: mergedMarks(a.purge, b.purge),
  invalidate: mergedMarks(a.invalidate, b.invalidate),
})

const mergedMarks = (a: Marks, b: Marks): Marks => ({
  everything: Math.max(a.everything, b.everything),
  hosts: later(a.hosts, b.hosts),
  prefixes: later(a.prefixes, b.prefixes),
  files: later(a.files, b.files),
  tags: later(a.tags, b.tags),
})

const later = (a: Times, b: Times): Times => ({
  ...a,
  ...Object.fromEntries(Object.entries(b).filter(([key, at]) => at > timeOf(a, key))),
})

function marksOf(scope: Scope, at: number): Marks {
  const times = (keys: readonly string[]): Times => Object.fromEntries(keys.map(key => [key, at]))
  if ('files' in scope) return { ...NO_MARKS, files: times(scope.files.map(url => fileKey(addressOf(url)))) }
  if ('prefixes' in scope) return { ...NO_MARKS, prefixes: times(scope.prefixes.map(prefixKey)) }
  if ('tags' in scope) return { ...NO_MARKS, tags: times(scope.tags) }
  if ('hosts' in scope) return { ...NO_MARKS, hosts: times(scope.hosts) }
  if ('purge_everything' in scope) return { ...NO_MARKS, everything: at }
  return scope satisfies never
}

/** The longest address that stands in the record as it is, in characters. */
const LONGEST = 256

/**
 * An address as the record has it: cut after a folder where it is long, with a digest of the whole after "#", which no
 * address has. So it still begins with its own folders.
 */
function fileKey(address: string): string {
  if (address.length <= LONGEST) return address
  const folder = address.slice(0, address.slice(0, LONGEST).lastIndexOf('/') + 1)
  return `${folder}#${createHash('sha256').update(address).digest('base64url').slice(0, 22)}`
}

/** A beginning as the record has it. What it has of an escape that it ends within would stand in no address. */
const prefixKey = (url: string) => addressOf(url).replace(/%[0-9A-F]?$/i, '')

/** An address without its scheme, in its one spelling. */
const addressOf = (url: string) => spelled(url.replace(/^https?:\/\//, ''))

/** The host of an address without its scheme. */
const hostOf = (address: string) => address.slice(0, Math.max(0, address.search(/[/?#]|$/)))

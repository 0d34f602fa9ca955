import type { Act, Mark, Scope } from './epochs.ts'

/** One line of the log: when, by which route, and what. Nothing of who asked. */
export interface LogEntry {
  /** ms since the epoch */
  readonly at: number
  /** The route is `POST /-/admin/<act>`. */
  readonly act: Act
  readonly scope: 'files' | 'prefixes' | 'tags' | 'hosts' | 'everything'
  /** How many of these were named; the first of them, cut where they are long. */
  readonly count: number
  readonly first: readonly string[]
}

/** So many purges and invalidations are remembered. */
export const LOGGED = 100
const FIRST = 10
const LONGEST = 300

/** The log after one more mark, the latest first. */
export const logged = (log: readonly LogEntry[], mark: Mark): readonly LogEntry[] =>
  [entryOf(mark), ...log].slice(0, LOGGED)

function entryOf({ act, at, scope }: Mark): LogEntry {
  const { kind, named } = contents(scope)
  const first = named
    .slice(0, FIRST)
    .map(text => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text))
  return { at, act, scope: kind, count: named.length, first }
}

/** A scope's kind, and what it names. */
export function contents(scope: Scope): { kind: LogEntry['scope']; named: readonly string[] } {
  if ('files' in scope) return { kind: 'files', named: scope.files }
  if ('prefixes' in scope) return { kind: 'prefixes', named: scope.prefixes }
  if ('tags' in scope) return { kind: 'tags', named: scope.tags }
  if ('hosts' in scope) return { kind: 'hosts', named: scope.hosts }
  if ('purge_everything' in scope) return { kind: 'everything', named: [] }
  return scope satisfies never
}

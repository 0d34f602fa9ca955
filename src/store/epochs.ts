/** What was purged, and when (ms since the epoch): a copy stored before its epoch is dead in every tier. */
export interface Epochs {
  everything: number
  /** Origin addresses. */
  files: Record<string, number>
  /** Beginnings of origin addresses, without their scheme. */
  prefixes: Record<string, number>
}

export const NO_EPOCHS: Epochs = { everything: 0, files: {}, prefixes: {} }

/** What one purge is about, as Cloudflare's purge API names it. */
export type Scope = { files: string[] } | { prefixes: string[] } | { purge_everything: true }

/** Whether a copy of `url`, asked for at `requestedAt` (ms), was purged since. */
export function isPurged(epochs: Epochs, url: string, requestedAt: number): boolean {
  if (requestedAt <= epochs.everything || requestedAt <= (epochs.files[url] ?? 0)) return true
  const address = withoutScheme(url)
  return Object.entries(epochs.prefixes).some(([start, at]) => requestedAt <= at && address.startsWith(start))
}

/**
 * The epochs after one more purge. Epochs older than anything still kept say nothing and go; if there are too
 * many all the same, the oldest become one for everything: that purges more than was asked, never less.
 * @param kept how long a copy can live, in ms
 */
export function purged(epochs: Epochs, scope: Scope, now: number, kept: number): Epochs {
  if ('purge_everything' in scope) return { ...NO_EPOCHS, everything: now }
  const files = 'files' in scope ? scope.files : []
  const prefixes = 'prefixes' in scope ? scope.prefixes.map(withoutScheme) : []
  return bounded({
    everything: epochs.everything,
    files: { ...alive(epochs.files, now - kept), ...Object.fromEntries(files.map(url => [url, now])) },
    prefixes: { ...alive(epochs.prefixes, now - kept), ...Object.fromEntries(prefixes.map(p => [p, now])) },
  })
}

const LIMIT = 1000

function bounded(epochs: Epochs): Epochs {
  const times = [...Object.values(epochs.files), ...Object.values(epochs.prefixes)].sort((a, b) => b - a)
  const oldest = times[LIMIT]
  if (oldest === undefined) return epochs
  return {
    everything: Math.max(epochs.everything, oldest),
    files: alive(epochs.files, oldest),
    prefixes: alive(epochs.prefixes, oldest),
  }
}

const alive = (entries: Record<string, number>, since: number) =>
  Object.fromEntries(Object.entries(entries).filter(([, at]) => at > since))

const withoutScheme = (url: string) => url.replace(/^https?:\/\//, '')

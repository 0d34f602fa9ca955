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

/** When an address was last purged, in ms since the epoch; 0 where it was not. */
export function purgedAt(epochs: Epochs, url: string): number {
  const address = withoutScheme(url)
  const prefixes = Object.entries(epochs.prefixes).filter(([start]) => address.startsWith(start))
  return Math.max(epochs.everything, epochs.files[url] ?? 0, ...prefixes.map(([, at]) => at))
}

/** Whether a copy of `url`, asked for at `requestedAt` (ms), was purged since. */
export const isPurged = (epochs: Epochs, url: string, requestedAt: number) =>
  requestedAt <= purgedAt(epochs, url)

/** What two records know together: of each scope the later purge. */
export const together = (a: Epochs, b: Epochs): Epochs => ({
  everything: Math.max(a.everything, b.everything),
  files: latest(a.files, b.files),
  prefixes: latest(a.prefixes, b.prefixes),
})

function latest(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const later = Object.entries(b).filter(([key, at]) => at > (a[key] ?? 0))
  return { ...a, ...Object.fromEntries(later) }
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

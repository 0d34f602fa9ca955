import type { Act, Epochs, Marks, Times } from './epochs.ts'

/**
 * The most that the record of epochs may hold: it is parsed once a second by each busy isolate at most, and looked through on
 * each request. Bytes are those of its JSON.
 */
export const MOST_ENTRIES = 1000
export const MOST_BYTES = 100_000
/** After folding it is smaller than it need be by so much, or the next mark would have to fold again. */
const ROOM = 0.75

/** `"":1700000000000,` */
const BYTES_AN_ENTRY = 17
const KINDS = ['hosts', 'prefixes', 'files', 'tags'] as const
const ACTS: readonly Act[] = ['purge', 'invalidate']

/** How many marks a record has, and about how many bytes they are as JSON; keys are ASCII. */
export function sizeOf(epochs: Epochs): { entries: number; bytes: number } {
  let [entries, bytes] = [0, 180]
  for (const act of ACTS) {
    for (const kind of KINDS) {
      for (const key in epochs[act][kind]) {
        entries++
        bytes += key.length + BYTES_AN_ENTRY
      }
    }
  }
  return { entries, bytes }
}

/**
 * A record that says the same in less, and where that is too much, more than the same: what it is about grows, and never
 * shrinks. Marks up to `since` (ms since the epoch) go, because no copy is so old. What a later and broader mark covers
 * goes. If there is still too much, the older half is folded into the deepest folders that they share, level by level up
 * to their host; and if that is not enough, the oldest into everything. Those that were marked of late stay exact.
 */
export function compacted(epochs: Epochs, since: number): Epochs {
  const alive = each(epochs, marks => ({
    ...withTimes(marks, at => at > since),
    everything: marks.everything,
  }))
  const purge = uncovered(alive.purge, [])
  const shorter = { purge, invalidate: uncovered(alive.invalidate, [purge]) }
  return isOver(shorter, 1) ? folded(shorter) : shorter
}

const isOver = (epochs: Epochs, share: number) => {
  const { entries, bytes } = sizeOf(epochs)
  return entries > MOST_ENTRIES * share || bytes > MOST_BYTES * share
}

const each = (epochs: Epochs, change: (marks: Marks) => Marks): Epochs => ({
  purge: change(epochs.purge),
  invalidate: change(epochs.invalidate),
})

const withTimes = (marks: Marks, wanted: (at: number, key: string) => boolean): Marks => ({
  everything: marks.everything,
  hosts: only(marks.hosts, wanted),
  prefixes: only(marks.prefixes, wanted),
  files: only(marks.files, wanted),
  tags: only(marks.tags, wanted),
})

const only = (times: Times, wanted: (at: number, key: string) => boolean): Times =>
  Object.fromEntries(Object.entries(times).filter(([key, at]) => wanted(at, key)))

const timeIn = (times: Times, key: string): number => (Object.hasOwn(times, key) ? (times[key] ?? 0) : 0)

/** Without what a mark covers that is as late and broader, be it of these or of others that say more. */
function uncovered(marks: Marks, others: readonly Marks[]): Marks {
  const all = [marks, ...others]
  const everything = Math.max(...all.map(one => one.everything))
  const isCovered = Math.max(0, ...others.map(one => one.everything)) >= marks.everything
  const covers = coverOf(all)
  const elsewhere = (kind: (typeof KINDS)[number], key: string) =>
    Math.max(0, ...others.map(one => timeIn(one[kind], key)))
  return {
    everything: isCovered ? 0 : marks.everything,
    hosts: only(marks.hosts, (at, key) => at > Math.max(everything, elsewhere('hosts', key))),
    prefixes: only(
      marks.prefixes,
      (at, key) => at > Math.max(covers(key, false), elsewhere('prefixes', key)),
    ),
    files: only(marks.files, (at, key) => at > Math.max(covers(key, true), elsewhere('files', key))),
    tags: only(marks.tags, (at, key) => at > Math.max(everything, elsewhere('tags', key))),
  }
}

/** Says for an address when something broader was last marked: everything, its host, or a beginning of it. */
function coverOf(all: readonly Marks[]): (key: string, whole: boolean) => number {
  const everything = Math.max(...all.map(one => one.everything))
  const starts = new Map<string, number>()
  for (const { prefixes } of all)
    for (const [start, at] of Object.entries(prefixes))
      starts.set(start, Math.max(at, starts.get(start) ?? 0))
  // By their lengths, of which there are few: an address is cut to each of them instead of being held against all.
  const lengths = [...new Set([...starts.keys()].map(start => start.length))]
  return (key, whole) => {
    const slash = key.indexOf('/')
    const host = slash < 0 ? [] : all.map(one => timeIn(one.hosts, key.slice(0, slash)))
    const begins = lengths
      .filter(length => length < key.length || (whole && length === key.length))
      .map(length => starts.get(key.slice(0, length)) ?? 0)
    return Math.max(everything, ...host, ...begins)
  }
}

function folded(epochs: Epochs): Epochs {
  const times = timesOf(epochs)
  const old = times[Math.floor(times.length / 2)] ?? 0
  const deepest = Math.max(0, ...ACTS.flatMap(act => addressesOf(epochs[act]).map(depthOf)))
  let smaller = epochs
  for (let depth = deepest; depth >= 1 && isOver(smaller, ROOM); depth--) {
    const folder = (marks: Marks) => intoFolders(marks, depth, old)
    smaller = each(smaller, folder)
  }
  return isOver(smaller, ROOM) ? intoEverything(smaller) : smaller
}

/** All times, the earliest first. */
const timesOf = (epochs: Epochs): number[] =>
  ACTS.flatMap(act => KINDS.flatMap(kind => Object.values(epochs[act][kind]))).sort((a, b) => a - b)

const addressesOf = ({ files, prefixes }: Marks) => [...Object.keys(files), ...Object.keys(prefixes)]

/** The folders of an address: so many "/" stand before its query. */
const depthOf = (address: string) => pathOf(address).split('/').length - 1
const pathOf = (address: string) => address.replace(/[?#].*$/s, '')

/** Replaces what lies in the same folder, and was marked until `old`, by one mark on the folder. */
function intoFolders(marks: Marks, depth: number, old: number): Marks {
  const folders = new Map<string, [key: string, at: number][]>()
  for (const entry of [...Object.entries(marks.files), ...Object.entries(marks.prefixes)]) {
    const parts = pathOf(entry[0]).split('/')
    if (entry[1] > old || parts.length <= depth) continue
    const folder = `${parts.slice(0, depth).join('/')}/`
    folders.set(folder, [...(folders.get(folder) ?? []), entry])
  }
  const shared = [...folders].filter(([, entries]) => entries.length > 1)
  const gone = new Map(shared.flatMap(([, entries]) => entries))
  const stays = (at: number, key: string) => gone.get(key) === undefined || at > old
  const starts = shared.map(([folder, entries]): [string, number] => [
    folder,
    Math.max(timeIn(marks.prefixes, folder), ...entries.map(([, at]) => at)),
  ])
  return {
    ...marks,
    files: only(marks.files, stays),
    prefixes: { ...only(marks.prefixes, stays), ...Object.fromEntries(starts) },
  }
}

/** Replaces the oldest by one mark on everything, for each act. */
function intoEverything(epochs: Epochs): Epochs {
  const times = timesOf(epochs)
  let smaller = epochs
  // Few rounds: each takes an eighth of what there was.
  for (let part = 1; part <= 8 && isOver(smaller, ROOM); part++) {
    const until = times[Math.ceil((times.length * part) / 8) - 1] ?? 0
    smaller = each(epochs, marks => ({
      ...withTimes(marks, at => at > until),
      everything: Math.max(
        marks.everything,
        ...KINDS.flatMap(kind => Object.values(marks[kind]).filter(at => at <= until)),
      ),
    }))
  }
  return smaller
}

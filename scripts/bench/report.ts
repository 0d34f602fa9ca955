import { styleText } from 'node:util'
import type { Failure } from './harness.ts'

/** What `--json` prints. Times are CPU milliseconds a page. */
export interface Result {
  readonly pages: number
  /** Of all pages, as the origin sends them. */
  readonly bytes: number
  readonly passthrough_ms: number
  readonly noop_ms: number
  readonly mirror_ms: number
  readonly ratio_to_noop: number
  /** Calls of the rewriter into JavaScript. */
  readonly calls_per_page: number
  /** Those of them for elements that are neither links nor pictures, sound or film. */
  readonly calls_beyond_links_and_pictures: number
  /** The Worker, bundled by esbuild and compressed. */
  readonly bundle_gzip_kb: number
  /** CPU milliseconds from a fresh workerd to its first answer, less an empty Worker's. */
  readonly startup_ms: number
  /** CPU milliseconds until the compiled lists are ready for their first page, less what that takes without any. */
  readonly startup_lists_ms: number
  /** What other packages cost on the same pages, in the same run. */
  readonly peers: readonly Peer[]
  /** The filter lists that the ad blocker hid by; it is left out where there are none. */
  readonly lists: readonly string[]
}

export interface Peer {
  readonly name: string
  readonly what: string
  readonly ms: number
  readonly ratio_to_noop: number
  /** Pages that it threw on. Such a page counts up to there, so it makes a peer look cheaper than it is. */
  readonly failed: readonly Failure[]
}

export interface Row {
  readonly name: string
  readonly ms: number
  readonly what: string
  readonly peer: boolean
}

const WIDTH = 30

/** A row a variant, the peers last. */
export function rowsOf(result: Result): Row[] {
  return [
    { name: 'passthrough', ms: result.passthrough_ms, what: 'streamed, untouched', peer: false },
    { name: 'noop', ms: result.noop_ms, what: 'an HTMLRewriter that matches nothing', peer: false },
    { name: 'mirror', ms: result.mirror_ms, what: 'the whole rewrite', peer: false },
    ...result.peers.map(({ name, ms, what }) => ({ name, ms, what, peer: true })),
  ]
}

/** What was measured, in a line. */
export function heading(result: Result, rounds: number): string {
  const mean = Math.round(result.bytes / result.pages / 1000)
  return `CPU of workerd a page: ${result.pages} pages of ${mean} kB, median of ${rounds} rounds`
}

/** The result as people read it: a bar a variant, then the other figures. */
export function report(result: Result, rounds: number): string {
  const rows = rowsOf(result)
  const most = Math.max(...rows.map(({ ms }) => ms))
  const bars = rows.map(({ name, ms, what, peer }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((ms / most) * WIDTH))).padEnd(WIDTH)
    const drawn = styleText(peer ? 'gray' : 'cyan', bar, { stream: process.stdout })
    const times = `${(ms / result.noop_ms).toFixed(1)}×`.padStart(7)
    return `  ${name.padEnd(12)} ${ms.toFixed(2).padStart(7)} ms ${times}  ${drawn}  ${what}`
  })
  const figures: [string, string][] = [
    ['mirror / noop', result.ratio_to_noop.toFixed(1)],
    ['calls into JavaScript a page', result.calls_per_page.toFixed(0)],
    ['of them beyond links and pictures', result.calls_beyond_links_and_pictures.toFixed(0)],
    ['bundle, gzip', `${result.bundle_gzip_kb.toFixed(1)} kB`],
    ['start-up', `${result.startup_ms.toFixed(1)} ms of CPU above an empty Worker's`],
    ['compiled lists ready', `${result.startup_lists_ms.toFixed(1)} ms of CPU above none`],
  ]
  return [
    '',
    heading(result, rounds),
    '',
    ...bars,
    '',
    ...figures.map(([label, value]) => `  ${label.padEnd(33)} ${value}`),
    '',
    ...remarks(result).map(remark => `  ${remark}`),
    '',
    '',
  ].join('\n')
}

const NO_LISTS =
  'adblocker is left out, having nothing to match: name lists with FILTERS="easylist.txt …" npm run bench'

/** What makes a figure mean less than it seems to. */
function remarks({ peers, pages, lists }: Result): string[] {
  if (peers.length === 0) return []
  const failed = peers.flatMap(({ name, failed }) => [
    ...(failed.length > 0 ? [`${name} failed on ${failed.length} of ${pages} pages:`] : []),
    ...failed.map(({ page, message }) => `  ${page}  ${message}`),
  ])
  return [...failed, lists.length > 0 ? `adblocker hides by ${lists.join(', ')}` : NO_LISTS]
}

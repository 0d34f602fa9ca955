import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { type RunningMirror, runMirror } from '../../local/run.ts'
import { type CpuClock, newWorkerdClock } from '../cpu.ts'
import { median, rounded } from '../figures.ts'
import type { Progress } from '../measure.ts'
import { type Answer, load, type Target, target } from './load.ts'

/** What `--hits --json` prints. */
export interface Hits {
  /** Of the page, as its readers get it. */
  readonly bytes: number
  readonly mirror: Cost
  readonly match: Cost
  /** Of the requests a second: the mirror's over those of the Worker that only matches. */
  readonly ratio: number
}

export interface Cost {
  readonly requests_per_s: number
  /** CPU milliseconds of workerd a request, with Miniflare's own Cache API in it. */
  readonly cpu_ms: number
}

const root = `${import.meta.dirname}/../../..`
/** A page of the demo paper of a usual size. */
const PAGE = '/en/'
export const CONNECTIONS = 16
const REQUESTS = 600
/** Turns until workerd has compiled what is hot. */
const WARM_UP = 3

interface Side {
  readonly worker: RunningMirror
  readonly clock: CpuClock
  readonly target: Target
  readonly isRight: (answer: Answer) => boolean
  readonly taken: { readonly ms: number; readonly cpu: number }[]
}

/**
 * Hits of the mirror beside those of a Worker that does nothing but `caches.default.match`, with the same page and
 * fields. A B A B …: what else the machine does in a while falls on both alike.
 * @param rounds turns that each has
 */
export async function measureHits(rounds: number, progress: Progress): Promise<Hits> {
  const workers: RunningMirror[] = []
  try {
    const mirror = await started(workers, () => runMirror({ settings: { SITE_FILE: site() }, demo: true }))
    const page = await stored(mirror.worker.url + PAGE)
    const match = await started(workers, () =>
      runMirror({ settings: {}, entry: `${import.meta.dirname}/match.ts` }),
    )
    await keep(match.worker.url + PAGE, page)
    const bytes = page.body.length
    const same = (answer: Answer) => answer.status === 200 && answer.bytes === bytes
    const sides: readonly [Side, Side] = [
      {
        ...mirror,
        isRight: answer => same(answer) && answer.cacheStatus.includes('heliograph;hit'),
        taken: [],
      },
      { ...match, isRight: same, taken: [] },
    ]
    for (let turn = 0; turn < WARM_UP + rounds; turn++) {
      for (const side of sides) await oneTurn(side)
      progress('hits', turn + 1, WARM_UP + rounds)
    }
    const [ours, theirs] = sides.map(({ taken }) => taken.slice(WARM_UP))
    const both = (ours ?? []).map(({ ms }, turn) => (theirs?.[turn]?.ms ?? Number.NaN) / ms)
    const ratio = rounded(median(both))
    return { bytes, mirror: costOf(ours), match: costOf(theirs), ratio }
  } finally {
    for (const worker of workers) await worker.dispose()
  }
}

const costOf = (turns: Side['taken'] = []): Cost => ({
  requests_per_s: rounded((1000 * REQUESTS) / median(turns.map(({ ms }) => ms))),
  cpu_ms: rounded(median(turns.map(({ cpu }) => cpu)) / REQUESTS),
})

async function started(workers: RunningMirror[], start: () => Promise<RunningMirror>) {
  const worker = await start()
  workers.push(worker)
  return { worker, clock: newWorkerdClock(), target: target(worker.url + PAGE, CONNECTIONS) }
}

async function oneTurn({ target, clock, isRight, taken }: Side): Promise<void> {
  const before = clock()
  const ms = await load(target, REQUESTS, isRight)
  taken.push({ ms, cpu: clock() - before })
}

/** The demo's rules, and a page that stays fresh for as long as it is measured. */
function site(): string {
  const demo = JSON.parse(readFileSync(`${root}/src/sites/demo.json`, 'utf8'))
  return JSON.stringify({ ...demo, freshness: [{ path: '*', fresh: '1d', stale: '1d' }] })
}

/** Asks for a page until it comes from the store. */
async function stored(url: string) {
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(url)
    const body = new Uint8Array(await response.arrayBuffer())
    if (response.headers.get('cache-status')?.includes('heliograph;hit'))
      return { headers: response.headers, body }
    await setTimeout(20)
  }
  throw new Error(`${url} does not come from the store`)
}

/** The same answer for the other Worker, for as long. */
async function keep(url: string, { headers, body }: { headers: Headers; body: Uint8Array<ArrayBuffer> }) {
  const kept = new Headers(headers)
  for (const name of ['connection', 'content-encoding', 'content-length', 'transfer-encoding'])
    kept.delete(name)
  kept.set('cache-control', 'public, max-age=86400')
  const response = await fetch(url, { method: 'PUT', headers: kept, body })
  if (response.status !== 204) throw new Error(`${url}: ${await response.text()}`)
}

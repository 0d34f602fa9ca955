import type { Ledger } from './ledger.ts'
import { type Bill, beyondFree, billOf, type Meter, type Usage } from './prices.ts'
import { Readers } from './readers.ts'
import type { Scenario } from './scenario.ts'
import type { Seen } from './seen.ts'
import { newWorld } from './world.ts'

/** CPU that a Worker's request takes, in ms: an assumption; `npm run bench` measures what a rewrite takes. */
export interface Cpu {
  /** Any request. */
  readonly request: number
  /** Besides, for a page or feed that is rewritten. */
  readonly rewrite: number
}

/** How old what readers saw was. In seconds, and shares from 0 to 1. */
export interface Staleness {
  readonly median: number
  readonly p95: number
  readonly p99: number
  readonly worst: number
  /** Of the views, those past the freshness lifetime. */
  readonly stale: number
  /** Of the views, those of a page that the paper had changed since; and for how long it had. */
  readonly behind: number
  readonly behindMedian: number
  readonly behindP95: number
}

/** What a day came to. Numbers are a day's; by kind, the largest first. */
export interface Measured {
  readonly scenario: Scenario
  readonly hasObjects: boolean
  /** Views for which the Worker's code was run: the others are counted by them. */
  readonly asked: number
  readonly usage: Usage
  readonly bill: Bill
  readonly perMillionViews: number
  readonly beyondFree: readonly Meter[]
  readonly origin: {
    readonly fetches: number
    readonly kinds: Kinds
    readonly unchanged: number
    readonly bytes: number
  }
  readonly readerBytes: number
  readonly answers: Readonly<Record<string, number>>
  readonly kvReads: Kinds
  readonly kvWrites: Kinds
  readonly kvRefused: number
  readonly cache: { readonly match: number; readonly put: number; readonly delete: number }
  readonly objectsAsked: Kinds
  readonly objectsJoined: number
  readonly pages: Staleness
  readonly lists: Staleness
  readonly articles: Staleness
  /** Answers that were not 200. */
  readonly failed: number
  /** What the Worker warned of, and how often; in the warm-up too. */
  readonly log: readonly (readonly [line: string, times: number])[]
}

type Kinds = Readonly<Record<string, number>>

/** Objects have 128 MB each. */
const OBJECT_GB = 0.128

/**
 * Simulates a day.
 * @param source the folder of the Worker's code
 * @param step told how much of the day is done, from 0 to 1
 */
export async function simulate(
  scenario: Scenario,
  cpu: Cpu,
  step: (done: number) => void,
  source?: string,
): Promise<Measured> {
  const world = await newWorld(scenario, source)
  const { ledger, paper, hasObjects } = world
  const readers = new Readers(world, scenario.exact)
  await readers.run(now => step((now - paper.begins) / (paper.ends - paper.begins)))
  // A part of a day is not a day: `hours` is for tests, which compare parts.
  const usage = usageOf(ledger, cpu)
  const bill = billOf(usage)
  const kinds = (...operations: string[]): Kinds => {
    const sums = new Map<string, number>()
    for (const [kind, number] of operations.flatMap(operation => ledger.kinds(operation)))
      sums.set(kind, (sums.get(kind) ?? 0) + Math.round(number))
    return Object.fromEntries([...sums].sort(([, a], [, b]) => b - a))
  }
  return {
    scenario,
    hasObjects,
    asked: readers.asked,
    usage,
    bill,
    perMillionViews: bill.total / ((scenario.views * 30) / 1e6),
    beyondFree: beyondFree(usage),
    origin: {
      fetches: ledger.sum('origin.200') + ledger.sum('origin.304'),
      kinds: kinds('origin.200', 'origin.304'),
      unchanged: ledger.sum('origin.304'),
      bytes: ledger.sum('origin.bytes'),
    },
    readerBytes: ledger.sum('bytes'),
    answers: kinds('request'),
    kvReads: kinds('kv.get'),
    kvWrites: kinds('kv.put'),
    kvRefused: Math.round(ledger.sum('kv.refused')),
    cache: {
      match: ledger.sum('cache.match'),
      put: ledger.sum('cache.put'),
      delete: ledger.sum('cache.delete'),
    },
    objectsAsked: kinds('object.request'),
    objectsJoined: ledger.sum('object.joined'),
    pages: stalenessOf(readers.seen.all),
    lists: stalenessOf(readers.seen.list),
    articles: stalenessOf(readers.seen.article),
    failed: ledger.sum('answer.failed'),
    log: world.log.lines(5),
  }
}

const REWRITTEN = ['list', 'article', 'feed']

function usageOf(ledger: Ledger, cpu: Cpu): Usage {
  const requests = ledger.sum('request')
  const rewritten = REWRITTEN.reduce((sum, kind) => sum + ledger.sum(`origin.200.${kind}`), 0)
  return {
    requests,
    cpuMs: requests * cpu.request + rewritten * cpu.rewrite,
    kvReads: ledger.sum('kv.get'),
    kvWrites: ledger.sum('kv.put'),
    kvDeletes: ledger.sum('kv.delete'),
    kvLists: ledger.sum('kv.list'),
    objectRequests: ledger.sum('object.request'),
    objectGbS: (ledger.sum('object.ms') / 1000) * OBJECT_GB,
  }
}

const stalenessOf = ({ ages, behind, staleShare, behindShare }: Seen): Staleness => ({
  median: ages.quantile(0.5),
  p95: ages.quantile(0.95),
  p99: ages.quantile(0.99),
  worst: ages.quantile(1),
  stale: staleShare,
  behind: behindShare,
  behindMedian: behind.quantile(0.5),
  behindP95: behind.quantile(0.95),
})

/** The lifetimes of the site's file, in seconds: what the ages are measured against. */
export const FRESH = { list: 300, article: 1800 } as const

/** Views a day and data centres that are simulated where nobody says otherwise. */
export const DAYS: readonly Pick<Scenario, 'views' | 'centres'>[] = [
  { views: 100_000, centres: 20 },
  { views: 10_000_000, centres: 200 },
  { views: 1_000_000_000, centres: 200 },
]

/** Larger days are sampled, or they would take hours. */
export const sampleOf = (views: number): number => (views > 1_000_000 ? 100 : 1)

import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type RunningMirror, runMirror } from '../local/run.ts'
import { type CpuClock, newWorkerdClock } from './cpu.ts'
import { type BenchPage, demoPages, savedPages } from './pages.ts'
import { progress, type Result, report } from './report.ts'

const USAGE = 'npm run bench -- [--pages FOLDER] [--rounds 30] [--json]'
const VARIANTS = ['passthrough', 'noop', 'mirror'] as const
/** Bytes of pages a request, at least: fewer would drown in the request's own cost. */
const ENOUGH = 5_000_000
/** Runs over all pages until workerd has compiled what is hot. */
const WARM_UP = 5

type Variant = (typeof VARIANTS)[number]

const { folder, rounds, json } = readArguments()
const runners = new Map<Variant, Runner>()
try {
  for (const variant of VARIANTS) runners.set(variant, await start())
  const { demoFetch } = runnerOf('passthrough').worker
  const pages = folder === undefined ? await demoPages(demoFetch) : savedPages(folder)
  const result = await measure(pages)
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : report(result, rounds))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
} finally {
  for (const { worker } of runners.values()) await worker.dispose()
}

/** One workerd a variant: in a shared one, the garbage of the mirror's pages is collected on another's time. */
interface Runner {
  readonly worker: RunningMirror
  readonly clock: CpuClock
}

async function start(): Promise<Runner> {
  const worker = await runMirror({
    entry: `${import.meta.dirname}/worker.ts`,
    settings: {},
    demo: folder === undefined,
    services: { ORIGIN: 'heliograph' },
  })
  return { worker, clock: newWorkerdClock() }
}

function runnerOf(variant: Variant): Runner {
  const runner = runners.get(variant)
  if (!runner) throw new Error(`${variant} was not started`)
  return runner
}

/** A B C A B C …: what else the machine does in a while falls on all variants alike. */
async function measure(pages: readonly BenchPage[]): Promise<Result> {
  const bytes = pages.reduce((sum, page) => sum + page.bytes.length, 0)
  const times = Math.ceil(ENOUGH / bytes)
  const costs: Record<Variant, number[]> = { passthrough: [], noop: [], mirror: [] }
  const marks = { passthrough: 0, noop: 0, mirror: 0 }
  let calls = 0
  for (const variant of VARIANTS) {
    const { worker, clock } = runnerOf(variant)
    for (const page of pages) await post(worker.url, page)
    await run(worker.url, variant, WARM_UP * times)
    marks[variant] = clock()
  }
  for (let round = 0; round < rounds; round++) {
    for (const variant of VARIANTS) {
      const { worker, clock } = runnerOf(variant)
      const ran = await run(worker.url, variant, times)
      // From mark to mark: what a variant leaves to be done in the background counts as its own.
      const mark = clock()
      costs[variant].push((mark - marks[variant]) / times / pages.length)
      marks[variant] = mark
      if (variant === 'mirror') calls = ran.calls / times / pages.length
    }
    progress(round + 1, rounds)
  }
  const [noop, mirror] = [median(costs.noop), median(costs.mirror)]
  return {
    pages: pages.length,
    bytes,
    passthrough_ms: rounded(median(costs.passthrough)),
    noop_ms: rounded(noop),
    mirror_ms: rounded(mirror),
    ratio_to_noop: rounded(mirror / noop),
    calls_per_page: rounded(calls),
  }
}

async function post(url: string, { url: address, contentType, bytes }: BenchPage): Promise<void> {
  const target = `${url}/page?${new URLSearchParams({ url: address })}`
  const init = {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: bytes as Uint8Array<ArrayBuffer>,
  }
  const response = await fetch(target, init)
  if (!response.ok) throw new Error(`${address}: ${await response.text()}`)
}

async function run(url: string, variant: Variant, times: number): Promise<{ calls: number }> {
  const response = await fetch(`${url}/run?${new URLSearchParams({ variant, times: String(times) })}`)
  if (!response.ok) throw new Error(`${variant}: ${await response.text()}`)
  return (await response.json()) as { calls: number }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low = 0, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return (low + high) / 2
}

function rounded(value: number): number {
  return Number(value.toFixed(3))
}

function readArguments(): { folder: string | undefined; rounds: number; json: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        pages: { type: 'string' },
        rounds: { type: 'string', default: '30' },
        json: { type: 'boolean', default: false },
      },
    })
    const rounds = Number(values.rounds)
    if (!Number.isInteger(rounds) || rounds < 1)
      throw new Error(`--rounds: "${values.rounds}" is not a whole number above 0`)
    if (values.pages !== undefined && !existsSync(values.pages))
      throw new Error(`--pages: there is no folder ${values.pages}`)
    return { folder: values.pages, rounds, json: values.json }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n  ${USAGE}\n`)
    process.exit(1)
  }
}

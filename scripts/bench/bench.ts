import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type RunningMirror, runMirror } from '../local/run.ts'
import { type CpuClock, workerdClock } from './cpu.ts'
import { type BenchPage, demoPages, savedPages } from './pages.ts'
import { progress, type Result, report } from './report.ts'

const USAGE = 'npm run bench -- [--pages FOLDER] [--rounds 30] [--json]'
const VARIANTS = ['passthrough', 'noop', 'mirror'] as const
/** Pages a request, at least: fewer would drown in the request's own cost. */
const ENOUGH = 80
/** Runs over all pages until workerd has compiled what is hot. */
const WARM_UP = 5

type Variant = (typeof VARIANTS)[number]

const { folder, rounds, json } = readArguments()
const bench = await runMirror({
  entry: `${import.meta.dirname}/worker.ts`,
  settings: {},
  demo: folder === undefined,
  services: { ORIGIN: 'heliograph' },
})
try {
  const pages = folder === undefined ? await demoPages(bench.demoFetch) : savedPages(folder)
  const result = await measure(bench, pages)
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : report(result, rounds))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
} finally {
  await bench.dispose()
}

/** A B C A B C …: what else the machine does in a while falls on all variants alike. */
async function measure({ url }: RunningMirror, pages: readonly BenchPage[]): Promise<Result> {
  for (const page of pages) await post(url, page)
  const clock = workerdClock()
  const times = Math.ceil(ENOUGH / pages.length)
  const costs: Record<Variant, number[]> = { passthrough: [], noop: [], mirror: [] }
  let calls = 0
  for (const variant of VARIANTS) await run(url, variant, WARM_UP * times, clock)
  for (let round = 0; round < rounds; round++) {
    for (const variant of VARIANTS) {
      const ran = await run(url, variant, times, clock)
      costs[variant].push(ran.ms / times / pages.length)
      if (variant === 'mirror') calls = ran.calls / times / pages.length
    }
    progress(round + 1, rounds)
  }
  const [noop, mirror] = [median(costs.noop), median(costs.mirror)]
  return {
    pages: pages.length,
    bytes: pages.reduce((sum, { bytes }) => sum + bytes.length, 0),
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

async function run(url: string, variant: Variant, times: number, clock: CpuClock) {
  const before = clock()
  const response = await fetch(`${url}/run?${new URLSearchParams({ variant, times: String(times) })}`)
  if (!response.ok) throw new Error(`${variant}: ${await response.text()}`)
  const { calls } = (await response.json()) as { calls: number }
  return { ms: clock() - before, calls }
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

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureFilters } from '../filters/filters.ts'
import { type BenchArguments, readArguments, USAGE } from './arguments.ts'
import { bundleSize } from './bundle-size.ts'
import { chart } from './chart.ts'
import { rounded } from './figures.ts'
import { measureHits } from './hits/hits.ts'
import { reportHits } from './hits/report.ts'
import { readLists } from './lists.ts'
import { type Measured, measure } from './measure.ts'
import { demoPages, savedPages } from './pages.ts'
import { progress } from './progress.ts'
import { heading, type Peer, type Result, report, rowsOf } from './report.ts'
import { countCalls, type Runner, startRunner } from './runner.ts'
import { startUp } from './startup.ts'
import { OWN, peers } from './variants.ts'

const root = `${import.meta.dirname}/../..`
const MIRROR = `${root}/src/index.ts`

const asked = readOrExit()
const runners: Runner[] = []
try {
  process.stdout.write(asked.hits ? await hits(asked) : await rewrites(asked))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
} finally {
  for (const { worker } of runners) await worker.dispose()
}

/** What there is to print. */
async function rewrites(asked: BenchArguments): Promise<string> {
  const result = await bench(asked)
  if (asked.chart !== undefined) draw(result, asked.rounds, asked.chart)
  return asked.json ? `${JSON.stringify(result)}\n` : report(result, asked.rounds)
}

async function hits({ rounds, json }: BenchArguments): Promise<string> {
  const result = await measureHits(rounds, progress)
  return json ? `${JSON.stringify(result)}\n` : reportHits(result, rounds)
}

async function bench({ folder, rounds, peers: withPeers }: BenchArguments): Promise<Result> {
  const saved = folder === undefined ? undefined : savedPages(folder)
  const lists = withPeers ? readLists(process.env.FILTERS, `${root}/filters`) : undefined
  const made = mkdtempSync(join(tmpdir(), 'bench-'))
  const filters = join(made, 'filters.ts')
  ensureFilters(process.env, filters)
  const bundle_gzip_kb = await bundleSize(MIRROR, filters)
  const starts = await startUp(MIRROR, filters, join(made, 'none.ts'), (done, all) =>
    progress('starting', done, all),
  )
  for (const variant of [...OWN, ...(withPeers ? peers(lists) : [])])
    runners.push(await startRunner(variant, saved === undefined, filters))
  const pages = saved ?? (await demoPages(runnerOf('passthrough').worker.demoFetch))
  const measured = await measure(runners, pages, rounds, progress)
  const of = (name: string) => measured[runners.indexOf(runnerOf(name))] ?? { ms: Number.NaN, failures: [] }
  const [noop, mirror] = [of('noop'), of('mirror')]
  for (const { name } of OWN) mustNotFail(name, of(name))
  const { calls, elsewhere } = await countCalls(runnerOf('mirror'))
  return {
    pages: pages.length,
    bytes: pages.reduce((sum, page) => sum + page.bytes.length, 0),
    passthrough_ms: rounded(of('passthrough').ms),
    noop_ms: rounded(noop.ms),
    mirror_ms: rounded(mirror.ms),
    ratio_to_noop: rounded(mirror.ms / noop.ms),
    calls_per_page: rounded(calls / pages.length),
    calls_beyond_links_and_pictures: rounded(elsewhere / pages.length),
    bundle_gzip_kb: rounded(bundle_gzip_kb),
    startup_ms: rounded(starts.mirror),
    startup_lists_ms: rounded(starts.lists),
    peers: runners.slice(OWN.length).map(({ variant }) => peer(variant, of(variant.name), noop.ms)),
    lists: lists?.names ?? [],
  }
}

function peer({ name, what }: Runner['variant'], { ms, failures }: Measured, noop: number): Peer {
  return { name, what, ms: rounded(ms), ratio_to_noop: rounded(ms / noop), failed: failures }
}

/** A peer that fails is a result; a mirror that fails is a bug, and its time means nothing. */
function mustNotFail(name: string, { failures: [first] }: Measured): void {
  if (first) throw new Error(`${name} failed on ${first.page}: ${first.message}`)
}

function runnerOf(name: string): Runner {
  const runner = runners.find(({ variant }) => variant.name === name)
  if (!runner) throw new Error(`${name} was not started`)
  return runner
}

function draw(result: Result, rounds: number, path: string): void {
  const bars = rowsOf(result).map(({ name, ms, what, peer }) => ({ name, value: ms, what, other: peer }))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(
    path,
    chart({ title: 'What a page costs', subtitle: heading(result, rounds), unit: 'ms', bars }),
  )
}

function readOrExit(): BenchArguments {
  try {
    return readArguments(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n  ${USAGE}\n`)
    process.exit(1)
  }
}

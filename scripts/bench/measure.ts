import { median } from './figures.ts'
import type { Failure } from './harness.ts'
import type { BenchPage } from './pages.ts'
import { prepare, type Runner, run } from './runner.ts'

/** Bytes of pages a request, at least: fewer would drown in the request's own cost. */
const ENOUGH = 5_000_000
/** Runs over all pages until workerd has compiled what is hot. */
const WARM_UP = 5

export interface Measured {
  /** CPU milliseconds a page. A page that failed counts up to its failure. */
  readonly ms: number
  readonly failures: readonly Failure[]
}

export type Progress = (what: string, done: number, all: number) => void

/** A B C A B C …: what else the machine does in a while falls on all variants alike. */
export async function measure(
  runners: readonly Runner[],
  pages: readonly BenchPage[],
  rounds: number,
  progress: Progress,
): Promise<Measured[]> {
  const bytes = pages.reduce((sum, page) => sum + page.bytes.length, 0)
  const times = Math.ceil(ENOUGH / bytes)
  const taken: { runner: Runner; costs: number[]; mark: number; failures: readonly Failure[] }[] = []
  for (const runner of runners) {
    await prepare(runner, pages)
    const failures = await run(runner, WARM_UP * times)
    taken.push({ runner, costs: [], mark: runner.clock(), failures })
    progress('warming up', taken.length, runners.length)
  }
  for (let round = 0; round < rounds; round++) {
    for (const one of taken) {
      await run(one.runner, times)
      // From mark to mark: what a variant leaves to be done in the background counts as its own.
      const mark = one.runner.clock()
      one.costs.push((mark - one.mark) / times / pages.length)
      one.mark = mark
    }
    progress('measuring', round + 1, rounds)
  }
  return taken.map(({ costs, failures }) => ({ ms: median(costs), failures }))
}

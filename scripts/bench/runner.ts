import { type RunningMirror, runMirror } from '../local/run.ts'
import { type CpuClock, newWorkerdClock } from './cpu.ts'
import type { Failure } from './harness.ts'
import type { BenchPage } from './pages.ts'
import type { VariantRow } from './variants.ts'

/** One workerd a variant: in a shared one, the garbage of the mirror's pages is collected on another's time. */
export interface Runner {
  readonly variant: VariantRow
  readonly worker: RunningMirror
  readonly clock: CpuClock
}

/** @param demo whether the demo paper runs beside it, to give its pages @param filters the compiled lists */
export async function startRunner(variant: VariantRow, demo: boolean, filters: string): Promise<Runner> {
  const worker = await runMirror({
    entry: variant.entry,
    settings: {},
    demo,
    filters,
    services: { ORIGIN: 'heliograph' },
  })
  return { variant, worker, clock: newWorkerdClock() }
}

/** Gives the Worker what it runs on: its lists, then the pages. */
export async function prepare(runner: Runner, pages: readonly BenchPage[]): Promise<void> {
  const { lists } = runner.variant
  if (lists) await ask(runner, '/lists', { method: 'POST', body: lists.text })
  for (const { url, contentType, bytes } of pages) {
    await ask(runner, `/page?${new URLSearchParams({ url })}`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: bytes as Uint8Array<ArrayBuffer>,
    })
  }
}

/** Runs over all pages; returns those that failed. */
export async function run(runner: Runner, times: number): Promise<readonly Failure[]> {
  const asked = new URLSearchParams({ variant: runner.variant.name, times: String(times) })
  const response = await ask(runner, `/run?${asked}`)
  return ((await response.json()) as { failures: Failure[] }).failures
}

/** Calls into JavaScript over all pages: all, and those for neither links nor pictures. */
export async function countCalls(runner: Runner): Promise<{ calls: number; elsewhere: number }> {
  const response = await ask(runner, '/calls')
  return (await response.json()) as { calls: number; elsewhere: number }
}

async function ask({ variant, worker }: Runner, path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(worker.url + path, init)
  if (!response.ok) throw new Error(`${variant.name}: ${path}: ${await response.text()}`)
  return response
}

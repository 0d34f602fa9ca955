import { runMirror } from '../local/run.ts'
import { newWorkerdClock } from './cpu.ts'
import { median } from './figures.ts'

/** Each Worker is started so often. */
export const STARTS = 7

/**
 * CPU milliseconds that a Worker's start costs: until a fresh workerd has answered its first request, less what
 * that takes an empty Worker. From outside, because clocks inside a Worker stand still while its code is run.
 */
export async function startUp(
  entry: string,
  filters: string,
  step: (done: number, all: number) => void,
): Promise<number> {
  const ours: number[] = []
  const empty: number[] = []
  for (let start = 0; start < STARTS; start++) {
    ours.push(await once(entry, filters))
    empty.push(await once(`${import.meta.dirname}/empty.ts`, filters))
    step(start + 1, STARTS)
  }
  return median(ours) - median(empty)
}

async function once(entry: string, filters: string): Promise<number> {
  const worker = await runMirror({ entry, settings: { SITE: 'demo' }, filters })
  try {
    const clock = newWorkerdClock()
    const response = await fetch(`${worker.url}/robots.txt`)
    if (!response.ok) throw new Error(`${entry} does not start: ${await response.text()}`)
    await response.arrayBuffer()
    return clock()
  } finally {
    await worker.dispose()
  }
}

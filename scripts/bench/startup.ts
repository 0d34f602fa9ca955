import { writeFileSync } from 'node:fs'
import { NONE } from '../../src/filters/none.ts'
import { runMirror } from '../local/run.ts'
import { newWorkerdClock } from './cpu.ts'
import { median } from './figures.ts'

/** Each Worker is started so often. */
export const STARTS = 9

/** What starting costs, in CPU milliseconds until a fresh workerd has answered its first request. */
export interface StartUp {
  /** The mirror, less an empty Worker. */
  readonly mirror: number
  /** The compiled lists, until they are ready for a page: with them, less without any. */
  readonly lists: number
}

/**
 * Measures starts, the four kinds in turn. From outside, because clocks inside a Worker stand still while its code is run.
 * @param none where a module without any rules may be written
 */
export async function startUp(
  mirror: string,
  filters: string,
  none: string,
  step: (done: number, all: number) => void,
): Promise<StartUp> {
  writeFileSync(none, `export default '${JSON.stringify(NONE)}'\n`)
  const listed = `${import.meta.dirname}/listed.ts`
  const kinds = [
    { entry: mirror, lists: filters },
    { entry: `${import.meta.dirname}/empty.ts`, lists: filters },
    { entry: listed, lists: filters },
    { entry: listed, lists: none },
  ].map(kind => ({ ...kind, costs: [] as number[] }))
  for (let start = 0; start < STARTS; start++) {
    for (const { entry, lists, costs } of kinds) costs.push(await once(entry, lists))
    step(start + 1, STARTS)
  }
  const [ours = 0, empty = 0, withLists = 0, without = 0] = kinds.map(({ costs }) => median(costs))
  return { mirror: ours - empty, lists: withLists - without }
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

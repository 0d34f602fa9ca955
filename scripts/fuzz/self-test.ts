import { FINDS } from './broken/kinds.ts'
import { type Fuzzed, runFuzz } from './run.ts'

const FOREVER = Number.POSITIVE_INFINITY

/** Breaks the rewrite in each known way, one after the other; whether each was found, and nothing without it. */
export async function selfTest(pages: number, seed: number): Promise<boolean> {
  // What is found in the rewrite as it is must not pass for a find of what was broken.
  const whole = await runFuzz({ pages, seed, minutes: FOREVER, broken: 'nothing' })
  process.stdout.write(`nothing broken: ${listed(whole)}\n`)
  let all = whole.found.size === 0
  for (const [broken, finds] of Object.entries(FINDS)) {
    const without = await runFuzz({ pages, seed, minutes: FOREVER, broken })
    const [before, after] = [count(whole, finds), count(without, finds)]
    const caught = after > 2 * before
    all &&= caught
    process.stdout.write(`"${broken}" broken: ${caught ? 'found' : 'NOT FOUND'}, ${listed(without)}\n`)
  }
  return all
}

/** The kinds of finds that there are most of. */
function listed({ found }: Fuzzed): string {
  const kinds = [...found].sort(([, a], [, b]) => b - a).map(([kind, pages]) => `${kind} ${pages}`)
  return kinds.length === 0 ? 'no finds' : kinds.slice(0, 4).join(', ') + (kinds.length > 4 ? ', …' : '')
}

/** How many finds of those kinds there are. */
function count({ found }: Fuzzed, kinds: RegExp): number {
  return [...found].reduce((sum, [kind, pages]) => (kinds.test(kind) ? sum + pages : sum), 0)
}

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
    const caught = isNew(whole, without, finds)
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

/** Whether a page has a find of those kinds that it does not have in the rewrite as it is. */
function isNew(whole: Fuzzed, without: Fuzzed, kinds: RegExp): boolean {
  const added = [...without.where].filter(one => !whole.where.has(one))
  return added.some(one => kinds.test(one.slice(one.indexOf(' ') + 1)))
}

import { BROKEN } from './broken.ts'
import { type Fuzzed, runFuzz } from './run.ts'

const FOREVER = Number.POSITIVE_INFINITY

/** Breaks the rewrite in each known way, one after the other; whether each was found. */
export async function selfTest(pages: number, seed: number): Promise<boolean> {
  // What is found in the rewrite as it is must not pass for a find of what was broken.
  const whole = await runFuzz({ pages, seed, minutes: FOREVER, broken: 'nothing' })
  let all = true
  for (const [broken, { finds }] of Object.entries(BROKEN)) {
    const without = await runFuzz({ pages, seed, minutes: FOREVER, broken })
    const [before, after] = [count(whole, finds), count(without, finds)]
    const caught = after > 2 * before
    all &&= caught
    const what = caught ? 'found' : 'not found'
    process.stdout.write(
      `without its "${broken}" handlers: ${what}, ${after} finds for ${before} with them\n`,
    )
  }
  return all
}

/** How many finds of those kinds there are. */
function count({ found }: Fuzzed, kinds: RegExp): number {
  return [...found].reduce((sum, [kind, pages]) => (kinds.test(kind) ? sum + pages : sum), 0)
}

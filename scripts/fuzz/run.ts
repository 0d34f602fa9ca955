import { generate, readSeeds } from './generate.ts'
import { judge } from './judge.ts'
import { minimise } from './minimise.ts'
import { type FuzzMirror, startFuzzMirror } from './mirror.ts'
import type { Tried } from './page.ts'
import { describe, progress, summary } from './report.ts'

export interface FuzzOptions {
  readonly pages: number
  readonly seed: number
  readonly minutes: number
  /** A name in `broken/now.ts`: what is found is counted and neither minimised nor printed. */
  readonly broken?: string
}

export interface Fuzzed {
  readonly pages: number
  /** How many pages have a find of a kind. */
  readonly found: ReadonlyMap<string, number>
  /** Which pages have one: a page's number, then the kind. */
  readonly where: ReadonlySet<string>
}

/** Pages a request: enough to make the request itself cost nothing, few enough to keep the bar moving. */
const BATCH = 50
/** Known and counted: the reader gets what `rewrite/` makes of it, which the other oracles judge. */
const COUNTED = 'parser gave up'

/** Pages of a kind of find that are minimised: one kind may have several causes. */
const EXAMPLES = 4
const WORDS = /w[pq]\w+|[\w.]*:|\d+/g

interface Example {
  readonly tried: Tried
  readonly seed: number
}

/** Page n of a run has the seed `seed + n`: `--seed` with that number and `--pages 1` is that page again. */
export async function runFuzz({ pages, seed, minutes, broken = '' }: FuzzOptions): Promise<Fuzzed> {
  const mirror = await startFuzzMirror(broken)
  try {
    const seeds = await readSeeds(mirror.demoFetch)
    const [found, firsts] = [new Map<string, number>(), new Map<string, Example[]>()]
    const where = new Set<string>()
    const started = performance.now()
    const ends = started + minutes * 60_000
    const ask = (from: number) => {
      const count = Math.min(BATCH, pages - from)
      return mirror.rewrite(Array.from({ length: count }, (_, n) => generate(seed + from + n, seeds)))
    }
    let done = 0
    let next = ask(0)
    while (done < pages) {
      const batch = await next
      const after = done + batch.length
      const more = after < pages && performance.now() < ends
      // workerd rewrites the next pages while these are judged.
      if (more) next = ask(after)
      for (const [n, tried] of batch.entries()) {
        for (const kind of new Set(judge(tried).map(find => find.kind))) {
          found.set(kind, (found.get(kind) ?? 0) + 1)
          where.add(`${done + n} ${kind}`)
          const examples = firsts.get(kind) ?? []
          if (examples.length < EXAMPLES) firsts.set(kind, [...examples, { tried, seed: seed + done + n }])
        }
      }
      done = after
      progress(done, pages, started, ends)
      if (!more) break
    }
    const seconds = (performance.now() - started) / 1000
    if (broken === '') {
      await explain(firsts, mirror)
      process.stdout.write(summary(done, seconds, found))
    }
    found.delete(COUNTED)
    return { pages: done, found, where }
  } finally {
    await mirror.dispose()
  }
}

async function explain(firsts: ReadonlyMap<string, readonly Example[]>, mirror: FuzzMirror): Promise<void> {
  for (const [kind, examples] of firsts) {
    const seen = new Set<string>()
    for (const { tried, seed } of kind === COUNTED ? [] : examples) {
      const shortest = await minimise(tried, kind, mirror)
      const find = judge(shortest).find(one => one.kind === kind)
      // The same markup with another word, name or address in it has the same cause.
      const shape = Buffer.from(shortest.page.bytes).toString('latin1').replace(WORDS, 'w').slice(0, 60)
      if (!seen.has(shape)) process.stdout.write(describe(kind, find?.detail ?? '', seed, shortest))
      seen.add(shape)
    }
  }
}

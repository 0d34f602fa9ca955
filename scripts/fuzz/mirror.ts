import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RunningMirror } from '../local/run.ts'
import { runMirror } from '../local/run.ts'
import { pack, unpack } from './frame.ts'
import type { FuzzPage, Outcome, Tried } from './page.ts'

/** The mirror's rewrite in one workerd, a batch of pages at a time. */
export interface FuzzMirror {
  readonly demoFetch: RunningMirror['demoFetch']
  rewrite(pages: readonly FuzzPage[]): Promise<Tried[]>
  dispose(): Promise<void>
}

type Told = Omit<Outcome, 'bytes'> & { readonly length: number }

/** @param broken a name in `broken/now.ts`, or "" for the rewrite as it is */
export async function startFuzzMirror(broken: string): Promise<FuzzMirror> {
  const entry = `${import.meta.dirname}/worker.ts`
  // What the parser says as it gives up is judged by what comes out; workerd's own report of it would flood stderr.
  const standIns = broken === '' ? undefined : breakable()
  const worker = await runMirror({ entry, settings: {}, demo: true, standIns, onLog: () => {} })
  return {
    demoFetch: worker.demoFetch,
    dispose: worker.dispose,
    rewrite: async pages => {
      const heads = pages.map(({ bytes, ...page }) => ({ ...page, length: bytes.length }))
      const body = pack(
        heads,
        pages.map(page => page.bytes),
      )
      const response = await fetch(`${worker.url}/?broken=${broken}`, { method: 'POST', body })
      if (!response.ok) throw new Error(`the fuzzer's Worker failed: ${await response.text()}`)
      const { head, take } = unpack(new Uint8Array(await response.arrayBuffer()))
      const whole = (told: Told): Outcome => ({ ...told, bytes: take(told.length) })
      return (head as { once: Told; pieces?: Told }[]).map(({ once, pieces }, index) => ({
        page: pages[index] as FuzzPage,
        once: whole(once),
        pieces: pieces && whole(pieces),
      }))
    },
  }
}

/** Modules of the rewrite, and those that stand in for them so that they can be broken. */
function breakable(): Map<string, string> {
  const broken = resolve(import.meta.dirname, 'broken')
  const wrappers = readdirSync(broken).flatMap(file => {
    const path = join(broken, file)
    // Each says itself what it wraps.
    const whole = /^import \* as whole from '(.*)'/m.exec(readFileSync(path, 'utf8'))?.[1]
    return whole === undefined ? [] : [[resolve(broken, whole), path] as const]
  })
  return new Map(wrappers)
}

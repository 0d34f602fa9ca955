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

/** @param broken a name in `broken.ts`, or "" for the rewrite as it is */
export async function startFuzzMirror(broken: string): Promise<FuzzMirror> {
  const entry = `${import.meta.dirname}/worker.ts`
  // What the parser says as it gives up is judged by what comes out; workerd's own report of it would flood stderr.
  const worker = await runMirror({ entry, settings: {}, demo: true, onLog: () => {} })
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

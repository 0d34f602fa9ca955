import { createHash, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'
import { build, type Plugin } from 'esbuild'
import type { Clock } from '../clock.ts'

/** What a Worker's script exports: its handler, and classes of Durable Objects. */
export interface Script {
  readonly default: {
    fetch(request: Request, env: unknown, context: unknown): Promise<Response> | Response
  }
  readonly [exported: string]: unknown
}

export type Log = (...words: unknown[]) => void

/** A Worker that is ready to be started, as often as there are isolates: each has the module's variables to itself. */
export type Start = (caches: CacheStorage) => Script

/** The binding and the class of each Durable Object that a configuration names. */
export function objectBindings(path: string): { name: string; class: string }[] {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/^\[\[durable_objects\.bindings\]\]\n((?:(?!\[).*\n?)*)/gm)].flatMap(
    ([, table = '']) => {
      const of = (key: string) => new RegExp(`^${key}\\s*=\\s*"([^"]+)"`, 'm').exec(table)?.[1]
      const [name, className] = [of('name'), of('class_name')]
      return name !== undefined && className !== undefined ? [{ name, class: className }] : []
    },
  )
}

/**
 * Builds the Worker for this process. It sees workerd's globals, of which those that tell the time, wait, or reach
 * anything outside are the simulation's.
 * @param entry the Worker's own module
 * @param log gets its warnings and errors
 */
export async function readyWorker(entry: string, clock: Clock, log: Log): Promise<Start> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'script',
    platform: 'node',
    // Libraries remember nothing from one request to the next: all isolates may share them.
    packages: 'external',
    target: 'es2024',
    loader: { '.webp': 'binary', '.png': 'binary' },
    plugins: [cloudflare],
    logLevel: 'silent',
  })
  const code = outputFiles[0]?.text
  if (code === undefined) throw new Error(`esbuild wrote nothing for ${entry}`)
  const given = {
    ...globalsOf(clock, log),
    require: createRequire(import.meta.url),
  }
  const names = Object.keys(given)
  const script = compileFunction(`${code}\nreturn script`, [...names, 'caches'])
  const values = Object.values(given)
  return caches => script(...values, caches) as Script
}

const cloudflare: Plugin = {
  name: 'cloudflare',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^cloudflare:/ }, ({ path }) => ({ path, namespace: 'cloudflare' }))
    onLoad({ filter: /./, namespace: 'cloudflare' }, () => ({
      contents: `
        class Bound { constructor(ctx, env) { this.ctx = ctx; this.env = env } }
        export class DurableObject extends Bound {}
        export class WorkerEntrypoint extends Bound {}
        export class RpcTarget {}
        export const env = {}`,
    }))
  },
}

function globalsOf(clock: Clock, log: Log) {
  class SimulatedDate extends Date {
    constructor(...given: [] | [number | string]) {
      if (given.length === 0) super(clock.now)
      else super(given[0])
    }
    static override now() {
      return Math.floor(clock.now)
    }
  }
  return {
    Date: SimulatedDate,
    setTimeout: (act: () => void, ms = 0) => clock.at(clock.now + ms, act),
    scheduler: { wait: (ms: number) => clock.after(ms), yield: () => clock.after(0) },
    clearTimeout: (due?: { isOff: boolean }) => {
      if (due) due.isOff = true
    },
    fetch: () =>
      Promise.reject(new Error('the simulated origin is bound as a service: nothing else is fetched')),
    AbortSignal: {
      abort: (reason?: unknown) => AbortSignal.abort(reason),
      any: (signals: AbortSignal[]) => AbortSignal.any(signals),
      timeout: (ms: number) => {
        const controller = new AbortController()
        clock.at(clock.now + ms, () => controller.abort(new DOMException('timed out', 'TimeoutError')))
        return controller.signal
      },
    },
    crypto: {
      getRandomValues: crypto.getRandomValues.bind(crypto),
      randomUUID: crypto.randomUUID.bind(crypto),
      subtle: {
        digest,
        timingSafeEqual: (a: ArrayBuffer, b: ArrayBuffer) =>
          timingSafeEqual(new Uint8Array(a), new Uint8Array(b)),
      },
    },
    HTMLRewriter: NoRewriter,
    IdentityTransformStream: TransformStream,
    console: { log() {}, info() {}, debug() {}, warn: log, error: log },
  }
}

/** Node's own takes a turn of another thread, and the simulation's clock would not know that it is waited for. */
const digest = async (algorithm: string | { name: string }, data: ArrayBuffer | ArrayBufferView) => {
  const name = (typeof algorithm === 'string' ? algorithm : algorithm.name).replace('-', '').toLowerCase()
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data)
  return new Uint8Array(createHash(name).update(bytes).digest()).buffer
}

/** The native rewriter is not decision code: pages pass it as they are. */
class NoRewriter {
  on() {
    return this
  }
  onDocument() {
    return this
  }
  transform(response: Response) {
    return response
  }
}

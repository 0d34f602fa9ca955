import { mkdir } from 'node:fs/promises'
import type { RequestInit, Response, V4WorkerOptions } from 'miniflare'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import type { Env } from '../../src/env.ts'
import { ensureFilters } from '../filters/filters.ts'
import { bundle, stopBundler } from './bundle.ts'

const root = `${import.meta.dirname}/../..`

/** What `npm start` and the tests may set of the mirror's environment; nothing else is bound as text. */
export type Settings = {
  readonly [K in Exclude<keyof Env, 'PAGES' | 'COLLAPSE' | 'PURGES' | 'DEMO_ORIGIN'>]?: string | undefined
}

export interface MirrorOptions {
  readonly settings: Settings
  /** Binds the demo paper, `test/origin`, as DEMO_ORIGIN. */
  readonly demo?: boolean
  /** 0, the default: any that is free. */
  readonly port?: number
  /** The folder that keeps KV and the cache. Left out: a temporary one, gone with `dispose`. */
  readonly state?: string
  /** The mirror's module; `src/index.ts` unless a benchmark or a try-out brings its own. */
  readonly entry?: string
  /** Further services, by binding: "heliograph" is the mirror itself, "lantern" the demo paper. */
  readonly services?: Readonly<Record<string, string>>
  /** Whether the mirror has its Durable Object; left out: where it is the mirror's own module that runs. */
  readonly collapse?: boolean
  /** How many Workers run the mirror over one storage, as in several isolates of Cloudflare; 1 where left out. */
  readonly isolates?: number
  readonly sourcemap?: boolean
  /** The compiled filter lists, where they are others than those in src/filters. */
  readonly filters?: string
  /** Modules that stand in for others of the mirror's, by the paths of those. */
  readonly standIns?: ReadonlyMap<string, string> | undefined
  /** What the Workers print with `console`, one call a line. Left out: warnings and errors go to stderr. */
  readonly onLog?: (entry: { level: string; message: string }) => void
}

export interface RunningMirror {
  /** Where it listens, without a closing slash: http://127.0.0.1:8787 */
  readonly url: string
  /** Where each of its isolates listens by itself. */
  readonly isolates: readonly string[]
  /** Asks the demo paper itself, past the mirror. */
  demoFetch(url: string, init?: RequestInit): Promise<Response>
  /** Stops workerd; safe to call twice. */
  dispose(): Promise<void>
}

/** Starts the mirror on this machine, in the runtime that Cloudflare runs, reachable from this machine only. */
export async function runMirror(options: MirrorOptions): Promise<RunningMirror> {
  const { settings, demo = false, port = 0, state, sourcemap = false } = options
  if (options.filters === undefined) ensureFilters({})
  // wrangler.toml says what the Worker is bound to and which runtime it was written for; say it once.
  const { modulesRules: _, ...bound } = unstable_getMiniflareWorkerOptions(
    `${root}/wrangler.toml`,
  ).workerOptions
  const runtime = {
    modules: true,
    compatibilityDate: bound.compatibilityDate as string,
    compatibilityFlags: bound.compatibilityFlags as string[],
  }
  const [mirrorScript, demoScript] = await Promise.all([
    bundle(options.entry ?? `${root}/src/index.ts`, {
      sourcemap,
      filters: options.filters,
      standIns: options.standIns,
    }),
    demo ? bundle(`${root}/test/origin/index.ts`, { sourcemap }) : undefined,
    state === undefined ? undefined : mkdir(state, { recursive: true }),
  ])
  await stopBundler()
  const mirror: V4WorkerOptions = {
    ...bound,
    // Only the mirror's own module has the classes that wrangler.toml names.
    ...(options.entry === undefined ? {} : { durableObjects: {} }),
    ...runtime,
    name: 'heliograph',
    script: mirrorScript,
    // SITE in wrangler.toml is what gets deployed; here only the caller chooses.
    bindings: defined({
      ...(bound.bindings as object),
      SITE: undefined,
      SITE_FILE: undefined,
      ORIGIN: undefined,
      ...settings,
    }),
    serviceBindings: { ...(demo ? { DEMO_ORIGIN: 'lantern' } : {}), ...options.services },
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  }
  const { durableObjects, ...without } = mirror
  const { collapse = options.entry === undefined, isolates = 1 } = options
  const workers = [collapse ? mirror : without]
  for (let number = 2; number <= isolates; number++)
    workers.push({ ...mirror, name: `heliograph-${number}`, durableObjects: elsewhere(durableObjects) })
  if (demoScript !== undefined) workers.push({ ...runtime, name: 'lantern', script: demoScript })
  const miniflare = new Miniflare({
    // The options people know, in the shape that Miniflare 5 wants. `cf: false` spares a look-up on the network.
    ...convertV4MiniflareOptions({ host: '127.0.0.1', port, cf: false, workers }),
    ...(state === undefined ? {} : { resourcePersistencePath: state }),
    log: new Log(LogLevel.ERROR),
    logRequests: false,
    handleStructuredLogs: options.onLog ?? printTrouble,
  })
  try {
    const url = await miniflare.ready
    let stopped: Promise<void> | undefined
    const names = workers.map(({ name }) => name ?? '').filter(name => name.startsWith('heliograph'))
    const direct = await Promise.all(names.map(name => miniflare.unsafeGetDirectURL(name)))
    return {
      url: url.origin,
      isolates: direct.map(({ origin }) => origin),
      demoFetch: async (target, init) => {
        const worker = await miniflare.getWorker('lantern')
        return (await worker.fetch(target, init as never)) as unknown as Response
      },
      dispose: () => (stopped ??= miniflare.dispose()),
    }
  } catch (error) {
    await miniflare.dispose()
    throw error
  }
}

/** The objects of the first Worker, as another one is bound to them. */
const elsewhere = (objects: V4WorkerOptions['durableObjects'] = {}) =>
  Object.fromEntries(
    Object.entries(objects).map(([binding, object]) => [
      binding,
      { ...(typeof object === 'string' ? { className: object } : object), scriptName: 'heliograph' },
    ]),
  )

function printTrouble({ level, message }: { level: string; message: string }): void {
  if (level === 'warn' || level === 'error') process.stderr.write(`${message}\n`)
}

function defined(settings: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
}

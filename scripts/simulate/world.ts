import { Centre, sharesOf } from './centre.ts'
import { type Chance, newChance } from './chance.ts'
import { Clock } from './clock.ts'
import { countedAs } from './counting.ts'
import { Ledger } from './ledger.ts'
import { WorkerLog } from './log.ts'
import { newOrigin } from './origin.ts'
import { type Address, newPaper, type Paper } from './paper.ts'
import { cacheAt } from './platform/cache.ts'
import { Kv } from './platform/kv.ts'
import { isObjectClass, objectsOf } from './platform/objects.ts'
import { onceAtATime } from './platform/once.ts'
import { newPlace } from './platform/place.ts'
import { objectBindings, readyWorker, type Script } from './platform/workerd.ts'
import { GIVEN, type Scenario, SITE_FILE } from './scenario.ts'

const ROOT = `${import.meta.dirname}/../..`
export const ADMIN_TOKEN = 'token'

/** All that the Worker's code meets: the paper, the platform, and the data centres it runs in. */
export interface World {
  readonly clock: Clock
  readonly ledger: Ledger
  readonly chance: Chance
  readonly paper: Paper
  readonly centres: readonly Centre[]
  /** Whether the Worker brings a Durable Object; else one is assumed between it and the origin. */
  readonly hasObjects: boolean
  /** What the Worker warned of. */
  readonly log: WorkerLog
}

/** @param source the folder of the Worker's code: the project's own, or a copy with a change to be tried */
export async function newWorld(scenario: Scenario, source = `${ROOT}/src`): Promise<World> {
  const chance = newChance(scenario.seed)
  const paper = newPaper(scenario, chance)
  const clock = new Clock(paper.begins)
  const ledger = new Ledger()
  const addresses = new Map(paper.addresses.map((address): [string, Address] => [address.path, address]))
  const of = countedAs(addresses)
  const log = new WorkerLog()
  const start = await readyWorker(`${source}/index.ts`, clock, log.write)
  const kv = new Kv(clock, ledger, GIVEN.kvDelay, of)
  const origin = newOrigin(addresses, clock, ledger, chance)
  const { isolate } = GIVEN
  const lives = scenario.sample > 1 ? isolate.livesSampled : isolate.lives
  const centres = sharesOf(scenario.centres).map(
    (share, index) =>
      new Centre(`centre ${index}`, share, start, lives, chance, place =>
        cacheAt(place, clock, ledger, GIVEN.evictedAfter, of),
      ),
  )
  const home = newPlace('objects')
  const homeCache = cacheAt(home, clock, ledger, GIVEN.evictedAfter, of)
  // Objects share an isolate of their own, which lives as long as anybody asks it.
  const objects: Script = start({
    default: homeCache,
    open: async () => homeCache,
  } as unknown as CacheStorage)
  const bound = objectBindings(`${source}/../wrangler.toml`).filter(binding =>
    isObjectClass(objects[binding.class]),
  )
  const hasObjects = bound.length > 0
  const ask = hasObjects ? origin : onceAtATime(origin, clock, ledger, of)
  const settings = { SITE_FILE, ADMIN_TOKEN, DEMO_ORIGIN: { fetch: ask } }
  const namespaces: Record<string, unknown> = {}
  for (const binding of bound) {
    const made = objects[binding.class]
    if (!isObjectClass(made)) continue
    const env = () => ({ ...settings, ...namespaces, PAGES: kv.at(home) })
    namespaces[binding.name] = objectsOf(made, env, clock, ledger, of)
  }
  for (const centre of centres) centre.env = { ...settings, ...namespaces, PAGES: kv.at(centre.place) }
  return { clock, ledger, chance, paper, centres, hasObjects, log }
}

import type { Chance } from './chance.ts'
import { newPlace, type Place } from './platform/place.ts'
import type { Script, Start } from './platform/workerd.ts'
import { GIVEN } from './scenario.ts'

interface Isolate {
  readonly script: Script
  readonly until: number
}

/** A data centre: a share of the readers, its caches, and isolates that come and go. */
export class Centre {
  readonly place: Place
  /** Of all requests. */
  readonly share: number
  readonly caches: CacheStorage
  /** What the Worker is bound to here. */
  env: unknown
  readonly #start: Start
  readonly #lives: number
  readonly #chance: Chance
  readonly #isolates: (Isolate | undefined)[] = []

  /** @param lives how long an isolate lives in the mean, in ms */
  constructor(
    name: string,
    share: number,
    start: Start,
    lives: number,
    chance: Chance,
    cacheOf: (place: Place) => Cache,
  ) {
    this.place = newPlace(name)
    this.share = share
    this.#start = start
    this.#lives = lives
    this.#chance = chance
    const cache = cacheOf(this.place)
    this.caches = { default: cache, open: async () => cache } as unknown as CacheStorage
  }

  /** How many isolates share so many requests a second. */
  isolates(perSecond: number): number {
    return Math.min(MOST, 1 + Math.floor(perSecond / GIVEN.isolate.takes))
  }

  /** One of the isolates that are there; a new one where the last has ended. */
  isolate(now: number, perSecond: number): Isolate {
    const index = Math.floor(this.#chance.uniform() * this.isolates(perSecond))
    const known = this.#isolates[index]
    if (known && now < known.until) return known
    const until = now + this.#lives * this.#chance.exponential()
    const begun = { script: this.#start(this.caches), until }
    this.#isolates[index] = begun
    return begun
  }
}

/** More of them in a data centre make no difference to what is paid for. */
const MOST = 4

/** The shares of data centres, the largest first; together they are 1. */
export function sharesOf(centres: number): number[] {
  const weights = Array.from({ length: centres }, (_, index) => (index + 1) ** -GIVEN.centresZipf)
  const sum = weights.reduce((all, each) => all + each, 0)
  return weights.map(weight => weight / sum)
}

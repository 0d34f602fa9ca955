import { originOf } from '../address.ts'
import { type Exchange, type Mirror, rulesOf } from '../exchange.ts'
import { readHead } from '../store/envelope.ts'
import { type Ask, keyOfAsk, type Told } from './ask.ts'
import { encode } from './frames.ts'
import { bodyOf, type Landed, land } from './landing.ts'

/** One forward, and all who wait for it. */
interface Flight {
  readonly startedAt: number
  /** The data centres that have been given it. */
  readonly places: Set<string>
  readonly landed: Promise<Landed>
}

/** The forwards that are going on: who asks for what somebody has asked for waits for the same answer. */
export class Flights {
  readonly #going = new Map<string, Flight>()

  /** Answers as `frames.ts` says. Throws only what is a bug; whoever asked then asks the origin by himself. */
  async answer(ask: Ask, mirror: Mirror): Promise<ReadableStream<Uint8Array>> {
    const exchange = exchangeOf(ask, mirror)
    if (exchange === undefined) return alone()
    const key = keyOfAsk(ask)
    const going = this.#going.get(key)
    // What was asked for before a purge or an invalidation is not what is asked for after it.
    if (going === undefined || going.startedAt <= ask.markedAt) {
      const flight = this.#start(key, ask, exchange)
      const { told, body, reused = false } = await flight.landed
      return body.listen(outcome({ ...told, collapsed: reused, fill: isNew(ask, flight.places) }))
    }
    const { told, body, shared } = await going.landed
    if (!shared || !body.isWhole) return alone()
    return body.listen(outcome({ ...told, collapsed: true, fill: isNew(ask, going.places) }))
  }

  #start(key: string, ask: Ask, exchange: Exchange): Flight {
    const stop = () => {
      if (this.#going.get(key) === flight) this.#going.delete(key)
    }
    const left: Promise<unknown>[] = []
    const defer = (work: Promise<unknown>) => {
      left.push(work)
      exchange.defer(work)
    }
    // Until it is stored, there is nowhere else to have it from.
    const end = () => exchange.defer(Promise.allSettled(left).then(stop))
    const flight: Flight = {
      startedAt: exchange.now(),
      places: new Set(),
      landed: land({ ...exchange, defer }, ask, { stop, end }).catch(error => {
        stop()
        throw error
      }),
    }
    this.#going.set(key, flight)
    return flight
  }
}

/** Undefined where this object's rules are others, or it would not ask for such an address. */
function exchangeOf(ask: Ask, mirror: Mirror): Exchange | undefined {
  const found = originOf(ask.path, mirror.site, mirror.tags)
  if (found.kind !== 'origin' || ask.rules !== rulesOf(mirror)) return undefined
  const before = readHead(ask.before ?? '')
  const { url, carries } = found
  const request = new Request(`${ask.base}${ask.path}`, { headers: ask.fields })
  const { purgedAt, markedAt } = ask
  return { ...mirror, request, url, carries, purgedAt, markedAt, ...(before ? { before } : {}) }
}

const outcome = (told: Told): Uint8Array => encode({ kind: 'outcome', text: JSON.stringify(told) })

const alone = (): ReadableStream<Uint8Array> => bodyOf().listen(outcome({ kind: 'alone' }))

/** Whether a data centre asks for the first time. */
function isNew({ base, colo }: Ask, places: Set<string>): boolean {
  const place = `${colo} ${base}`
  if (places.has(place)) return false
  places.add(place)
  return true
}

import { originOf } from '../address.ts'
import { type Exchange, isStorable, type Mirror, rulesOf } from '../exchange.ts'
import { type First, first } from '../first.ts'
import { guarded } from '../guard.ts'
import { governing } from '../http/cache-control.ts'
import { type Kept, type Renewal, renew } from '../renew.ts'
import { isGood } from '../store/copy.ts'
import { readHead, writeHead } from '../store/envelope.ts'
import { type Answered, type Ask, keyOfAsk, type Told } from './ask.ts'
import { Broadcast } from './broadcast.ts'
import { encode } from './frames.ts'
import type { RecentPages } from './recent.ts'

/** One forward, and all who wait for it. */
interface Flight {
  readonly startedAt: number
  /** The data centres that have been given it. */
  readonly places: Set<string>
  readonly landed: Promise<Landed>
}

interface Landed {
  readonly told: Answered
  readonly body: Broadcast
  /**
   * Whether it may answer others than the one who asked first (RFC 9111 §4): only what may be stored. The others then
   * forward by themselves.
   */
  readonly shared: boolean
}

/** The forwards that are going on: who asks for what somebody has asked for waits for the same answer. */
export class Flights {
  readonly #going = new Map<string, Flight>()
  readonly #recent: RecentPages

  constructor(recent: RecentPages) {
    this.#recent = recent
  }

  /** Answers as `frames.ts` says. Throws only what is a bug; whoever asked then asks the origin by himself. */
  async answer(ask: Ask, mirror: Mirror): Promise<ReadableStream<Uint8Array>> {
    const exchange = exchangeOf(ask, mirror)
    if (exchange === undefined) return alone()
    const key = keyOfAsk(ask)
    const recent = ask.want === 'first' && this.#recent.get(key, ask.purgedAt, mirror.now())
    if (recent) return again(ask, recent.places, recent)
    const going = this.#going.get(key)
    // What was asked for before a purge is not what is asked for after it.
    if (going === undefined || going.startedAt <= ask.purgedAt) {
      const flight = this.#start(key, ask, exchange)
      const { told, body } = await flight.landed
      return body.listen(outcome({ ...told, collapsed: false, fill: isNew(ask, flight.places) }))
    }
    const { told, body, shared } = await going.landed
    if (!shared || !body.isWhole) return alone()
    return body.listen(outcome({ ...told, collapsed: true, fill: isNew(ask, going.places) }))
  }

  #start(key: string, ask: Ask, exchange: Exchange): Flight {
    const end = () => {
      if (this.#going.get(key) === flight) this.#going.delete(key)
    }
    const places = new Set<string>()
    const keep = (page: Kept) => {
      if (isGood(page.head)) this.#recent.keep(key, { ...page, places })
    }
    const flight: Flight = {
      startedAt: exchange.now(),
      places,
      landed: (ask.want === 'first' ? landFirst(exchange, keep, end) : landRenewal(exchange, ask, end)).catch(
        error => {
          end()
          throw error
        },
      ),
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
  return { ...mirror, request, url, carries, purgedAt: ask.purgedAt, ...(before ? { before } : {}) }
}

async function landFirst(exchange: Exchange, keep: (page: Kept) => void, end: () => void): Promise<Landed> {
  const found: First = await guarded(exchange, () => first(exchange))
  const body = new Broadcast(exchange.site.maxPageBytes)
  switch (found.kind) {
    case 'failed': {
      end()
      body.end(WHOLE)
      return { told: { ...found, bodied: false }, body, shared: true }
    }
    case 'page': {
      const { kept, body: source, head, ...rest } = found
      const shared = isStorable(exchange, head)
      const reusable = shared && !governing(head.headers).has('no-cache')
      // Who waited until now has asked before it was answered; who comes from now on needs one that may be reused.
      if (!reusable) end()
      const whole = async () => {
        const page = await kept
        if (page && reusable) keep(page)
        end()
        return encode({ kind: 'whole', text: page ? writeHead(page.head) : '' })
      }
      exchange.defer(pass(source, body, whole, end))
      return { told: { ...rest, head: writeHead(head), bodied: source !== null }, body, shared }
    }
    default:
      return found satisfies never
  }
}

async function landRenewal(exchange: Exchange, ask: Ask, end: () => void): Promise<Landed> {
  const renewal: Renewal = await guarded(exchange, () => renew(exchange, readHead(ask.validators ?? '')))
  end()
  const body = new Broadcast(Number.POSITIVE_INFINITY)
  switch (renewal.kind) {
    case 'failed': {
      body.end(WHOLE)
      return { told: { ...renewal, bodied: false }, body, shared: true }
    }
    case 'renewed': {
      body.end(WHOLE)
      return { told: { ...renewal, head: writeHead(renewal.head), bodied: false }, body, shared: true }
    }
    case 'page': {
      const { bytes, head, ...rest } = renewal
      body.put(encode({ kind: 'data', bytes }))
      body.end(WHOLE)
      const shared = isStorable(exchange, head)
      return { told: { ...rest, head: writeHead(head), bodied: true }, body, shared }
    }
    default:
      return renewal satisfies never
  }
}

/** Hands a body on to its readers, and says at its end whether it is whole. Never throws. */
async function pass(
  source: ReadableStream<Uint8Array> | null,
  body: Broadcast,
  whole: () => Promise<Uint8Array>,
  end: () => void,
): Promise<void> {
  const reader = source?.getReader()
  try {
    // Those who have waited for the page are listening before any of it can be too much to keep.
    await scheduler.wait(0)
    while (reader) {
      if (!body.isWhole) end()
      if (!(await body.wanted())) {
        await reader.cancel()
        break
      }
      const { done, value } = await reader.read()
      if (done) break
      body.put(encode({ kind: 'data', bytes: value }))
    }
    body.end(await whole())
  } catch {
    // A frame and not an error, which would overtake what is on its way to the readers.
    body.end(BROKEN)
  } finally {
    end()
  }
}

const WHOLE = encode({ kind: 'whole', text: '' })
const BROKEN = encode({ kind: 'broken' })

const outcome = (told: Told): Uint8Array => encode({ kind: 'outcome', text: JSON.stringify(told) })

const alone = (): ReadableStream<Uint8Array> => {
  const body = new Broadcast(0)
  body.end(WHOLE)
  return body.listen(outcome({ kind: 'alone' }))
}

/** A page that has been stored a moment ago. */
function again(ask: Ask, places: Set<string>, { head, bytes }: Kept): ReadableStream<Uint8Array> {
  const body = new Broadcast(Number.POSITIVE_INFINITY)
  body.put(encode({ kind: 'data', bytes }))
  body.end(encode({ kind: 'whole', text: writeHead(head) }))
  const told = { kind: 'page', head: writeHead(head), bodied: true, collapsed: true } as const
  return body.listen(outcome({ ...told, fill: isNew(ask, places) }))
}

/** Whether a data centre asks for the first time. */
function isNew({ base, colo }: Ask, places: Set<string>): boolean {
  const place = `${colo} ${base}`
  if (places.has(place)) return false
  places.add(place)
  return true
}

import type { Centre } from './centre.ts'
import type { Due } from './clock.ts'
import { isOfAddress } from './counting.ts'
import { versionIn } from './origin.ts'
import { type Address, SLICE } from './paper.ts'
import type { Cached } from './platform/place.ts'
import { GIVEN } from './scenario.ts'
import { isPage, Seen } from './seen.ts'
import { meanUntil, timeOf } from './stream.ts'
import { Tasks } from './tasks.ts'
import { ADMIN_TOKEN, type World } from './world.ts'

const HOST = 'https://mirror.example'
/** After a purge every view goes through the Worker until all data centres must have heard of it. */
const PURGE_HEARD = 150_000
/** An isolate answers for so long from its own memory of the epochs, in seconds: `src/store/purges.ts`. */
const MEMORY_S = 1

/** A time in which a copy is fresh: whoever comes in it is a hit that costs what the one before it cost. */
interface Calm {
  readonly from: number
  readonly until: number
  readonly took: ReadonlyMap<string, number>
  /** Of the copy, at `from`, in seconds. */
  readonly age: number
  readonly version: number | undefined
  readonly entry: Cached | undefined
}

/** The readers of one address in one data centre: a Poisson process, whose rate changes by the slice. */
interface Stream {
  readonly centre: Centre
  readonly address: Address
  next: Due | undefined
  calm: Calm | undefined
  /** Until then every view goes through the Worker. */
  restless: number
}

/**
 * Readers come, and the Worker answers them. Where `exact` is off, hits on a copy that is known to be fresh are counted
 * without asking it: nothing can come of them. What goes by time and not by address, such as the record of purges, is
 * asked for by views in between, of which nothing else is counted.
 */
export class Readers {
  readonly seen = { all: new Seen(), list: new Seen(), article: new Seen() }
  /** What the Worker was asked. */
  asked = 0
  readonly #world: World
  readonly #exact: boolean
  readonly #tasks = new Tasks()
  readonly #streams = new Map<Address, Stream[]>()
  #steps = 0

  constructor(world: World, exact: boolean) {
    this.#world = world
    this.#exact = exact
    for (const address of world.paper.addresses) {
      const streams = world.centres.map(
        (centre): Stream => ({ centre, address, next: undefined, calm: undefined, restless: 0 }),
      )
      this.#streams.set(address, streams)
    }
  }

  /** @param step told how far it is, in simulated ms */
  async run(step: (now: number) => void): Promise<void> {
    const { clock, ledger, paper } = this.#world
    for (const streams of this.#streams.values())
      for (const stream of streams) this.#expect(stream, paper.begins)
    for (const { at, path } of paper.purges) clock.at(at, () => this.#tasks.begin(this.#purge(path)))
    if (!this.#exact) for (const centre of this.#world.centres) this.#expectPulse(centre, paper.begins)
    while (clock.step(paper.ends)) {
      await this.#tasks.settle()
      ledger.isOpen = clock.now >= GIVEN.day
      if (++this.#steps % 1000 === 0) step(clock.now)
    }
    for (const streams of this.#streams.values())
      for (const stream of streams) this.#account(stream, paper.ends)
    step(paper.ends)
  }

  /** The next reader after a time. */
  #expect(stream: Stream, after: number): void {
    if (stream.next) stream.next.isOff = true
    const { clock, chance, paper } = this.#world
    const { address, centre } = stream
    const mean = meanUntil(address.requests, paper.begins, after) + chance.exponential() / centre.share
    const at = timeOf(address.requests, paper.begins, mean)
    stream.next = at === undefined ? undefined : clock.at(at, () => this.#arrive(stream))
  }

  #arrive(stream: Stream): void {
    const { now } = this.#world.clock
    this.#account(stream, now)
    this.#expect(stream, now)
    this.#tasks.begin(this.#view(stream))
  }

  /** One reader's view, by the Worker. */
  async #view(stream: Stream): Promise<void> {
    const { clock, ledger, paper } = this.#world
    const { address, centre } = stream
    const [began, step] = [clock.now, this.#steps]
    const slice = Math.floor((began - paper.begins) / SLICE)
    const perSecond = (this.#inSlice(slice) / SLICE) * 1000 * centre.share
    this.asked++
    centre.place.found = undefined
    ledger.tap()
    ledger.count('request', address)
    const response = await this.#ask(centre, address.path, perSecond)
    const body = await response.text()
    ledger.count('bytes', address, response.status === 200 ? GIVEN.bytes[address.kind] : 0)
    const said = answerOf(response)
    ledger.count(`answer.${said.kind}`, address)
    const took = ledger.untap()
    if (said.kind === 'failed')
      this.#world.log.write(`answered ${response.status}: ${response.headers.get('cache-status')}`)
    const version = versionIn(body)
    this.#note(stream, began, said, version)
    const isCalm =
      !this.#exact &&
      said.kind === 'hit' &&
      step === this.#steps &&
      began >= stream.restless &&
      ![...took.keys()].some(isFilling)
    if (!isCalm) return
    const until = Math.min(began + said.ttl * 1000, began + GIVEN.evictedAfter / 2)
    stream.calm = { from: began, until, took, age: said.age, version, entry: centre.place.found }
    this.#expect(stream, until)
  }

  /** A request to the Worker in a data centre, with what the platform adds to it. */
  async #ask(centre: Centre, path: string, perSecond = 0, init: RequestInit = {}): Promise<Response> {
    const request = Object.defineProperty(new Request(HOST + path, init), 'cf', {
      value: { colo: centre.place.name },
    })
    const context = {
      waitUntil: (work: Promise<unknown>) => this.#tasks.begin(work),
      passThroughOnException() {},
    }
    const { script } = centre.isolate(this.#world.clock.now, perSecond)
    return script.default.fetch(request, centre.env, context)
  }

  #inSlice(slice: number): number {
    const { requests } = this.#world.paper
    return (requests[slice] ?? 0) - (slice === 0 ? 0 : (requests[slice - 1] ?? 0))
  }

  #note({ address }: Stream, at: number, said: Answer, version: number | undefined): void {
    const { kind } = address
    if (!isPage(kind) || at < GIVEN.day || said.kind === 'failed') return
    const next = version === undefined ? undefined : address.versions[version + 1]
    const behind = next !== undefined && next <= at ? (at - next) / 1000 : undefined
    for (const seen of [this.seen.all, this.seen[kind]])
      seen.one(said.age, behind, said.kind === 'stale', address.weight)
  }

  /** Counts the hits of a calm time that nobody asked the Worker for, up to `now`. */
  #account(stream: Stream, now: number): void {
    const { calm, address, centre } = stream
    if (calm === undefined) return
    stream.calm = undefined
    const { ledger, paper, chance } = this.#world
    const [first, last] = [Math.max(calm.from, GIVEN.day), Math.min(calm.until, now)]
    const mean = (from: number, to: number) =>
      (meanUntil(address.requests, paper.begins, to) - meanUntil(address.requests, paper.begins, from)) *
      centre.share
    if (calm.entry) {
      // The last of those who came: looking back from the end, the time to him is as that to the next one.
      const until = Math.min(calm.until, now)
      const rate = mean(calm.from, until) / (until - calm.from)
      calm.entry.used = Math.max(calm.entry.used, until - chance.exponential() / rate)
    }
    if (last <= first) return
    const hits = mean(first, last) * address.hits
    ledger.repeat(calm.took, hits, isOfAddress)
    const perSecond =
      (this.#inSlice(Math.floor((first - paper.begins) / SLICE)) / SLICE) * 1000 * centre.share
    const each = perSecond / centre.isolates(perSecond)
    ledger.repeat(new Map([['cache.match.epochs', 1]]), hits / (1 + each * MEMORY_S), () => true)
    const { kind } = address
    if (!isPage(kind)) return
    const both = [this.seen.all, this.seen[kind]]
    const age = (at: number) => calm.age + (at - calm.from) / 1000
    for (const seen of both) seen.many(age(first), age(last), hits)
    const next = calm.version === undefined ? undefined : address.versions[calm.version + 1]
    if (next === undefined || next >= last) return
    const start = Math.max(first, next)
    const late = mean(start, last) * address.hits
    for (const seen of both) seen.late((start - next) / 1000, (last - next) / 1000, late)
  }

  /** The next one of all readers in a data centre after its record of purges has ended. */
  #expectPulse(centre: Centre, after: number): void {
    const { clock, chance, paper } = this.#world
    const mean = meanUntil(paper.requests, paper.begins, after) + chance.exponential() / centre.share
    const at = timeOf(paper.requests, paper.begins, mean)
    if (at !== undefined) clock.at(at, () => this.#pulse(centre))
  }

  #pulse(centre: Centre): void {
    const { clock, ledger } = this.#world
    const { now } = clock
    const until = centre.place.records.get('epochs') ?? 0
    if (until > now) return this.#expectPulse(centre, until)
    this.#expectPulse(centre, now)
    const stream = this.#someone(centre)
    // Whoever is not in a calm time comes by himself.
    if (!stream?.calm || now >= stream.calm.until) return
    this.#tasks.begin(
      (async () => {
        ledger.only = name => !isOfAddress(name)
        const response = await this.#ask(centre, stream.address.path)
        await response.text()
        ledger.only = undefined
      })(),
    )
  }

  #slice = -1
  #sums = new Float64Array()

  /** The address of one request among all of this time. */
  #someone(centre: Centre): Stream | undefined {
    const { clock, chance, paper } = this.#world
    const slice = Math.floor((clock.now - paper.begins) / SLICE)
    if (slice !== this.#slice) {
      this.#slice = slice
      let sum = 0
      this.#sums = Float64Array.from(paper.addresses, ({ requests, hits }) => {
        sum += ((requests[slice] ?? 0) - (slice === 0 ? 0 : (requests[slice - 1] ?? 0))) * hits
        return sum
      })
    }
    const wanted = chance.uniform() * (this.#sums.at(-1) ?? 0)
    let [low, high] = [0, this.#sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sums[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    const address = paper.addresses[low]
    return address && this.#streams.get(address)?.[this.#world.centres.indexOf(centre)]
  }

  /** An operator's request, by the Worker's own route. */
  async #purge(path: string): Promise<void> {
    const { clock, paper, centres } = this.#world
    const [centre] = centres
    if (centre === undefined) return
    const response = await this.#ask(centre, '/-/admin/purge', 0, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ files: [HOST + path] }),
    })
    if (!response.ok) throw new Error(`the purge of ${path} was refused: ${await response.text()}`)
    const address = paper.addresses.find(each => each.path === path)
    for (const stream of (address && this.#streams.get(address)) ?? []) {
      this.#account(stream, clock.now)
      stream.restless = clock.now + PURGE_HEARD
      this.#expect(stream, clock.now)
    }
  }
}

/** What a first hit costs and a later one does not: the copy was taken from KV, and left in the data centre. */
const isFilling = (name: string) => isOfAddress(name) && /^(kv|cache\.put|object)\b/.test(name)

interface Answer {
  /** "stale" is one that was served while it is renewed, or because the origin failed. */
  readonly kind: 'hit' | 'stale' | 'fetched' | 'failed'
  /** In seconds. */
  readonly age: number
  readonly ttl: number
}

/** What the Worker says of its answer, in `Cache-Status` (RFC 9211) and `Age`. */
function answerOf({ status, headers }: Response): Answer {
  const said = headers.get('cache-status') ?? ''
  const ttl = Number(/ttl=(-?\d+)/.exec(said)?.[1] ?? 0)
  const age = Number(headers.get('age') ?? 0)
  if (status !== 200) return { kind: 'failed', age, ttl }
  if (/;\s*hit/.test(said)) return { kind: ttl > 0 ? 'hit' : 'stale', age, ttl }
  return { kind: ttl < 0 ? 'stale' : 'fetched', age, ttl }
}

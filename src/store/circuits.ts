import {
  admit,
  afterFailure,
  afterHold,
  afterNothing,
  type Circuit,
  CLOSED,
  LONGEST_MS,
  type Setback,
} from './circuit.ts'
import { EdgeRecord } from './edge-record.ts'
import { keyOf } from './key.ts'

/** How long an isolate takes its own word for it that a circuit is closed, before it looks at what others found. */
const IN_MEMORY_MS = 1000
/** So many are remembered; the one that was not used for the longest goes first. */
const MOST = 1000
/** Longer than any circuit is open, in seconds. */
const AT_EDGE_S = (2 * LONGEST_MS) / 1000

interface Memory {
  circuit: Circuit
  lookedAt: number
}
const memory = new Map<string, Memory>()

/** Whether a request may go out: `rejected` with when to try again, in ms since the epoch. */
export type Admitted = { readonly kind: 'admitted' } | { readonly kind: 'rejected'; readonly until: number }

/**
 * The circuits of what the mirror asks, each under its name. An isolate counts failures by itself; a circuit that
 * opened is left in the data centre's cache, so that the other isolates there do not have to find out as well. Two of
 * them may send a probe at the same moment; that is one request too many, and no harm.
 */
export class Circuits {
  readonly #cache: Cache
  readonly #base: string

  /** @param base an origin of the Worker's own zone, as the Cache API wants its keys to be */
  constructor(cache: Cache, base: string) {
    this.#cache = cache
    this.#base = base
  }

  /**
   * Whether `name` may be asked now; who is admitted must say afterwards what came of it.
   * @param now ms
   * @param mayProbe whether its failure will be told
   */
  async admit(name: string, now: number, mayProbe = true): Promise<Admitted> {
    const known = await this.#known(name, now)
    const admission = admit(known.circuit, now, mayProbe)
    if (admission.kind === 'rejected') return admission
    await this.#become(name, known, admission.circuit, now)
    return { kind: 'admitted' }
  }

  async failed(name: string, now: number, setback: Setback): Promise<void> {
    const known = memory.get(this.#base + name) ?? { circuit: CLOSED, lookedAt: now }
    await this.#become(name, known, afterFailure(known.circuit, now, setback), now)
  }

  /** Somebody else leaves it alone. @param until in ms since the epoch */
  async held(name: string, now: number, until: number): Promise<void> {
    const known = memory.get(this.#base + name) ?? { circuit: CLOSED, lookedAt: now }
    await this.#become(name, known, afterHold(known.circuit, until), now)
  }

  /** Whether it has failed when it was asked last, as far as this isolate knows. */
  isFailing(name: string): boolean {
    const circuit = memory.get(this.#base + name)?.circuit ?? CLOSED
    return circuit.kind !== 'closed' || circuit.failures.length > 0
  }

  /** Nothing was learnt about it. */
  async released(name: string, now: number): Promise<void> {
    const known = memory.get(this.#base + name)
    if (known) await this.#become(name, known, afterNothing(known.circuit, now), now)
  }

  async succeeded(name: string, now: number): Promise<void> {
    const known = memory.get(this.#base + name)
    if (known) await this.#become(name, known, CLOSED, now)
  }

  async #become(name: string, known: Memory, circuit: Circuit, now: number): Promise<void> {
    const before = known.circuit
    if (before === circuit) return
    known.circuit = circuit
    known.lookedAt = now
    this.#remember(name, known)
    // What is closed on both sides is only counted, and that is an isolate's own business.
    if (!(before.kind === 'closed' && circuit.kind === 'closed'))
      await (await this.#edge(name)).leave(circuit, now)
  }

  async #known(name: string, now: number): Promise<Memory> {
    const known = memory.get(this.#base + name) ?? { circuit: CLOSED, lookedAt: Number.NEGATIVE_INFINITY }
    const wait = now - known.lookedAt
    if (wait >= 0 && wait < IN_MEMORY_MS) return known
    known.lookedAt = now
    this.#remember(name, known)
    const found = await this.#read(name, now)
    if (found) known.circuit = together(known.circuit, found)
    return known
  }

  async #read(name: string, now: number): Promise<Circuit | undefined> {
    try {
      const left = await (await this.#edge(name)).read(now)
      return left?.isFresh ? left.value : undefined
    } catch (error) {
      console.error(`circuits: ${error}`)
      return undefined
    }
  }

  async #edge(name: string): Promise<EdgeRecord<Circuit>> {
    const key = `${this.#base}/-/copy/circuit:${encodeURIComponent(await keyOf(name))}`
    return new EdgeRecord<Circuit>(this.#cache, key, AT_EDGE_S, 'circuits')
  }

  #remember(name: string, known: Memory): void {
    const key = this.#base + name
    memory.delete(key)
    memory.set(key, known)
    if (memory.size > MOST) memory.delete(memory.keys().next().value ?? '')
  }
}

/** What an isolate and its data centre know together. How often it failed here, the isolate knows better. */
function together(own: Circuit, found: Circuit): Circuit {
  if (found.kind === 'closed') return own.kind === 'closed' ? own : CLOSED
  if (own.kind === 'closed') return found
  return own.until > found.until ? own : found
}

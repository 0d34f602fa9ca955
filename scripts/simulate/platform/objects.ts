import type { Clock } from '../clock.ts'
import type { Counted, Ledger } from '../ledger.ts'
import { overTheWire } from './bytes.ts'

/** A Durable Object's class, as the Worker exports it. */
export type ObjectClass = new (state: unknown, env: unknown) => Record<string, unknown>

export const isObjectClass = (exported: unknown): exported is ObjectClass => typeof exported === 'function'

/** An object that nobody calls is out of memory after so long, in ms (documented: about ten seconds). */
const IDLE = 10_000

interface Living {
  readonly object: Record<string, unknown>
  calls: number
  since: number
  last: number
}

/**
 * A namespace of Durable Objects: of each name there is one object at a time, wherever it is asked for. Calls are
 * counted, and the time that an object is at work.
 * @param of what a name is counted as
 */
export function objectsOf(
  make: ObjectClass,
  env: () => unknown,
  clock: Clock,
  ledger: Ledger,
  of: (name: string) => Counted,
): DurableObjectNamespace {
  const living = new Map<string, Living>()
  const awake = (name: string): Living => {
    const known = living.get(name)
    if (known && (known.calls > 0 || clock.now - known.last < IDLE)) return known
    const made = { object: new make(stateOf(name), env()), calls: 0, since: 0, last: clock.now }
    living.set(name, made)
    return made
  }
  const call = async (name: string, method: string, given: unknown[]): Promise<unknown> => {
    ledger.count('object.request', of(name))
    const one = awake(name)
    if (one.calls++ === 0) one.since = clock.now
    try {
      const asked = one.object[method]
      if (typeof asked !== 'function') throw new TypeError(`the object has no ${method}`)
      const answer = await asked.apply(one.object, given)
      return answer instanceof Response ? overTheWire(answer) : answer
    } finally {
      one.last = clock.now
      if (--one.calls === 0) ledger.count('object.ms', of(name), clock.now - one.since)
    }
  }
  const stub = (name: string) =>
    new Proxy(
      { name },
      {
        // A stub is no promise, though whatever is asked of it is there.
        get: (_, property) =>
          property === 'then' || typeof property !== 'string'
            ? undefined
            : (...given: unknown[]) =>
                call(
                  name,
                  property,
                  property === 'fetch' ? [new Request(given[0] as string, given[1] as RequestInit)] : given,
                ),
      },
    )
  const namespace = {
    idFromName: (name: string) => ({ name, toString: () => name }),
    get: (id: { name: string }) => stub(id.name),
    getByName: stub,
  }
  return namespace as unknown as DurableObjectNamespace
}

function stateOf(name: string) {
  const kept = new Map<string, unknown>()
  return {
    id: { name, toString: () => name },
    storage: {
      get: async (key: string) => kept.get(key),
      put: async (key: string, value: unknown) => void kept.set(key, value),
      delete: async (key: string) => kept.delete(key),
      setAlarm: async () => {},
      deleteAlarm: async () => {},
    },
    waitUntil: (work: Promise<unknown>) => void work.catch(() => {}),
    blockConcurrencyWhile: <T>(work: () => Promise<T>) => work(),
  }
}

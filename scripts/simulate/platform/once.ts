import type { Clock } from '../clock.ts'
import type { Counted, Ledger } from '../ledger.ts'
import { overTheWire } from './bytes.ts'

type Asking = (url: string, init: RequestInit) => Promise<Response>

interface Answer {
  readonly status: number
  readonly headers: [string, string][]
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * A Durable Object for each address between the Worker and the origin, for as long as the Worker brings none of its
 * own: one fetch at a time, and whoever asks in the meantime gets what it brings. Each call is a request to the
 * object; it is at work until the origin has answered. Whoever has another version than the others asks for himself,
 * because a 304 would tell him nothing.
 */
export function onceAtATime(ask: Asking, clock: Clock, ledger: Ledger, of: (url: string) => Counted): Asking {
  const inFlight = new Map<string, Promise<Answer>>()
  return async (url, init) => {
    ledger.count('object.request', of(url))
    const conditions = new Headers(init.headers)
    const key = `${conditions.get('if-none-match') ?? ''} ${url}`
    const known = inFlight.get(key)
    if (known) ledger.count('object.joined', of(url))
    const answer = known ?? asked(url, init)
    if (!known) {
      inFlight.set(key, answer)
      void answer.catch(() => {}).then(() => inFlight.delete(key))
    }
    const { status, headers, bytes } = await answer
    return overTheWire(new Response(status === 304 ? null : bytes, { status, headers }))
  }

  async function asked(url: string, init: RequestInit): Promise<Answer> {
    const began = clock.now
    const response = await ask(url, init)
    const bytes = new Uint8Array(await response.arrayBuffer())
    ledger.count('object.ms', of(url), clock.now - began)
    return { status: response.status, headers: [...response.headers], bytes }
  }
}

/**
 * A circuit breaker: whether something that keeps failing may be asked. All times in ms since the epoch.
 *
 * - `closed`: it may; these are its failures in a row that count.
 * - `open`: it may not, until then. `trips` is how many times in a row it has opened.
 * - `half-open`: one request is on its way to find out, and nobody else asks until it is back, or given up.
 */
export type Circuit =
  | { readonly kind: 'closed'; readonly failures: readonly Setback[] }
  | { readonly kind: 'open'; readonly until: number; readonly trips: number }
  | { readonly kind: 'half-open'; readonly until: number; readonly trips: number }

export const CLOSED: Circuit = { kind: 'closed', failures: [] }

/** So many failures in a row open it: one bad answer is no outage. */
const FAILURES = 5
const FIRST_MS = 1000
/** Five minutes: an origin that is back is found out within them, whatever it asked for. */
export const LONGEST_MS = 300_000
/** As long as a fetch can take in the background; a probe that is not back by then won't come. */
const PROBE_MS = 30_000

/** Whether to ask, and the circuit from then on. */
export type Admission =
  | { readonly kind: 'admitted'; readonly circuit: Circuit }
  | { readonly kind: 'rejected'; readonly until: number }

/**
 * Whether a request may go out now. Of those that come when an open circuit's time is over, the first is the probe.
 * @param mayProbe whether it would say anything if this one failed; else it is let through, and the probe is another
 */
export function admit(circuit: Circuit, now: number, mayProbe = true): Admission {
  switch (circuit.kind) {
    case 'closed':
      return { kind: 'admitted', circuit }
    case 'open':
    case 'half-open':
      if (now < circuit.until) return { kind: 'rejected', until: circuit.until }
      if (!mayProbe) return { kind: 'admitted', circuit }
      return { kind: 'admitted', circuit: { kind: 'half-open', until: now + PROBE_MS, trips: circuit.trips } }
    default:
      return circuit satisfies never
  }
}

/** What is known of one failure. */
export interface Setback {
  /** The origin's own Retry-After (RFC 9110 §10.2.3), in seconds. */
  readonly retryAfter?: number
  /** From 0 to 1: spreads the isolates' retries, so that an origin that comes back is not met by all of them at once. */
  readonly jitter: number
  /**
   * Which of the addresses that share the circuit has failed: each counts once, because its trouble may be its own.
   * Left out where a circuit is about one address, whose failures count each.
   */
  readonly address?: string
}

/** The circuit after a request has failed. */
export function afterFailure(circuit: Circuit, now: number, setback: Setback): Circuit {
  switch (circuit.kind) {
    case 'closed': {
      if (circuit.failures.some(known => isOfSameAddress(known, setback))) return circuit
      const failures = [...circuit.failures, setback]
      return failures.length < FAILURES ? { kind: 'closed', failures } : opened(1, now, failures, setback)
    }
    case 'half-open':
      return opened(circuit.trips + 1, now, [setback], setback)
    case 'open':
      // From before it opened: it says nothing new.
      return circuit
    default:
      return circuit satisfies never
  }
}

/**
 * The circuit after a request of which nobody can say whether the origin is to blame: a probe that found nothing out
 * leaves its place to the next one.
 */
export const afterNothing = (circuit: Circuit, now: number): Circuit =>
  circuit.kind === 'half-open' ? { kind: 'open', until: now, trips: circuit.trips } : circuit

/** The circuit after somebody who stands between has said until when the origin is left alone: no failure of its own. */
export const afterHold = (circuit: Circuit, until: number): Circuit => ({
  kind: 'open',
  until: circuit.kind === 'open' ? Math.max(until, circuit.until) : until,
  trips: circuit.kind === 'closed' ? 1 : circuit.trips,
})

const isOfSameAddress = (one: Setback, other: Setback) =>
  one.address !== undefined && one.address === other.address

/**
 * Twice as long each time, of which at most half is left to chance; as long as the origin asks for where that is more;
 * and never longer than `LONGEST_MS`.
 * @param failures what has opened it, up to the `last`
 */
function opened(trips: number, now: number, failures: readonly Setback[], last: Setback): Circuit {
  const backoff = Math.min(LONGEST_MS, FIRST_MS * 2 ** (trips - 1)) * (1 - last.jitter / 2)
  const wait = Math.min(LONGEST_MS, Math.max(backoff, askedFor(failures, last) * 1000))
  return { kind: 'open', until: now + Math.round(wait), trips }
}

/** How long the origin asks for, in seconds. Of all addresses together it says no more than five of them agree on. */
function askedFor(failures: readonly Setback[], last: Setback): number {
  if (last.address === undefined) return last.retryAfter ?? 0
  if (failures.length < FAILURES) return 0
  return Math.min(...failures.map(({ retryAfter = 0 }) => retryAfter))
}

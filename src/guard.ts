import { type Exchange, isTransparent } from './exchange.ts'
import { type Failed, type Fault, meaningOf } from './judgement.ts'
import { isGood } from './store/copy.ts'

/** The circuits that a request goes through: of its host, which all addresses share, and of its own address. */
const namesOf = ({ url }: Exchange) => ({ origin: `origin:${new URL(url).host}`, address: `address:${url}` })

/**
 * Whether its failure says anything of its host: only if there is a good copy. A reader can make up addresses that always
 * fail, and must not take the paper off the mirror with them.
 */
const isWitness = ({ before }: Exchange) => before !== undefined && isGood(before)

/**
 * Asks the origin if the circuits let it, and tells them what came of it. Where they don't, the answer is the failure
 * that is to be expected, at once. What has failed several times in a row is left alone for a while, longer each time.
 */
export async function guarded<T extends { kind: string }>(
  exchange: Exchange,
  work: () => Promise<T | Failed>,
): Promise<T | Failed> {
  const { circuits, now, site } = exchange
  // A site that is to be like any shared cache asks whenever it has to.
  if (circuits === undefined || isTransparent(site)) return work()
  const { origin, address } = namesOf(exchange)
  const at = now()
  // The address first: its own failures must not cost the origin its probe.
  for (const name of [address, origin]) {
    const admitted = await circuits.admit(name, at, name === address || isWitness(exchange))
    if (admitted.kind === 'admitted') continue
    if (name === origin) await circuits.released(address, at)
    const retryAfter = Math.max(1, Math.ceil((admitted.until - at) / 1000))
    return { kind: 'failed', refusal: { kind: 'circuit-open', retryAfter } }
  }
  const result = await work()
  if (isFailed(result)) await tell(exchange, result.refusal)
  else await Promise.all([circuits.succeeded(origin, now()), circuits.succeeded(address, now())])
  return result
}

/** Whether the address could not be had when it was asked for last: its copy is then more than a moment behind. */
export const isFailing = (exchange: Exchange): boolean =>
  exchange.circuits?.isFailing(namesOf(exchange).address) ?? false

const isFailed = (result: { kind: string }): result is Failed => result.kind === 'failed'

/** Tells the circuits of a fault. */
export async function tell(exchange: Exchange, fault: Fault): Promise<void> {
  const { circuits, now } = exchange
  if (circuits === undefined) return
  const { origin, address } = namesOf(exchange)
  // An object's own circuit: whoever has asked it leaves the address alone for as long, and no longer.
  if (fault.kind === 'circuit-open') {
    await circuits.held(address, now(), now() + fault.retryAfter * 1000)
    if (isWitness(exchange)) await circuits.released(origin, now())
    return
  }
  const wait = 'retryAfter' in fault ? fault.retryAfter : undefined
  const setback = { jitter: Math.random(), ...(wait === undefined ? {} : { retryAfter: wait }) }
  await circuits.failed(address, now(), setback)
  if (!isWitness(exchange)) return
  if (meaningOf(fault).blames === 'origin') await circuits.failed(origin, now(), { ...setback, address })
  else await circuits.released(origin, now())
}

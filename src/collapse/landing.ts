import { type Exchange, isStorable } from '../exchange.ts'
import { type First, first } from '../first.ts'
import { guarded } from '../guard.ts'
import { governing } from '../http/cache-control.ts'
import type { Failed } from '../judgement.ts'
import { type Renewal, renew } from '../renew.ts'
import { type Copy, cancel, type Head, isGood } from '../store/copy.ts'
import { readHead, writeHead } from '../store/envelope.ts'
import type { Answered, Ask } from './ask.ts'
import { Broadcast } from './broadcast.ts'
import { encode } from './frames.ts'
import { isYoung, nearCopy, verdictOn } from './near.ts'

/** From when on nobody joins a flight any more: at once, or when what it has left for later is done. */
export interface Ending {
  stop(): void
  end(): void
}

/** What a flight came to: the answer, and its body for any number of readers. */
export interface Landed {
  readonly told: Answered
  readonly body: Broadcast
  /**
   * Whether it may answer others than the one who asked first (RFC 9111 §4): only what may be stored. The others then
   * forward by themselves.
   */
  readonly shared: boolean
  /** It was here already: somebody has asked for it before. */
  readonly reused?: true
}

/** Lands at what is near, if others have asked for it not long ago, and else at the origin. */
export async function land(exchange: Exchange, ask: Ask, flight: Ending): Promise<Landed> {
  const copy = await nearCopy(exchange)
  const asked = ask.want === 'renew' ? readHead(ask.validators ?? '') : undefined
  if (copy && isYoung(copy.head, exchange)) {
    flight.stop()
    return landCopy(copy, asked)
  }
  if (copy) await cancel(copy)
  const landed = await (ask.want === 'first'
    ? landFirst(exchange, flight)
    : landRenewal(exchange, flight, asked, copy?.head))
  return landed.told.kind === 'failed' && copy ? landAfterAll(exchange, copy.head, landed) : landed
}

async function landFirst(exchange: Exchange, { stop, end }: Ending): Promise<Landed> {
  const found: First = await guarded(exchange, () => first(exchange))
  switch (found.kind) {
    case 'failed':
      stop()
      return without(found)
    case 'page': {
      const body = new Broadcast(exchange.site.maxPageBytes)
      const { kept, body: source, head, ...rest } = found
      const shared = isStorable(exchange, head)
      const reusable = shared && !governing(head.headers).has('no-cache')
      // Who waited until now has asked before it was answered; who comes from now on needs one that may be reused.
      if (!reusable) stop()
      const whole = async () => {
        const page = await kept
        end()
        return encode({ kind: 'whole', text: page ? writeHead(page.head) : '' })
      }
      exchange.defer(pass(source, body, whole, stop))
      return { told: { ...rest, head: writeHead(head), bodied: source !== null }, body, shared }
    }
    default:
      return found satisfies never
  }
}

/**
 * @param asked the copy that is to be renewed
 * @param near a later one, that the origin is asked about instead
 */
async function landRenewal(
  exchange: Exchange,
  { stop, end }: Ending,
  asked: Head | undefined,
  near: Head | undefined,
): Promise<Landed> {
  const before = near ?? exchange.before
  const about = before ? { ...exchange, before } : exchange
  const renewal: Renewal = await guarded(about, () => renew(about, near ?? asked))
  // Who asks from now on needs one that may be reused.
  if (renewal.kind === 'failed' || governing(renewal.head.headers).has('no-cache')) stop()
  else end()
  switch (renewal.kind) {
    case 'failed':
      return without(renewal)
    case 'renewed': {
      const { head } = renewal
      const shared = isStorable(exchange, head)
      if (head.etag === asked?.etag) return { ...renewed(head), shared }
      // Whoever asked has another body than the one that still holds.
      const copy = await exchange.store.near.get(exchange.url, head.variant?.key)
      if (copy?.head.etag === head.etag) {
        const { reused: _, ...landed } = await landCopy({ ...copy, head }, asked)
        return { ...landed, shared }
      }
      throw new Error(`${head.url} was lost while it was renewed`)
    }
    case 'page': {
      const { bytes, head, ...rest } = renewal
      const told = { ...rest, head: writeHead(head), bodied: true }
      return { told, body: bodyOf(bytes, head), shared: isStorable(exchange, head) }
    }
    default:
      return renewal satisfies never
  }
}

/**
 * The origin has failed: whoever has no good copy gets the one that is near, or, if it is still fresh, everybody. It is
 * the Worker that says so to its reader.
 */
async function landAfterAll(exchange: Exchange, near: Head, failed: Landed): Promise<Landed> {
  const { url, before } = exchange
  const verdict = verdictOn(near, exchange)
  if (verdict.kind !== 'fresh' && before && isGood(before)) return failed
  const copy = await exchange.store.near.get(url, near.variant?.key)
  if (copy?.head.etag !== near.etag) {
    await cancel(copy)
    return failed
  }
  const { told, ...landed } = await landCopy(copy, undefined)
  const { refusal, status } = failed.told
  return { ...landed, told: { ...told, ...(verdict.kind === 'fresh' ? {} : { instead: refusal, status }) } }
}

/** A copy as it is, or only its head, where whoever asked has its body. */
async function landCopy({ head, body }: Copy, asked: Head | undefined): Promise<Landed> {
  if (head.etag === asked?.etag) {
    await cancel({ body })
    return { ...renewed(head), reused: true }
  }
  const bytes = new Uint8Array(await new Response(body).arrayBuffer())
  const told = { kind: 'page', stored: true, head: writeHead(head), bodied: true } as const
  return { told, body: bodyOf(bytes, head), shared: true, reused: true }
}

const renewed = (head: Head): Landed => without({ kind: 'renewed', head: writeHead(head) })

/** An answer that has no body. */
const without = (told: Failed | { kind: 'renewed'; head: string }): Landed => ({
  told: { ...told, bodied: false },
  body: bodyOf(),
  shared: true,
})

/** A body that is there, with the head of what is stored of it. */
export function bodyOf(bytes?: Uint8Array, head?: Head): Broadcast {
  const body = new Broadcast(Number.POSITIVE_INFINITY)
  if (bytes) body.put(encode({ kind: 'data', bytes }))
  body.end(encode({ kind: 'whole', text: head ? writeHead(head) : '' }))
  return body
}

/** Hands a body on to its readers, and says at its end whether it is whole. Never throws. */
async function pass(
  source: ReadableStream<Uint8Array> | null,
  body: Broadcast,
  whole: () => Promise<Uint8Array>,
  stop: () => void,
): Promise<void> {
  const reader = source?.getReader()
  try {
    // Those who have waited for the page are listening before any of it can be too much to keep.
    await scheduler.wait(0)
    while (reader) {
      if (!body.isWhole) stop()
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
    stop()
  }
}

const BROKEN = encode({ kind: 'broken' })

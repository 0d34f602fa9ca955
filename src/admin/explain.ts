import { type Destination, originOf } from '../address.ts'
import { type Collected, collectBody } from '../delivery.ts'
import type { Asking } from '../exchange.ts'
import type { Media } from '../http/media.ts'
import { type Fetched, fetchPage } from '../page-fetch.ts'
import type { Refusal } from '../refusal.ts'
import { Ledger, type Refused, type Relinks, type Taken } from '../rewrite/report.ts'
import type { Site } from '../site.ts'
import type { HostTags } from '../tags.ts'
import { Recorded } from './recorded.ts'

/** What becomes of an address of the paper, and why. */
export interface Explanation {
  readonly url: string
  readonly status: number
  readonly media: Media
  /** Where it sends readers, as a path of the mirror. */
  readonly location?: string
  /** What rules took. */
  readonly removed: readonly Taken[]
  /** What rules would have taken, and what stayed all the same. */
  readonly kept: readonly Taken[]
  /** Elements that no page has, whatever the rules, by their names. */
  readonly dropped: Readonly<Record<string, number>>
  readonly relinked: Relinks
  /** Addresses that were taken out, the first 200; `refusals` is how many there were. */
  readonly refused: readonly Refused[]
  readonly refusals: number
  /** From the rewriter into JavaScript, as for a reader; null for what is no page. */
  readonly calls: number | null
  /**
   * By the clock: asking the origin, and one rewrite from memory. A Worker cannot read its own CPU time, and its clock
   * stands still while it works; `npm run bench` measures.
   */
  readonly ms: { readonly fetch: number; readonly rewrite: number }
  readonly bytes: { readonly in: number; readonly out: number }
}

export type Explained =
  | { kind: 'explained'; explanation: Explanation }
  | { kind: 'refused'; refusal: Refusal }

/** What an operator gives: nothing of their request goes along. */
export type Question = Omit<Asking, 'request' | 'report' | 'done'>

const asked = (question: Question): Asking => ({ ...question, request: new Request(question.url) })

/**
 * The address of the paper that an operator means.
 * @param given an address of the paper, or of the mirror; or a path of the mirror
 */
export function meant(given: string, site: Site, mirrorHost: string, tags?: HostTags): Destination {
  const path = /^\/(?!\/)/.test(given) ? given : undefined
  const url =
    path === undefined && !/^https?:\/\//i.test(given) ? null : URL.parse(given, `https://${mirrorHost}`)
  if (url === null || url.username !== '' || url.password !== '')
    return {
      kind: 'malformed',
      reason: `"${given.slice(0, 200)}" is no address that can be explained; give an address of the paper, as in ?url=${site.origin}/, or a path of the mirror, as in ?url=/`,
    }
  const rest = url.pathname + url.search
  const found = originOf(
    path !== undefined || url.host === mirrorHost ? rest : `/-/${url.host}${rest}`,
    site,
    tags,
  )
  return found.kind === 'moved' ? originOf(found.path, site, tags) : found
}

/** Fetches and rewrites without storing, and says what was done. */
export async function explain(question: Question): Promise<Explained> {
  const { now, site } = question
  const origin = new Recorded(question.fetch, now)
  let calls: number | null = null
  const done = (number: number) => {
    calls = number
  }
  const begun = now()
  const asking = { ...asked(question), fetch: origin.fetch }
  // As for a reader: to be told of everything takes more calls.
  const plain = await fetchPage({ ...asking, done }, undefined, true)
  if (plain.kind !== 'page') return refusedBy(plain)
  const body = await collectBody(plain.body, site.maxPageBytes, plain.second)
  await clockMoves()
  const ms = now() - begun - origin.ms
  const ledger = new Ledger()
  const told = await fetchPage({ ...asking, report: ledger }, undefined, true)
  if (told.kind === 'page') await collectBody(told.body, site.maxPageBytes, told.second)
  const { relinked, refused, refusals } = ledger
  const { head } = plain
  const location = head.headers.get('location')
  const explanation: Explanation = {
    url: head.url,
    status: head.status,
    media: head.media,
    ...(location === null ? {} : { location }),
    removed: ledger.taken.filter(isGone),
    kept: ledger.taken.filter(taken => !isGone(taken)),
    dropped: ledger.droppedByTag,
    relinked,
    refused,
    refusals,
    calls,
    ms: { fetch: origin.ms, rewrite: Math.max(0, ms) },
    bytes: { in: origin.bytes, out: body.kind === 'whole' ? body.bytes.length : 0 },
  }
  return { kind: 'explained', explanation }
}

const isGone = ({ outcome }: Taken) => outcome !== 'too much' && outcome !== 'unclosed'

/** The page as readers get it, but that what rules take is still there, outlined. */
export async function outlinedPage(
  question: Question,
): Promise<{ kind: 'page'; bytes: Uint8Array; contentType: string } | { kind: 'refused'; refusal: Refusal }> {
  const fetched = await fetchPage({ ...asked(question), report: new Ledger(true) }, undefined, true)
  if (fetched.kind !== 'page') return refusedBy(fetched)
  const { head, body, second } = fetched
  const contentType = head.headers.get('content-type') ?? ''
  const refusal = { kind: 'not-carried', contentType: contentType || 'nothing to show' } as const
  if (head.media !== 'html') {
    await body?.cancel()
    return { kind: 'refused', refusal }
  }
  const collected = await collectBody(body, question.site.maxPageBytes, second)
  return collected.kind === 'whole'
    ? { kind: 'page', bytes: collected.bytes, contentType }
    : { kind: 'refused', refusal: unfit(collected, question.site) }
}

function unfit(collected: Exclude<Collected, { kind: 'whole' }>, site: Site): Refusal {
  return collected.kind === 'too-large'
    ? { kind: 'too-large', mostBytes: site.maxPageBytes }
    : { kind: 'broken' }
}

const refusedBy = (fetched: Exclude<Fetched, { kind: 'page' }>): { kind: 'refused'; refusal: Refusal } => ({
  kind: 'refused',
  refusal: fetched.kind === 'failed' ? fetched.refusal : { kind: 'origin-broken', status: 304 },
})

/** A Worker's clock moves when something from outside comes in, and a timer is such a thing. */
const clockMoves = () => new Promise(resolve => setTimeout(resolve, 1))

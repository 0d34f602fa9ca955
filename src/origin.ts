import type { OriginUrl } from './address.ts'
import { retryAfter } from './http/retry-after.ts'
import { peek } from './stream.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What became of a request to the origin. Times in ms since the epoch. */
export type OriginAnswer =
  | { kind: 'response'; response: Response; requestedAt: number; receivedAt: number }
  | { kind: 'not-modified'; response: Response; requestedAt: number; receivedAt: number }
  | { kind: 'redirect'; to: URL; response: Response; requestedAt: number; receivedAt: number }
  /** `retryAfter` in seconds. */
  | {
      kind: 'broken'
      status: number
      response: Response
      retryAfter?: number
      requestedAt: number
      receivedAt: number
    }
  | {
      kind: 'refused'
      status: number
      response: Response
      retryAfter?: number
      requestedAt: number
      receivedAt: number
    }
  /** It says itself that it checks the browser. */
  | { kind: 'challenge'; status: number }
  | { kind: 'unreachable' }
  | { kind: 'timeout' }
  | { kind: 'redirect-loop' }

export interface OriginRequest {
  url: OriginUrl
  headers: Headers
  /** How long the origin may take until its headers are there, redirects and all. */
  deadlineMs: number
  /** Where a redirect is followed to without the reader's knowing, because it is the same address of the mirror. */
  sameAddress: (to: URL) => OriginUrl | undefined
  /** How long a body may take, from its headers on; `BODY_MS` where it is left out. */
  bodyMs?: number
}

/** How long a body may take, from its headers on. */
const BODY_MS = 25_000
const MOST_REDIRECTS = 5

/** Cloudflare's documented sign on a challenge page, under whatever status. */
const MITIGATED = 'cf-mitigated'
/** So much of an error page is looked at. */
const ERROR_BYTES = 32_768

const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** Statuses by which an origin turns the mirror away, and not a reader from a page that does not exist. */
const REFUSALS = new Set([401, 402, 403, 407, 429, 451])

/** Asks the origin for an address. Nothing of the reader's request goes along but what `headers` holds. */
export async function ask(request: OriginRequest, fetch: Fetch, now: () => number): Promise<OriginAnswer> {
  let url = request.url
  const seen = new Set<string>()
  const begun = performance.now()
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    if (seen.has(url)) return { kind: 'redirect-loop' }
    seen.add(url)
    const requestedAt = now()
    const left = Math.max(1, request.deadlineMs - (performance.now() - begun))
    const response = await within(left, request.bodyMs ?? BODY_MS, signal =>
      fetch(url, { headers: request.headers, redirect: 'manual', signal }),
    )
    if (response === 'timeout' || response === 'unreachable') return { kind: response }
    const times = { requestedAt, receivedAt: now() }
    const to = target(response, url)
    const next = to && request.sameAddress(to)
    if (next === undefined) return answer(response, to, times)
    await response.body?.cancel()
    url = next
  }
  return { kind: 'redirect-loop' }
}

type Times = { requestedAt: number; receivedAt: number }

async function answer(response: Response, to: URL | undefined, times: Times): Promise<OriginAnswer> {
  const { status, headers } = response
  if (headers.get(MITIGATED)?.trim().toLowerCase() === 'challenge') {
    await response.body?.cancel()
    return { kind: 'challenge', status }
  }
  if (to) return { kind: 'redirect', to, response, ...times }
  if (status === 304) return { kind: 'not-modified', response, ...times }
  const isBroken = status >= 500
  if (!isBroken && !REFUSALS.has(status)) return { kind: 'response', response, ...times }
  const wait = retryAfter(headers, times.receivedAt)
  const waiting = wait === undefined ? {} : { retryAfter: wait }
  return { kind: isBroken ? 'broken' : 'refused', status, response, ...times, ...waiting }
}

/** What shows whether an error is a check of browsers, as far as it comes without being waited for. */
export async function beginning({ body }: Response): Promise<Uint8Array> {
  if (body === null) return new Uint8Array()
  const peeked = await peek(body, seen => seen.length >= ERROR_BYTES, { silenceMs: 250, patienceMs: 100 })
  if (peeked.kind !== 'peeked') return new Uint8Array()
  await peeked.stream.cancel()
  return peeked.prelude
}

function target(response: Response, url: string): URL | undefined {
  const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null
  return location !== null && URL.canParse(location, url) ? new URL(location, url) : undefined
}

/** One fetch with two limits: `ms` until the headers, and then `bodyMs` until the end of the body, which the runtime counts. */
async function within(ms: number, bodyMs: number, work: (signal: AbortSignal) => Promise<Response>) {
  const headers = new AbortController()
  const timer = setTimeout(() => headers.abort(), ms)
  try {
    return await work(AbortSignal.any([headers.signal, AbortSignal.timeout(ms + bodyMs)]))
  } catch (error) {
    if (headers.signal.aborted) return 'timeout'
    console.error(`origin: ${error}`)
    return 'unreachable'
  } finally {
    clearTimeout(timer)
  }
}

import type { OriginUrl } from './address.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What became of a request to the origin. Times in ms since the epoch. */
export type OriginAnswer =
  | { kind: 'response'; response: Response; requestedAt: number; receivedAt: number }
  | { kind: 'not-modified'; response: Response; requestedAt: number; receivedAt: number }
  | { kind: 'redirect'; to: URL; response: Response; requestedAt: number; receivedAt: number }
  | { kind: 'broken'; status: number; response: Response; requestedAt: number; receivedAt: number }
  | { kind: 'refused'; status: number; response: Response; requestedAt: number; receivedAt: number }
  | { kind: 'unreachable' }
  | { kind: 'timeout' }
  | { kind: 'redirect-loop' }

export interface OriginRequest {
  url: OriginUrl
  headers: Headers
  /** How long the origin may take until its headers are there. */
  deadlineMs: number
  /** Where a redirect is followed to without the reader's knowing, because it is the same address of the mirror. */
  sameAddress: (to: URL) => OriginUrl | undefined
}

/** How long a body may take, from its headers on. */
const BODY_MS = 25_000
const MOST_REDIRECTS = 5
/** RFC 8586: a mirror that is asked to mirror itself finds its own name here. */
export const LOOP_FIELD = 'cdn-loop'
export const LOOP_NAME = 'heliograph'

const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** Statuses by which an origin turns the mirror away, and not a reader from a page that does not exist. */
const REFUSALS = new Set([401, 402, 403, 407, 429, 451])

/** Asks the origin for an address. Nothing of the reader's request goes along but what `headers` holds. */
export async function ask(request: OriginRequest, fetch: Fetch, now: () => number): Promise<OriginAnswer> {
  let url = request.url
  const seen = new Set<string>()
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    if (seen.has(url)) return { kind: 'redirect-loop' }
    seen.add(url)
    const requestedAt = now()
    const response = await within(request.deadlineMs, signal =>
      fetch(url, { headers: request.headers, redirect: 'manual', signal }),
    )
    if (response === 'timeout' || response === 'unreachable') return { kind: response }
    const times = { requestedAt, receivedAt: now() }
    const to = target(response, url)
    const next = to && request.sameAddress(to)
    if (next === undefined) return answer(response, to, times)
    url = next
  }
  return { kind: 'redirect-loop' }
}

type Times = { requestedAt: number; receivedAt: number }

function answer(response: Response, to: URL | undefined, times: Times): OriginAnswer {
  const { status } = response
  if (to) return { kind: 'redirect', to, response, ...times }
  if (status === 304) return { kind: 'not-modified', response, ...times }
  if (status >= 500) return { kind: 'broken', status, response, ...times }
  if (REFUSALS.has(status)) return { kind: 'refused', status, response, ...times }
  return { kind: 'response', response, ...times }
}

function target(response: Response, url: string): URL | undefined {
  const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null
  return location !== null && URL.canParse(location, url) ? new URL(location, url) : undefined
}

/** One fetch with two limits: `ms` until the headers, then `BODY_MS` until the end of the body. */
async function within(ms: number, work: (signal: AbortSignal) => Promise<Response>) {
  const controller = new AbortController()
  let timer = setTimeout(() => controller.abort(), ms)
  try {
    const response = await work(controller.signal)
    clearTimeout(timer)
    timer = setTimeout(() => controller.abort(), BODY_MS)
    return response
  } catch (error) {
    clearTimeout(timer)
    if (controller.signal.aborted) return 'timeout'
    console.error(`origin: ${error}`)
    return 'unreachable'
  }
}

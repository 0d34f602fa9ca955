import { type Fault, isFault } from './faults.ts'

export interface Seen {
  method: string
  url: string
  headers: Record<string, string>
}

/** One isolate, one switchboard: the state lives as long as the Worker. */
export const state = { faults: new Map<string, Fault>(), log: [] as Seen[] }

const kept = 1000

export function note(request: Request): void {
  state.log.push({ method: request.method, url: request.url, headers: Object.fromEntries(request.headers) })
  if (state.log.length > kept) state.log.shift()
}

/** A path as a URL has it, so that a person may type it unencoded. */
export const asPath = (typed: string): string | undefined =>
  typed === '*' ? '*' : URL.parse(typed, 'https://www.lantern.example')?.pathname

/** The fault of one request: its own ?fault= first, then its path's, then everybody's. */
export function faultFor(url: URL): Fault | undefined {
  const asked = url.searchParams.get('fault')
  if (asked !== null && isFault(asked)) return asked
  return state.faults.get(url.pathname) ?? state.faults.get('*')
}

import { env, exports } from 'cloudflare:workers'
import type { Seen } from '../origin/switchboard-state.ts'

const PAPER = 'https://www.lantern.example'

/** Asks the mirror, as a reader's browser would. */
export const read = (path: string, init?: RequestInit) =>
  exports.default.fetch(`https://mirror.test${path}`, { redirect: 'manual', ...init })

/** Asks the demo paper's switchboard, past the mirror. */
async function switchboard(path: string): Promise<Response> {
  const response = await env.DEMO_ORIGIN.fetch(`${PAPER}/switchboard${path}`)
  if (!response.ok) throw new Error(`switchboard${path}: ${response.status}`)
  return response
}

/** What the paper was asked for since the last look. */
export const asked = async (): Promise<Seen[]> => (await switchboard('/log')).json()

/** Breaks a page of the paper, or mends it with "none". */
export const setFault = (path: string, fault: string) =>
  switchboard(`/set?path=${encodeURIComponent(path)}&fault=${fault}`).then(response => response.text())

let number = 0
/** An address that no other test has asked for: the query makes it a page of its own. */
export const unseen = (path: string) => `${path}?unseen=${++number}-${crypto.randomUUID()}`

export const purge = (body: unknown, token = 'test-admin-token', route = 'purge') =>
  read(`/-/admin/${route}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

export const status = (response: Response) => response.headers.get('cache-status')

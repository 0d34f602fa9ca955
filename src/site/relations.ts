import { isPrivate, parseHost, parseOrigin } from './host.ts'
import { nearest } from './nearest.ts'
import { KEYS } from './shape.ts'
import type { Problem } from './types.ts'

type Bag = Readonly<Record<string, unknown>>

const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every key that a site file does not have, with the one that was probably meant. */
export function unknownKeys(data: unknown): Problem[] {
  const problems: Problem[] = []
  const look = (value: unknown, known: readonly string[], path: Problem['path']) => {
    if (!isBag(value)) return
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue
      const meant = nearest(key, known)
      const advice = meant ? `did you mean "${meant}"?` : `leave it out; known keys: ${known.join(', ')}`
      problems.push({ path: [...path, key], message: `unknown key "${key}"; ${advice}`, at: 'key' })
    }
  }
  look(data, KEYS.site, [])
  if (!isBag(data)) return problems
  for (const list of ['freshness', 'nav', 'tags'] as const) {
    const items = Array.isArray(data[list]) ? data[list] : []
    for (const [i, item] of items.entries()) look(item, KEYS[list], [list, i])
  }
  return problems
}

/** What is wrong between the hosts of a site file: one named twice, or a private one. */
export function hostConflicts(data: unknown): Problem[] {
  if (!isBag(data)) return []
  const origin = typeof data.origin === 'string' ? parseOrigin(data.origin) : undefined
  const primary = origin && 'value' in origin ? origin.value : undefined
  const problems: Problem[] = []
  const seen = new Map<string, string>()
  if (primary) seen.set(primary.host, 'the origin')
  for (const list of ['aliases', 'hosts'] as const) {
    const items = Array.isArray(data[list]) ? data[list] : []
    for (const [i, item] of items.entries()) {
      const read = typeof item === 'string' ? parseHost(item, primary?.protocol) : undefined
      if (!read || 'problem' in read) continue
      const { host, hostname } = read.value
      const first = seen.get(host)
      const say = (message: string) => problems.push({ path: [list, i], message })
      if (first) say(`"${host}" is already ${first}: leave it out here`)
      else if (isPrivate(hostname) && hostname !== primary?.hostname)
        say(`"${host}" is this machine's or a private network's, which a mirror must not open: leave it out`)
      else seen.set(host, `among the ${list}`)
    }
  }
  return problems
}

import { isPublicName, originOf } from '../address.ts'
import { parseHost } from '../site/host.ts'
import type { Site } from '../site.ts'

/** What an operator has named, as copies are kept; or what is wrong with it, and what to do. */
export type Said = { readonly value: string } | { readonly problem: string }

/** What was given, as it is repeated in an answer. */
export const short = (given: string) => (given.length > 200 ? `${given.slice(0, 200)}…` : given)

/** The origin address that an operator means. */
export function originAddress(given: string, site: Site, mirrorHost: string): Said {
  const full = given.startsWith('/')
    ? `https://${mirrorHost}${given}`
    : /^https?:\/\//i.test(given)
      ? given
      : `https://${given}`
  const none = `"${short(given)}" is no address of this mirror`
  const problem = `${none}: give an address of ${site.host} or of ${mirrorHost}, or a path such as "/news/1.html"`
  if (!URL.canParse(full)) return { problem }
  const url = new URL(full)
  const path = url.pathname + url.search
  const onMirror = url.host === mirrorHost ? path : `/-/${url.host}${path}`
  const found = originOf(onMirror, site)
  if (found.kind === 'origin') return { value: found.url }
  if (found.kind !== 'unlisted') return { problem }
  const meant = hostMeant(found.host, [...hostsOf(site), mirrorHost])
  if (meant !== undefined) return { problem: `${none}, which knows no "${found.host}": write "${meant}"` }
  // A host that is carried by a tag is on no list; its copies are purged by its own address.
  if (mayBeTagged(found.host, site)) return { value: found.href }
  return { problem: problem + taggedHint(site) }
}

/** The beginning of the origin addresses that an operator means. */
export function originPrefix(given: string, site: Site, mirrorHost: string): Said {
  if (!given.endsWith('*')) return originAddress(given, site, mirrorHost)
  return {
    problem: `"${short(given)}" ends in "*": a prefix is about all addresses that begin so, so leave out the "*"`,
  }
}

/** The host that an operator means, as copies of it are kept: an alias's are the paper's. */
export function originHost(given: string, site: Site, mirrorHost: string): Said {
  const known = [site.host, ...site.hosts].join(', ')
  const read = parseHost(given, site.scheme)
  if ('problem' in read) return { problem: read.problem }
  const { host } = read.value
  if (host === site.host || site.aliases.has(host)) return { value: site.host }
  if (site.hosts.has(host)) return { value: host }
  const meant = host === mirrorHost ? mirrorHost : hostMeant(host, [...hostsOf(site), mirrorHost])
  if (meant === mirrorHost)
    return {
      problem: `"${short(given)}" is the mirror, where all copies are: use purge_everything, or name a host of the paper: ${known}`,
    }
  const none = `"${short(given)}" is no host of this mirror`
  if (meant !== undefined) return { problem: `${none}: write "${meant}"` }
  if (mayBeTagged(host, site)) return { value: host }
  return { problem: `${none}: it has ${known}${taggedHint(site)}` }
}

const hostsOf = (site: Site): readonly string[] => [site.host, ...site.aliases, ...site.hosts]

/** Whether there may be copies of a host that is on no list. Which hosts there are by their tags, nobody knows. */
const mayBeTagged = (host: string, site: Site) => site.assets === 'tagged' && isPublicName(host)

const taggedHint = (site: Site) =>
  site.assets === 'tagged' ? '; of other hosts it carries what has a public name, without a port' : ''

/** The one of these hosts that is the same but for its port or a dot at the end. */
const hostMeant = (host: string, known: readonly string[]): string | undefined =>
  known.find(one => one !== host && nameOf(one) === nameOf(host))

const nameOf = (host: string) => host.replace(/\.?(:\d+)?$/, '')

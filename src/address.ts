import type { HostTags } from './tags.ts'

declare const checked: unique symbol
/** An address that the mirror may fetch. Only `originOf` makes one: whoever holds it need not check again. */
export type OriginUrl = string & { readonly [checked]: true }

/** What `address.ts` has to know of a site. */
export interface Territory {
  /** The primary host, with its port if it has one. Its paths are the mirror's paths. */
  readonly host: string
  readonly scheme: 'https:' | 'http:'
  /** Hosts whose paths are the primary's. */
  readonly aliases: ReadonlySet<string>
  /** Further hosts that the mirror fetches, exactly these. */
  readonly hosts: ReadonlySet<string>
}

export type Destination =
  | { kind: 'origin'; url: OriginUrl; carries: 'everything' | 'assets' }
  | { kind: 'unlisted'; host: string; href: string }
  | { kind: 'moved'; path: string }
  | { kind: 'malformed'; reason: string }

/** Everything on the mirror that is not the primary's own path lives under this prefix. */
export const RESERVED = '/-/'

/**
 * The origin address behind a path of the mirror, or why there is none.
 * @param path a path with its query, as `URL` gives it (`pathname + search`)
 */
export function originOf(path: string, site: Territory, tags?: HostTags): Destination {
  if (path === '/-') return { kind: 'moved', path: '/' }
  if (!path.startsWith(RESERVED)) return onPrimary(path, site)
  const end = path.slice(RESERVED.length).search(/[/?]/)
  const authority = end < 0 ? path.slice(RESERVED.length) : path.slice(RESERVED.length, RESERVED.length + end)
  const rest = end < 0 ? '' : path.slice(RESERVED.length + end)
  const [host = '', tag = '', ...more] = authority.split('~')
  const listed = host === site.host || site.aliases.has(host) || site.hosts.has(host)
  // A listed host has no tag. What says that it has one is not repeated under a second name.
  if (listed && authority !== host) return { kind: 'moved', path: `${RESERVED}${host}${rest || '/'}` }
  if (!isHost(host) || more.length > 0)
    return { kind: 'malformed', reason: `"${authority}" is not a host; the form is /-/<host>/<path>` }
  // Without the slash, relative addresses on the page would resolve one level too high.
  if (!rest.startsWith('/')) return { kind: 'moved', path: `${RESERVED}${authority}/${rest}` }
  if (host === site.host || site.aliases.has(host)) return onPrimary(rest, site)
  const scheme = site.scheme === 'http:' && isLoopback(host) ? 'http:' : 'https:'
  const href = `${scheme}//${host}${rest}`
  if (site.hosts.has(host)) return { kind: 'origin', url: href as OriginUrl, carries: 'everything' }
  if (tags?.fits(host, tag) && isPublicName(host))
    return { kind: 'origin', url: href as OriginUrl, carries: 'assets' }
  return { kind: 'unlisted', host, href }
}

function onPrimary(path: string, site: Territory): Destination {
  return { kind: 'origin', url: `${site.scheme}//${site.host}${path}` as OriginUrl, carries: 'everything' }
}

/**
 * Where an absolute address stands on the mirror: a path from its root (with query and fragment), or undefined
 * where the mirror does not carry it.
 * @param use a page's link leads to listed hosts only; what a browser fetches by itself may also carry a tag
 */
export function mirrorPath(
  url: URL,
  use: 'link' | 'asset',
  site: Territory,
  tags?: HostTags,
): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  return pathOn(url.host, url.pathname + url.search + url.hash, use, site, tags)
}

/**
 * The same for an address in its parts.
 * @param given the host, as `URL` writes it
 * @param path with query and fragment
 */
export function pathOn(
  given: string,
  path: string,
  use: 'link' | 'asset',
  site: Territory,
  tags?: HostTags,
): string | undefined {
  const host = given.endsWith('.') ? given.slice(0, -1) : given
  if (host === site.host || site.aliases.has(host)) {
    // "//x" would be read as a host, and "/-/" is the mirror's own.
    const ambiguous = path.startsWith('//') || path.startsWith(RESERVED) || /^\/-($|[?#])/.test(path)
    return ambiguous ? `${RESERVED}${site.host}${path}` : path
  }
  if (site.hosts.has(host)) return `${RESERVED}${host}${path}`
  const tag = use === 'asset' && isPublicName(host) ? tags?.of(host) : undefined
  return tag === undefined ? undefined : `${RESERVED}${host}~${tag}${path}`
}

/** The folder of the mirror that a host's own root stands for: "" for the primary, "/-/<host>" for others. */
export function mountOf(url: string, site: Territory): string {
  const { host } = new URL(url)
  return host === site.host || site.aliases.has(host) ? '' : `${RESERVED}${host}`
}

/** Whether a text is a host as `URL` writes it: lower case, IDNA done, the port only when it is no default. */
function isHost(text: string): boolean {
  if (!/[.:]/.test(text) && text !== 'localhost') return false
  if (/[/?#@\\\s%]/.test(text)) return false
  return URL.canParse(`https://${text}/`) && new URL(`https://${text}/`).host === text
}

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host)

/**
 * A name that public DNS could know: dotted, no port, no IP literal, no name set aside for inside use
 * (RFC 6761, RFC 6762, RFC 8375). What is fetched without having been listed goes to such hosts only.
 */
export function isPublicName(host: string): boolean {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/.test(host)) return false
  return !/(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|test|invalid|onion|home\.arpa)$/.test(
    host,
  )
}

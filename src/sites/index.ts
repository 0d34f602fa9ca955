import { isAddress, parseHost, parseOrigin } from '../site/host.ts'
import { nearest } from '../site/nearest.ts'
import { type ParsedSite, parseSite, type Site } from '../site.ts'
import demo from './demo.json' with { type: 'json' }
import generic from './generic.json' with { type: 'json' }
import secretchina from './secretchina.json' with { type: 'json' }

/** The site files that the Worker carries, by name. Add a file: import it above and name it here. */
export const sites: Readonly<Record<string, unknown>> = { demo, secretchina }

/** What chooses the mirrored site; `src/env.ts` says who sets it. */
export interface SiteChoice {
  readonly SITE?: string
  readonly SITE_FILE?: string
  readonly ORIGIN?: string
}

/**
 * The site that the environment chooses: `SITE_FILE` (JSON text) before `SITE` (a bundled file's name), either
 * with its origin moved to `ORIGIN` where that is set; `ORIGIN` alone takes the generic rules. Empty strings
 * count as unset. A problem's path begins with the variable that it is in.
 */
export function resolveSite(env: SiteChoice): ParsedSite {
  const { SITE_FILE, SITE, ORIGIN } = env
  const moved = ORIGIN ? parseOrigin(ORIGIN) : undefined
  if (moved && 'problem' in moved) return refuse('ORIGIN', moved.problem)
  if (SITE_FILE) return resolveText(SITE_FILE, moved?.value)
  if (SITE) return resolveName(SITE, moved?.value)
  if (moved) return parseSite(genericFile(moved.value))
  return refuse('SITE', `no site is chosen: set SITE to one of ${names()}, or ORIGIN to a paper's address`)
}

/** The generic rules for an origin such as "https://www.paper.example". Throws a TypeError for anything else. */
export function genericSite(origin: string): Site {
  const read = parseOrigin(origin)
  if ('problem' in read) throw new TypeError(read.problem)
  const parsed = parseSite(genericFile(read.value))
  if (!parsed.ok) throw new TypeError(parsed.problems.map(problem => problem.message).join('; '))
  return parsed.site
}

function resolveText(text: string, origin: URL | undefined): ParsedSite {
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return refuse('SITE_FILE', `not JSON (${String(error)}): run "node scripts/site-file.ts" on the file`)
  }
  return under('SITE_FILE', parseSite(move(data, origin)))
}

function resolveName(name: string, origin: URL | undefined): ParsedSite {
  if (Object.hasOwn(sites, name)) return under('SITE', parseSite(move(sites[name], origin)))
  const meant = nearest(name, Object.keys(sites))
  const advice = meant ? `did you mean "${meant}"?` : `set SITE to one of ${names()}`
  return refuse('SITE', `no bundled site is called "${name}"; ${advice}`)
}

/**
 * A site file with another origin, such as a saved copy of the paper on this machine. The file's own origin
 * becomes an alias, so that the absolute links in its pages stay on the mirror.
 */
function move(data: unknown, origin: URL | undefined): unknown {
  if (!origin || typeof data !== 'object' || data === null || Array.isArray(data)) return data
  const file = data as Record<string, unknown>
  const own = typeof file.origin === 'string' ? parseOrigin(file.origin) : undefined
  if (!own || 'problem' in own || own.value.host === origin.host) return { ...file, origin: origin.origin }
  const others = (list: unknown) => (Array.isArray(list) ? list.filter(host => !isHost(host, origin)) : list)
  const aliases = Array.isArray(file.aliases) ? file.aliases : []
  return {
    ...file,
    origin: origin.origin,
    aliases: [...(others(aliases) as unknown[]), own.value.host],
    ...(file.hosts === undefined ? {} : { hosts: others(file.hosts) }),
  }
}

function isHost(given: unknown, origin: URL): boolean {
  const read = typeof given === 'string' ? parseHost(given, origin.protocol) : undefined
  return read !== undefined && 'value' in read && read.value.host === origin.host
}

/** The generic rules' file, completed: "www.paper.example" and "paper.example" are taken to be one site. */
function genericFile(origin: URL): unknown {
  const { host, hostname } = origin
  const named = !isAddress(hostname) && hostname.includes('.')
  const twin = host.startsWith('www.') ? host.slice(4) : `www.${host}`
  return { ...generic, origin: origin.origin, aliases: named && twin.includes('.') ? [twin] : [] }
}

const names = () =>
  Object.keys(sites)
    .map(name => `"${name}"`)
    .join(', ')

const refuse = (variable: string, message: string): ParsedSite => ({
  ok: false,
  problems: [{ path: [variable], message }],
})

function under(variable: string, parsed: ParsedSite): ParsedSite {
  if (parsed.ok) return parsed
  return {
    ok: false,
    problems: parsed.problems.map(problem => ({ ...problem, path: [variable, ...problem.path] })),
  }
}

import { mirrorPath, type Territory } from '../../address.ts'

const known = new WeakMap<Territory, readonly string[]>()

/** Beginnings of absolute addresses that stand for the mirror's own root. Worked out once a site. */
export function ownPrefixes(site: Territory): readonly string[] {
  const before = known.get(site)
  if (before !== undefined) return before
  const prefixes = [site.host, ...site.aliases]
    .flatMap(host => [`https://${host}`, `http://${host}`])
    .filter(prefix => URL.canParse(prefix) && mirrorPath(new URL(`${prefix}/x`), 'link', site) === '/x')
  known.set(site, prefixes)
  return prefixes
}

import { mirrorPath, type Territory } from '../address.ts'

/** Beginnings of absolute addresses that stand for the mirror's own root. */
export function ownPrefixes(site: Territory): string[] {
  const hosts = [site.host, ...site.aliases]
  return hosts
    .flatMap(host => [`https://${host}`, `http://${host}`])
    .filter(prefix => URL.canParse(prefix) && mirrorPath(new URL(`${prefix}/x`), 'link', site) === '/x')
}

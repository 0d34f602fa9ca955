import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Site } from '../../src/site.ts'
import { resolveSite, sites } from '../../src/sites/index.ts'
import type { List } from './parse.ts'

const ROOT = resolve(import.meta.dirname, '../..')

export type Environment = Readonly<Record<string, string | undefined>>

/** The lists to compile: those that are named, or the project's own and those of `FILTERS`. */
export function listPaths(named: readonly string[], env: Environment): string[] {
  if (named.length > 0) return [...named]
  const own = globSync('filters/*.txt', { cwd: ROOT })
    .toSorted()
    .map(path => join(ROOT, path))
  return [...own, ...(env.FILTERS ?? '').split(/\s+/).filter(Boolean)]
}

/** The hosts of every site that this Worker may mirror: the bundled ones and what the environment adds. */
export function configuredHosts(env: Environment): string[] {
  const found: Site[] = []
  const add = (choice: Parameters<typeof resolveSite>[0]) => {
    const read = resolveSite(choice)
    if (read.ok) found.push(read.site)
  }
  for (const name of Object.keys(sites)) add({ SITE: name })
  const file = [env.SITE_FILE, env.SITE].flatMap(textOf)[0]
  const origin = env.ORIGIN ? { ORIGIN: env.ORIGIN } : {}
  if (file !== undefined) add({ SITE_FILE: file, ...origin })
  if (env.ORIGIN) add(origin)
  const hosts = found.flatMap(({ host, aliases, hosts: others }) => [host, ...aliases, ...others])
  return [...new Set(hosts.map(host => host.replace(/:\d+$/, '')))].toSorted()
}

/** A site file's text, which may be given itself or by its path. */
function textOf(given: string | undefined): string[] {
  if (!given) return []
  if (given.trimStart().startsWith('{')) return [given]
  try {
    return existsSync(given) ? [readFileSync(given, 'utf8')] : []
  } catch {
    return []
  }
}

/** Changes with everything that the compiled rules depend on. */
export function keyOf(lists: readonly List[], hosts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const { name, text } of lists) hash.update(`${name}\0${text}\0`)
  hash.update(hosts.join())
  for (const path of globSync(['scripts/filters/*', 'src/filters/*.ts'], { cwd: ROOT }).toSorted())
    hash.update(readFileSync(join(ROOT, path)))
  return hash.digest('hex')
}

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Problem, Site } from '../../src/site.ts'
import { resolveSite, sites } from '../../src/sites/index.ts'
import { formatProblem, readSiteFile } from '../site-file.ts'
import type { Settings } from './run.ts'

export interface Choice {
  readonly site: Site
  /** What binds the mirror to that site. */
  readonly settings: Pick<Settings, 'SITE' | 'SITE_FILE' | 'ORIGIN'>
  /** The site is the demo paper, which exists only inside this project. */
  readonly demo: boolean
  readonly port: number
  /** The folder for what outlives a restart. */
  readonly state: string
}

export type Environment = Readonly<Record<string, string | undefined>>

/** What the environment of `npm start` asks for, or all that is wrong with it, a message a line. */
export function readChoice(
  env: Environment,
): { ok: true; choice: Choice } | { ok: false; problems: string[] } {
  const problems: string[] = []
  const port = readPort(env.PORT || '8787', problems)
  const state = resolve(env.STATE || '.state')
  const settings = readSettings(env, problems)
  // Behind a broken site file, the other variables are still worth a look.
  const resolved = settings || env.ORIGIN ? resolveSite(settings ?? { ORIGIN: env.ORIGIN ?? '' }) : undefined
  if (resolved && !resolved.ok) problems.push(...describe(resolved.problems, env.SITE))
  if (!settings || !resolved?.ok || problems.length > 0) return { ok: false, problems }
  const demo = resolveSite({ SITE: 'demo' })
  return {
    ok: true,
    choice: {
      site: resolved.site,
      settings,
      demo: demo.ok && demo.site.origin === resolved.site.origin,
      port,
      state,
    },
  }
}

function readPort(given: string, problems: string[]): number {
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN
  if (port <= 65535) return port
  problems.push(`PORT: "${given}" is not a port; give a number up to 65535, such as PORT=8787`)
  return 0
}

/** Empty variables count as unset, as they do in the Worker. */
function readSettings({ SITE, ORIGIN }: Environment, problems: string[]): ResolvableSettings | undefined {
  const moved = ORIGIN ? { ORIGIN } : {}
  if (!SITE) return ORIGIN ? moved : { SITE: 'demo' }
  if (Object.hasOwn(sites, SITE)) return { SITE, ...moved }
  const path = resolve(SITE)
  if (existsSync(path)) {
    const file = readSiteFile(path)
    if (file.ok) return { SITE_FILE: file.text, ...moved }
    problems.push(...file.problems.map(problem => formatProblem(SITE, problem)))
    return undefined
  }
  // Something written like a path is one; anything else is most likely a bundled site's name, misspelt.
  if (!/[/\\]|\.json$/.test(SITE)) return { SITE, ...moved }
  problems.push(`SITE: there is no file ${path}`)
  return undefined
}

type ResolvableSettings = { SITE?: string; SITE_FILE?: string; ORIGIN?: string }

function describe(problems: readonly Problem[], site: string | undefined): string[] {
  return problems.map(({ path: [variable, ...keys], message }) => {
    const place = variable === 'SITE_FILE' ? site : variable
    return `${[place, ...keys].join('.')}: ${message}`
  })
}

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { unstable_readConfig } from 'wrangler'
import { resolveSite, sites } from '../src/sites/index.ts'
import { ensureFilters } from './filters/filters.ts'
import { formatProblem, readSiteFile } from './site-file.ts'

process.chdir(`${import.meta.dirname}/..`)
const args = process.argv.slice(2)
const problems = [...preflight(), ...compileLists()]
if (problems.length > 0) {
  process.stderr.write(`Nothing was deployed:\n${problems.map(problem => `  ${problem}\n`).join('')}`)
  process.exit(1)
}
const wrangler = spawnSync(process.execPath, ['node_modules/wrangler/bin/wrangler.js', 'deploy', ...args], {
  stdio: 'inherit',
})
process.exit(wrangler.status ?? 1)

/** What a deployed Worker could only tell its readers: that it does not know which paper it is a mirror of. */
function preflight(): string[] {
  const { values } = parseArgs({
    args,
    strict: false, // the others are wrangler's
    options: {
      'dry-run': { type: 'boolean' },
      config: { type: 'string', short: 'c' },
      env: { type: 'string', short: 'e' },
    },
  })
  const config = typeof values.config === 'string' ? values.config : 'wrangler.toml'
  const { vars } = unstable_readConfig({
    config,
    ...(typeof values.env === 'string' ? { env: values.env } : {}),
  })
  const { SITE = '', ORIGIN = '', SITE_FILE = '' } = vars as Record<string, string | undefined>
  if (SITE === 'demo' && !ORIGIN && !SITE_FILE) {
    if (values['dry-run']) return []
    return [
      `SITE in ${config} is "demo", a paper that exists only inside this project.`,
      'Describe the site to be mirrored in src/sites/<name>.json and name it in src/sites/index.ts,',
      `then write SITE = "<name>" in ${config}. README.md, "Add a site", says what stands in that file.`,
    ]
  }
  const file = `src/sites/${SITE}.json`
  if (/^[\w-]+$/.test(SITE) && existsSync(file)) {
    const read = readSiteFile(file)
    if (!read.ok) return read.problems.map(problem => formatProblem(file, problem))
    if (!Object.hasOwn(sites, SITE))
      return [`${file} is not part of the Worker yet: import it in src/sites/index.ts and name it there`]
  }
  const site = resolveSite({ SITE, ORIGIN, SITE_FILE })
  if (site.ok) return []
  return site.problems.map(({ path, message }) => `${path.join('.')} in ${config}: ${message}`)
}

/** The lists for the configured sites; what is wrong with them, if anything. */
function compileLists(): string[] {
  try {
    ensureFilters()
    return []
  } catch (error) {
    return [(error as Error).message]
  }
}

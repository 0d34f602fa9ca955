import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, styleText } from 'node:util'
import { nearest } from '../../src/site/nearest.ts'
import { formatProblem, readSiteFile } from '../site-file.ts'
import { checkSite, isFailure, type SavedPage } from './check.ts'
import { progress } from './progress.ts'
import { report } from './report.ts'
import { readPage } from './saved-page.ts'

const USAGE =
  'usage: npm run site:check -- SITE PAGE.html… [--json]   SITE: a name in src/sites, or a site file'

const SITES = join(import.meta.dirname, '../../src/sites')

type SitePath =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly problem: string }

/** The file that a site's name or path means. */
function sitePath(given: string): SitePath {
  const names = readdirSync(SITES).flatMap(name => (name.endsWith('.json') ? [name.slice(0, -5)] : []))
  if (names.includes(given)) return { ok: true, path: join(SITES, `${given}.json`) }
  if (existsSync(given)) return { ok: true, path: given }
  const meant = nearest(given, names)
  const advice = meant ? `did you mean "${meant}"?` : `give a path, or one of ${names.join(', ')}`
  return { ok: false, problem: `"${given}" is neither a site in src/sites nor a file; ${advice}` }
}

/** The pages that can be read, one at a time; what is wrong with the others goes to `problems`. */
function* pagesOf(paths: readonly string[], problems: string[]): Generator<SavedPage> {
  for (const [i, path] of paths.entries()) {
    progress(i, paths.length)
    const read = readPage(path)
    if (read.ok) yield read.page
    else problems.push(read.problem)
  }
  progress(paths.length, paths.length)
}

/** Runs the command. Returns its exit code. */
function main(args: string[]): number {
  const fail = (...problems: string[]) => {
    console.error(problems.join('\n'))
    return 1
  }
  let json = false
  let given: string[] = []
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    })
    json = values.json ?? false
    given = positionals
  } catch (error) {
    return fail((error as Error).message, USAGE)
  }
  const [name, ...paths] = given
  if (name === undefined || paths.length === 0) return fail(USAGE)
  const found = sitePath(name)
  if (!found.ok) return fail(found.problem)
  const read = readSiteFile(found.path)
  if (!read.ok) return fail(...read.problems.map(problem => formatProblem(found.path, problem)))
  const problems: string[] = []
  const result = checkSite(read.site, pagesOf(paths, problems))
  if (result.pages.length === 0) return fail(...problems)
  const paint = (colour: Parameters<typeof styleText>[0], text: string) =>
    styleText(colour, text, { stream: process.stdout })
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : report(result, paint))
  if (problems.length > 0) return fail(...problems)
  return isFailure(result) ? 1 : 0
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2))

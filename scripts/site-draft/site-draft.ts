import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs, styleText } from 'node:util'
import { checkSiteFile, formatProblem } from '../site-file.ts'
import { type Draft, draftOf, type Remark } from './draft.ts'
import { type Line, linesOf } from './lines.ts'
import { originOf } from './origin.ts'

const USAGE =
  'usage: npm run site:draft -- FILE.txt [--origin https://www.paper.example] [--out src/sites/NAME.json]'

export type Drafted =
  | { readonly ok: true; readonly json: string; readonly draft: Draft; readonly others: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] }

/**
 * A site file's text out of a ftr-site-config file's, or why there is none. Pure.
 * @param path the config's, which may say whose it is
 * @param origin what the operator says
 */
export function draftSite(text: string, path: string, origin?: string): Drafted {
  const lines = linesOf(text)
  const found = originOf(origin, path, lines)
  if (!found.ok) return { ok: false, problems: [found.problem] }
  const draft = draftOf(lines)
  const { remove, unwrap, lazy, places } = draft
  const { article, title, byline, published, next } = places
  const lists = { aliases: found.aliases, remove, unwrap, lazy }
  const file = {
    name: new URL(found.origin).host.replace(/^www\./, ''),
    origin: found.origin,
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    // JSON leaves out what is undefined.
    ...{ article, title, byline, published, next },
  }
  const json = `${JSON.stringify(file, null, 2)}\n`
  const checked = checkSiteFile(json)
  if (!checked.ok)
    return { ok: false, problems: checked.problems.map(problem => formatProblem('draft', problem)) }
  return { ok: true, json, draft, others: found.others }
}

/** Each remark at its line, as a compiler prints it; then what holds for every draft. */
export function describe(path: string, { draft, others }: Drafted & { ok: true }): string {
  const left = draft.remarks.filter(remark => remark.kind === 'left').length
  const count =
    left === 0 ? 'everything could be turned' : `${left} of its lines or selectors could not be turned`
  return [
    ...draft.remarks.map(remark => `${path}:${remark.line.at}  ${mark(remark)}  ${say(remark)}`),
    ...(others.length > 0
      ? [
          `${path}  test_url also names ${others.join(', ')}: add it to "aliases" or "hosts" if it is the paper's`,
        ]
      : []),
    `${path}  ${count}. ftr shows an article alone, the mirror the whole page: "remove" now reaches menus, bylines and`,
    `footers too. Look at each entry, and run "npm run site:check -- SITE PAGE.html…" on saved pages before you use the draft.`,
    '',
  ].join('\n')
}

const COLOURS = { left: 'yellow', look: 'cyan', idle: 'gray' } as const
const mark = ({ kind }: Remark) => styleText(COLOURS[kind], kind, { stream: process.stderr })

/** The file is not ours: what it says must not steer a terminal. */
function say({ line, message }: Remark): string {
  const text = `${written(line)}  ${message}`
  return text.replace(/\p{Cc}/gu, '\ufffd')
}

function written({ key, argument, value }: Line): string {
  const whole = `${key}${argument === undefined ? '' : `(${argument})`}: ${value}`
  return whole.length > 100 ? `${whole.slice(0, 99)}…` : whole
}

/** Runs the command. Returns its exit code. */
function main(args: string[]): number {
  const fail = (problem: string) => {
    console.error(problem)
    return 1
  }
  try {
    const options = { origin: { type: 'string' }, out: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [path] = positionals
    if (path === undefined || positionals.length > 1) return fail(USAGE)
    const drafted = draftSite(readFileSync(path, 'utf8'), path, values.origin)
    if (!drafted.ok) return fail(drafted.problems.join('\n'))
    // "wx": a file that is there stays as it is.
    if (values.out === undefined) process.stdout.write(drafted.json)
    else writeFileSync(values.out, drafted.json, { flag: 'wx' })
    process.stderr.write(describe(path, drafted))
    return 0
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST')
      return fail(`${message}: nothing is overwritten; give another name, or delete it first`)
    return fail(code?.startsWith('ERR_PARSE_ARGS') ? `${message}\n${USAGE}` : message)
  }
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2))

import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import {
  findNodeAtLocation,
  getLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { type Problem, parseSite, type Site } from '../src/site.ts'

/** A problem at its place in a site file. */
export interface LocatedProblem {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number
  /** A JSON pointer (RFC 6901), such as "/freshness/0/fresh"; empty for the file as a whole. */
  readonly pointer: string
  readonly message: string
}

export type SiteFileText =
  | { ok: true; text: string; data: unknown; site: Site }
  | { ok: false; problems: LocatedProblem[] }

/**
 * Reads a site file: its text, data and Site, or everything that is wrong with it. Does not throw. The generic
 * rules, which have no origin of their own, are checked with one that stands in for it.
 */
export function readSiteFile(path: string): SiteFileText {
  let text: string
  try {
    // Some editors begin a file with a byte order mark, which JSON.parse refuses.
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    const message = `cannot be read: ${(error as Error).message}`
    return { ok: false, problems: [{ line: 1, column: 1, pointer: '', message }] }
  }
  return checkSiteFile(text, basename(path) === 'generic.json' ? { origin: 'https://paper.example' } : {})
}

/**
 * As `readSiteFile`, of a text. JSON is taken strictly: the Worker has nothing but `JSON.parse`.
 * @param missing what counts where the file does not say it
 */
export function checkSiteFile(text: string, missing: Readonly<Record<string, unknown>> = {}): SiteFileText {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const broken = [...syntaxProblems(text, errors), ...(tree ? duplicateKeys(tree, text) : [])]
  if (broken.length > 0 || !tree) return { ok: false, problems: broken.toSorted(byPlace) }
  const data: unknown = JSON.parse(text)
  const whole = typeof data === 'object' && !Array.isArray(data) ? { ...missing, ...data } : data
  const parsed = parseSite(whole)
  if (parsed.ok) return { ok: true, text, data, site: parsed.site }
  return {
    ok: false,
    problems: parsed.problems.map(problem => located(problem, tree, text)).toSorted(byPlace),
  }
}

/** A problem as a compiler prints it, so that editors and terminals make it a link. */
export function formatProblem(file: string, { line, column, pointer, message }: LocatedProblem): string {
  return `${file}:${line}:${column}  ${pointer || '/'}  ${message}`
}

function located({ path, message, at }: Problem, tree: Node, text: string): LocatedProblem {
  // What is missing has no place of its own: it is reported where it should be added.
  let node: Node | undefined
  for (let end = path.length; !node && end >= 0; end--) node = findNodeAtLocation(tree, path.slice(0, end))
  const key = at === 'key' ? node?.parent?.children?.[0] : undefined
  return { ...position(text, (key ?? node ?? tree).offset), pointer: pointerOf(path), message }
}

function duplicateKeys(node: Node, text: string): LocatedProblem[] {
  const inside = (node.children ?? []).flatMap(child => duplicateKeys(child, text))
  if (node.type !== 'object') return inside
  const seen = new Set<string>()
  for (const { children: [key] = [] } of node.children ?? []) {
    if (!key) continue
    const name = String(key.value)
    const message = `the key "${name}" stands here twice: only the last would count, so leave one out`
    if (seen.has(name)) inside.push(problemAt(text, key.offset, message))
    seen.add(name)
  }
  return inside
}

const SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is not JSON: words other than true, false and null stand in double quotes',
  InvalidNumberFormat: 'this is not a number in JSON: write digits, without a leading 0 or +',
  PropertyNameExpected: 'a key in double quotes should stand here',
  ValueExpected: 'a value should stand here: text in double quotes, a number, a list or an object',
  ColonExpected: 'a ":" should stand between the key and this',
  CommaExpected: 'a "," should stand before this',
  CloseBraceExpected: 'a "}" is missing',
  CloseBracketExpected: 'a "]" is missing',
  EndOfFileExpected: 'the file should end before this',
  InvalidCommentToken: 'JSON has no comments: leave this out',
  UnexpectedEndOfComment: 'JSON has no comments: leave this out',
  UnexpectedEndOfString: 'the closing double quote is missing',
  InvalidUnicode: '"\\u" is followed by four digits from 0 to f',
  InvalidEscapeCharacter: 'after "\\" stands one of " \\ / b f n r t u: write "\\\\" for a backslash',
  InvalidCharacter: 'this character must be written as \\u and four digits',
}

function syntaxProblems(text: string, errors: readonly ParseError[]): LocatedProblem[] {
  return errors.map(({ error, offset }) => {
    const before = text.slice(0, offset).trimEnd()
    if (before.endsWith(',') && /^[\]}]/.test(text.slice(offset)))
      return problemAt(text, before.length - 1, 'a comma after the last entry: leave it out')
    return problemAt(text, offset, SYNTAX[printParseErrorCode(error)] ?? 'this is not JSON')
  })
}

const problemAt = (text: string, offset: number, message: string): LocatedProblem => ({
  ...position(text, offset),
  pointer: pointerOf(getLocation(text, offset).path),
  message,
})

function position(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

const pointerOf = (path: readonly (string | number)[]) =>
  path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const byPlace = (a: LocatedProblem, b: LocatedProblem) => a.line - b.line || a.column - b.column

if (import.meta.main) {
  const paths = process.argv.slice(2)
  if (paths.length === 0) console.error('usage: node scripts/site-file.ts FILE...')
  for (const path of paths) {
    const read = readSiteFile(path)
    if (read.ok) console.log(`${path}: ok`)
    else for (const problem of read.problems) console.error(formatProblem(path, problem))
    if (!read.ok) process.exitCode = 1
  }
  if (paths.length === 0) process.exitCode = 1
}

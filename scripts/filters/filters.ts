import { closeSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { type Compilation, compile } from './compile.ts'
import { configuredHosts, type Environment, keyOf, listPaths } from './inputs.ts'
import { ListError, readLists } from './parse.ts'
import { report } from './report.ts'

/** Where the Worker finds the compiled rules. */
export const COMPILED = join(import.meta.dirname, '../../src/filters/compiled.ts')

/**
 * Compiles the lists unless that was done: the project's own, and those of `FILTERS`.
 * Throws a ListError that says what to do where a list cannot be used; then nothing is written.
 * @returns nothing where what is there is up to date
 */
export function ensureFilters(env: Environment = process.env, output = COMPILED): Compilation | undefined {
  const lists = readLists(listPaths([], env))
  const hosts = configuredHosts(env)
  const key = keyOf(lists, hosts)
  if (keyIn(output) === key) return undefined
  const compilation = compile(lists, { hosts, key })
  write(output, compilation.json)
  return compilation
}

/** The key that a compiled file begins with; nothing where there is none. */
function keyIn(path: string): string | undefined {
  try {
    const file = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(100)
      readSync(file, bytes, 0, bytes.length, 0)
      return /\{"key":"([0-9a-f]*)"/.exec(bytes.toString('latin1'))?.[1]
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined
  }
}

/** Whole or not at all, also when it is stopped. */
function write(path: string, json: string): void {
  writeFileSync(`${path}.tmp`, path.endsWith('.ts') ? asModule(json) : json)
  renameSync(`${path}.tmp`, path)
}

/** A string is read much faster than what it says, and only when somebody asks. */
const asModule = (json: string) =>
  `// Written by scripts/filters.\nexport default '${json.replace(/[\\']/g, '\\$&')}'\n`

/** A bar on a terminal, nothing elsewhere. */
function bar(done: number): void {
  if (!process.stderr.isTTY) return
  const filled = Math.round(40 * done)
  process.stderr.write(
    `\rreading lists ${'█'.repeat(filled)}${'░'.repeat(40 - filled)} ${Math.round(100 * done)} %`,
  )
}

function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { output: { type: 'string', default: COMPILED } },
  })
  const lists = readLists(listPaths(positionals, process.env))
  const hosts = configuredHosts(process.env)
  const compilation = compile(lists, { hosts, key: keyOf(lists, hosts), progress: bar })
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  write(values.output, compilation.json)
  process.stdout.write(`${report(compilation.figures)}written to ${relative('.', values.output)}\n`)
}

if (import.meta.main) {
  try {
    main()
  } catch (error) {
    if (!(error instanceof ListError) && !(error instanceof TypeError)) throw error
    process.stderr.write(`The filters cannot be compiled:\n  ${error.message}\n`)
    process.exitCode = 1
  }
}

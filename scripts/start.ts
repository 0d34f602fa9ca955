import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ensureFilters } from './filters/filters.ts'
import { banner } from './local/banner.ts'
import { readChoice } from './local/choice.ts'
import { portTrouble } from './local/port.ts'
import { runMirror } from './local/run.ts'
import { keptSecret } from './local/secrets.ts'

const env = process.env
const read = readChoice(env)
if (!read.ok) fail(read.problems)
const { site, settings, demo, port, state } = read.choice

const trouble = port === 0 ? undefined : await portTrouble(port)
if (trouble) fail([trouble])

const secrets = readSecrets()
const filters = compileLists()
const mirror = await runMirror({
  settings: { ...settings, ...secrets },
  demo,
  port,
  state: join(state, 'storage'),
  sourcemap: true,
  filters,
}).catch((error: Error) => fail([error.message]))

const stop = () => mirror.dispose().finally(() => process.exit(0))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Miniflare's listener leaves at once and calls it a failure; ours waits until workerd has ended, and stays,
  // so that a second Ctrl-C does not leave it behind.
  process.removeAllListeners(signal)
  process.on(signal, stop)
}
if (env.npm_lifecycle_event) whenOrphaned(stop)

const folder = relative('.', state)
process.stdout.write(
  banner({
    site,
    demo,
    url: mirror.url,
    token: secrets.ADMIN_TOKEN,
    state: folder.startsWith('..') ? state : folder || '.',
  }),
)

function readSecrets() {
  try {
    return {
      ADMIN_TOKEN: env.ADMIN_TOKEN || keptSecret(state, 'admin-token'),
      ASSET_KEY: env.ASSET_KEY || keptSecret(state, 'asset-key'),
    }
  } catch (error) {
    return fail([
      `STATE: ${(error as Error).message}; name a folder that can be written to, as in STATE=.state`,
    ])
  }
}

/** The lists for the site that is mirrored here, beside what else is kept for it. */
function compileLists(): string {
  const output = join(state, 'filters.ts')
  try {
    mkdirSync(state, { recursive: true })
    ensureFilters(env, output)
  } catch (error) {
    fail([(error as Error).message])
  }
  return output
}

/** npm can end without a word to what it started; a mirror that nobody can stop by Ctrl-C must not stay. */
function whenOrphaned(then: () => void): void {
  const parent = process.ppid
  setInterval(() => process.ppid === parent || then(), 500).unref()
}

function fail(problems: readonly string[]): never {
  process.stderr.write(`Heliograph cannot start:\n${problems.map(problem => `  ${problem}\n`).join('')}`)
  process.exit(1)
}

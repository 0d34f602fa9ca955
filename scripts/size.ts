import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ensureFilters } from './filters/filters.ts'

/** What the free plan takes, compressed; paid plans take 10 MB. */
const LIMIT = 3_000_000

process.chdir(`${import.meta.dirname}/..`)
ensureFilters()
rmSync('dist', { recursive: true, force: true }) // what an earlier build left there is not deployed
const wrangler = spawnSync(
  process.execPath,
  ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--outdir', 'dist'],
  { encoding: 'utf8' },
)
if (wrangler.status !== 0) {
  process.stderr.write(`The Worker cannot be built:\n${wrangler.stdout}${wrangler.stderr}`)
  process.exit(1)
}

// Besides the modules, wrangler leaves a source map, which is not deployed, and a note.
const modules = readdirSync('dist', { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && !/\.map$|^README\.md$/.test(entry.name))
  .map(entry => readFileSync(join(entry.parentPath, entry.name)))
const raw = modules.reduce((sum, { length }) => sum + length, 0)
const compressed = gzipSync(Buffer.concat(modules)).length
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

console.log(`The Worker is ${kB(raw)}, compressed ${kB(compressed)} (gzip).`)
if (compressed <= LIMIT) {
  console.log(
    `That is ${((100 * compressed) / LIMIT).toFixed(1)} % of the 3 MB that Cloudflare's free plan takes.`,
  )
} else {
  console.error(
    `That is more than the 3 MB that Cloudflare's free plan takes: leave out a dependency, or deploy on a paid plan.`,
  )
  process.exitCode = 1
}

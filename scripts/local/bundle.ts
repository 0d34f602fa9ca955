import { dirname, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'

/** Ends the compiler's own process, which otherwise lives as long as this one. */
export { stop as stopBundler } from 'esbuild'

export interface BundleOptions {
  /** The compiled filter lists, where they are others than those in src/filters. */
  readonly filters?: string | undefined
  /** Modules that stand in for others, by the paths of those; they import the others themselves. */
  readonly standIns?: ReadonlyMap<string, string> | undefined
  /** Readable stack traces, for a bundle two and a half times the size. */
  readonly sourcemap?: boolean
  /** As it is deployed: without spaces, and with short names. */
  readonly minify?: boolean
}

/**
 * One Worker as one module, the way wrangler bundles it. Miniflare and the tests take modules, not TypeScript,
 * and `wrangler deploy --dry-run` takes seconds where this takes tens of milliseconds.
 */
export async function bundle(
  entry: string,
  { sourcemap = false, minify = false, filters, standIns }: BundleOptions = {},
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [resolve(entry)],
    bundle: true,
    write: false,
    minify,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    loader: { '.webp': 'binary', '.png': 'binary' },
    plugins: [
      ...(filters === undefined ? [] : [standIn(/\/compiled\.ts$/, resolve(filters))]),
      ...(standIns === undefined ? [] : [standInFor(standIns)]),
    ],
    sourcemap: sourcemap ? 'inline' : false,
    logLevel: 'silent', // a failed build throws, with every error and its place in the message
  })
  const [output] = outputFiles
  if (!output) throw new Error(`esbuild wrote nothing for ${entry}`)
  return output.text
}

/** Takes one file where another is imported. */
const standIn = (filter: RegExp, path: string): Plugin => ({
  name: 'stand-in',
  setup: ({ onResolve }) => onResolve({ filter }, () => ({ path })),
})

/** Takes a file for another wherever that is imported, but by the file itself. */
const standInFor = (files: ReadonlyMap<string, string>): Plugin => ({
  name: 'stand-ins',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\..*\.ts$/ }, ({ path, importer }) => {
      const file = files.get(resolve(dirname(importer), path))
      return file === undefined || file === importer ? undefined : { path: file }
    }),
})

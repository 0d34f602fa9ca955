import { gzipSync } from 'node:zlib'
import { bundle } from '../local/bundle.ts'

/** The Worker's size, compressed, in kB: esbuild's bundle, minified as it is deployed. `npm run size` asks wrangler, which adds its shims. */
export async function bundleSize(entry: string, filters: string): Promise<number> {
  return gzipSync(await bundle(entry, { filters, minify: true })).length / 1000
}

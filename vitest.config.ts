import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { configDefaults, defineConfig } from 'vitest/config'
import { unstable_readConfig } from 'wrangler'
import { ensureFilters } from './scripts/filters/filters.ts'
import { bundle } from './scripts/local/bundle.ts'

// The project's own list and no other: what an operator adds must not change what tests see.
ensureFilters({})

const { compatibility_date = '', compatibility_flags } = unstable_readConfig({ config: 'wrangler.toml' })

export default defineConfig({
  plugins: [
    cloudflareTest({
      verbose: false, // workerd's own log tells every body that a test breaks off on purpose
      remoteBindings: false, // tests need no Cloudflare account and no network
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        bindings: { SITE: 'demo', ADMIN_TOKEN: 'test-admin-token', ASSET_KEY: 'test-asset-key' },
        serviceBindings: { DEMO_ORIGIN: 'lantern' },
        workers: [
          {
            name: 'lantern',
            modules: true,
            script: await bundle('test/origin/index.ts'),
            compatibilityDate: compatibility_date,
            compatibilityFlags: compatibility_flags,
          },
        ],
      },
    }),
  ],
  test: {
    testTimeout: 30_000, // what ends at all ends by then, also on a machine with much else to do
    silent: 'passed-only', // a failed test still shows what it printed
    include: ['test/**/*.test.ts'],
    // These run in Node: a browser and the local tools have no place in workerd.
    exclude: [...configDefaults.exclude, 'test/browser/**', '**/*.node.test.ts'],
  },
})

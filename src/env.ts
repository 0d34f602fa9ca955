import type { PurgeQueue } from './store/purge-queue.ts'

/** What the Worker is bound to. `wrangler.toml` and the README's "Environment" say who sets what. */
export interface Env {
  /** Last good copies and purge epochs. */
  readonly PAGES: KVNamespace
  /** Makes one fetch of requests for one page at the same time. Without it each fetches by itself. */
  readonly COLLAPSE?: DurableObjectNamespace
  /** The one writer of purge epochs. */
  readonly PURGES: DurableObjectNamespace<PurgeQueue>
  /** The name of a file in `src/sites`, without ".json". */
  readonly SITE?: string
  /** A site file's own text; wins over `SITE`. `npm start` sets it from `SITE=path`. */
  readonly SITE_FILE?: string
  /** Mirrors this origin: by the site file's rules, or by the generic ones where none is named. */
  readonly ORIGIN?: string
  /** Opens `/-/admin/`. Without it those routes do not exist. */
  readonly ADMIN_TOKEN?: string
  /** Signs the tags of hosts that a site file cannot list. Without it such hosts are not carried. */
  readonly ASSET_KEY?: string
  /** The demo paper, bound as a service in local development and in tests. */
  readonly DEMO_ORIGIN?: Fetcher
}

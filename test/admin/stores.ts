import { env } from 'cloudflare:workers'
import { EdgeTier } from '../../src/store/edge.ts'
import { KvTier } from '../../src/store/kv.ts'
import { noMemory, Purges } from '../../src/store/purges.ts'

/** What the admin routes look at and write to, in a data centre of its own. */
export function stores(queue = env.PURGES.getByName(crypto.randomUUID())) {
  const base = `https://${crypto.randomUUID()}.example`
  return {
    purges: new Purges(env.PAGES, queue, caches.default, base, noMemory()),
    tiers: { edge: new EdgeTier(caches.default, base), kv: new KvTier(env.PAGES) },
  }
}

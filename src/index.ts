import { Hono } from 'hono'
import { admin } from './admin/routes.ts'
import type { Env } from './env.ts'
import type { Filters } from './filters/filters.ts'
import { filtersFor } from './filters/site.ts'
import { cacheStatus } from './http/cache-status.ts'
import { policy } from './http/policy.ts'
import { serve } from './mirror.ts'
import type { Fetch } from './origin.ts'
import { misconfigured } from './reader/misconfigured.ts'
import { refuse } from './reader/refuse.ts'
import { HIDING, hidingSheet } from './rewrite/hiding.ts'
import { fingerprint } from './site/fingerprint.ts'
import type { ParsedSite, Site } from './site.ts'
import { resolveSite } from './sites/index.ts'
import { driftReport, NO_RECORD } from './store/article-record.ts'
import { Articles } from './store/articles.ts'
import { EdgeTier } from './store/edge.ts'
import { KvTier } from './store/kv.ts'
import { Purges } from './store/purges.ts'
import { TieredStore } from './store/tiered.ts'
import { type HostTags, hostTags } from './tags.ts'

const now = () => Date.now()

/** What an isolate works out once: the environment of a deployment does not change under it. */
let setUp: { site: ParsedSite; tags: HostTags | undefined; filters: Filters | undefined } | undefined

function configuration(env: Env) {
  if (setUp) return setUp
  const site = resolveSite(env)
  const tags = env.ASSET_KEY ? hostTags(env.ASSET_KEY) : undefined
  setUp = { site, tags, filters: site.ok ? filtersFor(site.site) : undefined }
  return setUp
}

/** Routes see the path as it came: a path of the paper must not become one of the mirror by being decoded. */
const app = new Hono<{ Bindings: Env; Variables: { site: Site } }>({
  getPath: request => URL.parse(request.url)?.pathname ?? '/',
})

app.use(async (c, next) => {
  const { site } = configuration(c.env)
  if (!site.ok) return misconfigured(c.req.raw, site.problems)
  c.set('site', site.site)
  await next()
})

app.all('/-/admin/*', c => {
  const token = c.env.ADMIN_TOKEN
  if (!token) return refuse(c.req.raw, { kind: 'not-found' })
  const { tags, filters } = configuration(c.env)
  const site = c.get('site')
  const purges = purgesOf(c.env, c.req.url)
  const tiers = tiersOf(c.env, c.req.url)
  const context = { token, site, purges, tiers, now, filters, fetch: originFetch(c.env) }
  return admin({ ...context, tags: site.assets === 'tagged' ? tags : undefined }).fetch(c.req.raw)
})

app.use(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  return refuse(c.req.raw, { kind: 'method', allow: 'GET, HEAD' })
})

app.get('/robots.txt', c => c.text('User-agent: *\nDisallow: /\n', 200, policy('document')))

app.get(HIDING, c => {
  const { filters } = configuration(c.env)
  const headers = { ...policy('css'), 'content-type': 'text/css; charset=utf-8' }
  return c.body(filters ? hidingSheet(filters) : '', 200, {
    ...headers,
    'cache-control': 'public, max-age=604800',
  })
})

app.get('/-/health', async c => {
  const site = c.get('site')
  const record = await articlesOf(c.env, c.req.url, site)?.record(now())
  const health = { ok: true, site: site.name, drift: driftReport(record ?? NO_RECORD) }
  return c.json(health, 200, { ...policy('document'), 'cache-control': 'no-store' })
})

app.get('*', async c => {
  const { env, executionCtx } = c
  const site = c.get('site')
  const defer = (work: Promise<unknown>) => executionCtx.waitUntil(work)
  const { edge, kv } = tiersOf(env, c.req.url)
  const purges = purgesOf(env, c.req.url)
  const { tags, filters } = configuration(env)
  const articles = articlesOf(env, c.req.url, site)
  const outcome = await serve(c.req.raw, {
    site,
    ...(tags && site.assets === 'tagged' ? { tags } : {}),
    ...(filters ? { filters } : {}),
    store: new TieredStore(edge, kv, defer),
    epochs: () => purges.epochs(now()),
    ...(articles ? { articles } : {}),
    fetch: originFetch(env),
    now,
    defer,
  })
  switch (outcome.kind) {
    case 'response':
      return outcome.response
    case 'refused':
      return refuse(
        c.req.raw,
        outcome.refusal,
        outcome.status ? { 'cache-status': cacheStatus(outcome.status) } : {},
      )
    default:
      return outcome satisfies never
  }
})

app.onError((error, c) => {
  console.error(error)
  return refuse(c.req.raw, { kind: 'internal' })
})

const tiersOf = (env: Env, url: string) => ({
  edge: new EdgeTier(caches.default, new URL(url).origin),
  kv: new KvTier(env.PAGES),
})

const purgesOf = (env: Env, url: string) =>
  new Purges(env.PAGES, env.PURGES.getByName('epochs'), caches.default, new URL(url).origin)

/** Another record where a site's file finds articles otherwise: what it finds is of another length. */
const articlesOf = (env: Env, url: string, { origin, article }: Site) =>
  article === undefined
    ? undefined
    : new Articles(env.PAGES, caches.default, new URL(url).origin, fingerprint(`${origin} ${article}`))

/** The demo paper is no site on the web: it answers over its service binding, whatever the address. */
function originFetch({ DEMO_ORIGIN }: Env): Fetch {
  return DEMO_ORIGIN ? (url, init) => DEMO_ORIGIN.fetch(url, init) : (url, init) => fetch(url, init)
}

/** Durable Objects are classes of the Worker's own module. */
export { PurgeQueue } from './store/purge-queue.ts'
export default app

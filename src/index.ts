import { DurableObject } from 'cloudflare:workers'
import { Hono } from 'hono'
import { admin } from './admin/routes.ts'
import { ObjectCollapse } from './collapse/collapse.ts'
import { Flights } from './collapse/flights.ts'
import { answerAsk } from './collapse/object.ts'
import type { Env } from './env.ts'
import type { Mirror } from './exchange.ts'
import type { Filters } from './filters/filters.ts'
import { filtersFor } from './filters/site.ts'
import { cacheStatus } from './http/cache-status.ts'
import { policy } from './http/policy.ts'
import { serve } from './mirror.ts'
import type { Fetch } from './origin.ts'
import { misconfigured } from './reader/misconfigured.ts'
import { refuse } from './reader/refuse.ts'
import { HIDING, hidingSheet } from './rewrite/adverts/hiding.ts'
import { fingerprint } from './site/fingerprint.ts'
import type { ParsedSite, Site } from './site.ts'
import { resolveSite } from './sites/index.ts'
import { driftReport, NO_RECORD } from './store/article-record.ts'
import { Articles } from './store/articles.ts'
import { Circuits } from './store/circuits.ts'
import { EdgeTier } from './store/edge.ts'
import { KvTier } from './store/kv.ts'
import { Purges, type Queue } from './store/purges.ts'
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
  const base = baseOf(c.req.url)
  const purges = purgesOf(c.env, base)
  const tiers = tiersOf(c.env, base)
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
  const record = await articlesOf(c.env, baseOf(c.req.url), site)?.record(now())
  const health = { ok: true, site: site.name, drift: driftReport(record ?? NO_RECORD) }
  return c.json(health, 200, { ...policy('document'), 'cache-control': 'no-store' })
})

app.get('*', async c => {
  const { env, executionCtx } = c
  const base = baseOf(c.req.url)
  const mirror = mirrorOf(env, c.get('site'), base, work => executionCtx.waitUntil(work))
  const place = { base, colo: String(c.req.raw.cf?.colo ?? '') }
  const collapse = env.COLLAPSE && new ObjectCollapse(env.COLLAPSE, place)
  const outcome = await serve(c.req.raw, { ...mirror, ...(collapse ? { collapse } : {}) })
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

/** @param base the mirror's own origin, as it was asked for @param defer keeps work going after the answer */
function mirrorOf(env: Env, site: Site, base: string, defer: Mirror['defer']): Mirror {
  const { tags, filters } = configuration(env)
  const { edge, kv } = tiersOf(env, base)
  const purges = purgesOf(env, base)
  const articles = articlesOf(env, base, site)
  return {
    site,
    ...(tags && site.assets === 'tagged' ? { tags } : {}),
    ...(filters ? { filters } : {}),
    store: new TieredStore(edge, kv, defer, site.pictures),
    epochs: () => purges.epochs(now()),
    ...(articles ? { articles } : {}),
    circuits: new Circuits(caches.default, base),
    fetch: originFetch(env),
    now,
    defer,
  }
}

/** The mirror's own origin, as a request has it. */
const baseOf = (url: string) => new URL(url).origin

const tiersOf = (env: Env, base: string) => ({
  edge: new EdgeTier(caches.default, base),
  kv: new KvTier(env.PAGES),
})

const purgesOf = (env: Env, base: string) => new Purges(env.PAGES, queueOf(env), caches.default, base)

/** The one writer of the epochs, which no reader needs: its stub is made for whoever asks it. */
const queueOf = ({ PURGES }: Env): Queue => ({
  mark: mark => PURGES.getByName('epochs').mark(mark),
  log: () => PURGES.getByName('epochs').log(),
})

/** Another record where a site's file finds articles otherwise: what it finds is of another length. */
const articlesOf = (env: Env, base: string, { origin, article }: Site) =>
  article === undefined
    ? undefined
    : new Articles(env.PAGES, caches.default, base, fingerprint(`${origin} ${article}`))

/** The demo paper is no site on the web: it answers over its service binding, whatever the address. */
function originFetch({ DEMO_ORIGIN }: Env): Fetch {
  return DEMO_ORIGIN ? (url, init) => DEMO_ORIGIN.fetch(url, init) : (url, init) => fetch(url, init)
}

/** Durable Objects are classes of the Worker's own module. */
export { PurgeQueue } from './store/purge-queue.ts'

/** One for each address of the paper, where requests for it that come at the same time become one. */
export class Collapser extends DurableObject<Env> {
  readonly #flights = new Flights()

  override async fetch(request: Request): Promise<Response> {
    const { site } = configuration(this.env)
    if (!site.ok) throw new Error('the site file has problems')
    const defer = (work: Promise<unknown>) => this.ctx.waitUntil(work)
    return answerAsk(request, this.#flights, base => ({
      ...mirrorOf(this.env, site.site, base, defer),
      // Apart from those of Workers, which ask objects: one of both could be the other's probe.
      circuits: new Circuits(caches.default, `${base}/-/object`),
    }))
  }
}

export default app

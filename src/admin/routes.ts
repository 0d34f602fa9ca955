import { Hono } from 'hono'
import type { Filters } from '../filters/filters.ts'
import { policy } from '../http/policy.ts'
import type { Fetch } from '../origin.ts'
import { refuse } from '../reader/refuse.ts'
import type { Site } from '../site.ts'
import type { Purges } from '../store/purges.ts'
import type { HostTags } from '../tags.ts'
import { isBasic, isBearer } from './bearer.ts'
import type { Tiers } from './dry-run.ts'
import { explainRoute } from './explain-route.ts'
import { failure, purgeRoute, purgesRoute } from './purge-route.ts'

const BASIC = 'Basic realm="Heliograph", charset="UTF-8"'

const ROUTES = [
  'POST /-/admin/purge',
  'POST /-/admin/invalidate',
  'GET /-/admin/purges',
  'GET /-/admin/explain?url=…',
]
/** What a person opens in a browser. */
const PAGES = /^\/-\/admin\/(explain|purges)\/?$/

export interface AdminContext {
  token: string
  site: Site
  purges: Pick<Purges, 'epochs' | 'mark' | 'log'>
  /** Where copies are, to be looked at. */
  tiers: Tiers
  now: () => number
  /** The way to the origin. */
  fetch: Fetch
  filters?: Filters | undefined
  tags?: HostTags | undefined
}

/** `/-/admin/`: exists only where a token is set, and answers only to it. */
export function admin(context: AdminContext) {
  const { token } = context
  const app = new Hono<{ Variables: { policy?: Record<string, string> } }>({ strict: false }).basePath(
    '/-/admin',
  )
  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(c.get('policy') ?? policy('none')))
      c.res.headers.set(name, value)
    c.res.headers.set('cache-control', 'no-store')
  })
  app.use(async (c, next) => {
    if (await isBearer(c.req.raw, token)) return next()
    // A person's browser cannot send the token otherwise. What it sends by itself only ever reads.
    const forPeople = c.req.method === 'GET' && PAGES.test(c.req.path)
    if (forPeople && (await isBasic(c.req.raw, token))) return next()
    const refused = await refuse(c.req.raw, { kind: 'unauthorized' })
    const bearer = refused.headers.get('www-authenticate')
    // Both come as one field, of which Chromium reads the first scheme only.
    if (forPeople) refused.headers.set('www-authenticate', `${BASIC}, ${bearer}`)
    return refused
  })
  app.post('/purge', c => purgeRoute(c.req.raw, 'purge', context))
  app.post('/invalidate', c => purgeRoute(c.req.raw, 'invalidate', context))
  app.get('/purges', async c => {
    const { response, fields } = await purgesRoute(c.req.raw, context)
    if (fields) c.set('policy', fields)
    return response
  })
  app.get('/explain', async c => {
    const { response, fields } = await explainRoute(c.req.raw, context)
    c.set('policy', fields)
    return response
  })
  app.get('/', c => c.json({ routes: ROUTES }))
  for (const path of ['/purge', '/invalidate'])
    app.all(path, c => c.json(failure('method', 'use POST'), 405, { allow: 'POST' }))
  app.all('/purges', c => c.json(failure('method', 'use GET'), 405, { allow: 'GET' }))
  app.all('/explain', c => c.json(failure('method', 'use GET'), 405, { allow: 'GET' }))
  app.notFound(c => c.json(failure('path', `there is ${ROUTES.join(', ')}`), 404))
  return app
}

import { Hono } from 'hono'
import { policy } from '../http/policy.ts'
import { refuse } from '../reader/refuse.ts'
import type { Site } from '../site.ts'
import type { Purges } from '../store/purges.ts'
import { isBearer } from './bearer.ts'
import { parsePurge } from './purge.ts'

/** The largest purge body that is read, in bytes. */
const MOST = 1_000_000

const ROUTES = ['POST /-/admin/purge']

export interface AdminContext {
  token: string
  site: Site
  purges: Purges
  now: () => number
}

/** `/-/admin/`: exists only where a token is set, and answers only to it. */
export function admin({ token, site, purges, now }: AdminContext): Hono {
  const app = new Hono({ strict: false }).basePath('/-/admin')
  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(policy('none'))) c.res.headers.set(name, value)
    c.res.headers.set('cache-control', 'no-store')
  })
  app.use(async (c, next) => {
    if (!(await isBearer(c.req.raw, token))) return refuse(c.req.raw, { kind: 'unauthorized' })
    await next()
  })
  app.post('/purge', async c => {
    const json = await c.req.text()
    if (json.length > MOST) return c.json(failure('body', 'is too large'), 413)
    const body = parsePurge(json, site, new URL(c.req.url).host)
    if (!body.ok) return c.json(failure(body.field, body.message), 400)
    await purges.purge(body.scope, now())
    return c.json({ success: true, purged: body.scope })
  })
  app.get('/', c => c.json({ routes: ROUTES }))
  app.all('/purge', c => c.json(failure('method', 'use POST'), 405, { allow: 'POST' }))
  app.notFound(c => c.json(failure('path', `there is ${ROUTES.join(', ')}`), 404))
  return app
}

const failure = (field: string, message: string) => ({ success: false, errors: [{ field, message }] })

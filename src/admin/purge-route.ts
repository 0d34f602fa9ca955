import { type Collected, collectBody } from '../delivery.ts'
import type { Act, Scope } from '../store/epochs.ts'
import { dryRun } from './dry-run.ts'
import { parsePurge } from './purge.ts'
import { PURGES_POLICY, purgesPage, purgesReport } from './purges-page.ts'
import type { AdminContext } from './routes.ts'

/** The largest body that is read, in bytes. */
const MOST = 1_000_000

/** The form of every failure of an admin route. */
export const failure = (field: string, message: string) => ({
  success: false,
  errors: [{ field, message }],
  messages: [],
})

/** `POST /-/admin/purge` and `POST /-/admin/invalidate`. */
export async function purgeRoute(request: Request, act: Act, context: AdminContext): Promise<Response> {
  const { site, purges, now, tiers } = context
  const sent = await bodyOf(request)
  if (sent.kind === 'too-large')
    return Response.json(failure('body', `is larger than ${MOST} bytes: send several requests`), {
      status: 413,
    })
  if (sent.kind !== 'whole')
    return Response.json(failure('body', 'broke off: send it again'), { status: 400 })
  const json = new TextDecoder().decode(sent.bytes)
  const body = parsePurge(json, site, new URL(request.url).host, act)
  if (!body.ok) return Response.json(failure(body.field, body.message), { status: 400 })
  const at = now()
  const mark = { act, scope: body.scope, at }
  const said = {
    errors: [],
    [body.dryRun ? act : `${act}d`]: named(body.scope, act),
    at: new Date(at).toISOString(),
  }
  if (body.dryRun) {
    const would = await dryRun(mark, await purges.epochs(at), tiers)
    return Response.json({ success: true, dry_run: true, ...said, messages: ['nothing was written'], would })
  }
  const { written } = await purges.mark(mark)
  const message = written
    ? 'holds here at once, and in every data centre when KV’s delay is over, mostly within a minute'
    : 'holds here at once; KV did not take it yet, which is tried again each minute'
  return Response.json({ success: true, ...said, messages: [message] }, { status: written ? 200 : 202 })
}

/** A body that says that it is too large is not read at all, and another one no further than it may be. */
async function bodyOf({ headers, body }: Request): Promise<Collected> {
  if (Number(headers.get('content-length')) > MOST) return { kind: 'too-large' }
  return collectBody(body, MOST)
}

const named = (scope: Scope, act: Act) =>
  'purge_everything' in scope ? { [`${act}_everything`]: true } : scope

/** `GET /-/admin/purges`: the last hundred, as JSON, or as a page for people. */
export async function purgesRoute(
  request: Request,
  { purges, now, site }: AdminContext,
): Promise<{ readonly response: Response; readonly fields?: Record<string, string> }> {
  const [log, epochs] = await Promise.all([purges.log(), purges.epochs(now())])
  const report = purgesReport(log, epochs)
  const asJson =
    new URL(request.url).searchParams.get('format') === 'json' ||
    !/text\/html/i.test(request.headers.get('accept') ?? '')
  if (asJson) return { response: Response.json(report, { headers: { vary: 'accept' } }) }
  const headers = { 'content-type': 'text/html; charset=utf-8', vary: 'accept' }
  const page = String(await purgesPage(report, site.name))
  return { response: new Response(page, { headers }), fields: PURGES_POLICY }
}

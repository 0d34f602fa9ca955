import { pathOf } from '../exchange.ts'
import { refuse } from '../reader/refuse.ts'
import type { Refusal } from '../refusal.ts'
import { explain, meant, outlinedPage, type Question } from './explain.ts'
import { EXPLAIN_POLICY, explainPage, FRAMED_POLICY } from './explain-page.ts'
import type { AdminContext } from './routes.ts'

interface Answer {
  readonly response: Response
  /** The fields that say what it may do. */
  readonly fields: Record<string, string>
}

/** `GET /-/admin/explain?url=…`: as a page, as JSON, or with `view=page` as the page that is explained. */
export async function explainRoute(request: Request, context: AdminContext): Promise<Answer> {
  const { site, now, fetch, tags, filters } = context
  const { searchParams, host } = new URL(request.url)
  const asJson =
    searchParams.get('format') === 'json' || !/text\/html/i.test(request.headers.get('accept') ?? '')
  const refused = async (refusal: Refusal): Promise<Answer> => ({
    response: await refuse(asJson ? new Request(request.url) : request, refusal),
    fields: EXPLAIN_POLICY,
  })
  const found = meant(searchParams.get('url') ?? '', site, host, tags)
  if (found.kind === 'moved') return refused({ kind: 'malformed', reason: `write it as ${found.path}` })
  if (found.kind !== 'origin') return refused(found)
  const { url, carries } = found
  const path = pathOf(url, site)
  if (site.withdrawn.some(pattern => pattern.matches(path))) return refused({ kind: 'withdrawn' })
  const question: Question = {
    ...{ site, url, carries, fetch, now },
    ...(tags ? { tags } : {}),
    ...(filters ? { filters } : {}),
  }
  if (searchParams.get('view') === 'page') {
    const shown = await outlinedPage(question)
    if (shown.kind === 'refused') return refused(shown.refusal)
    const headers = { 'content-type': shown.contentType }
    return { response: new Response(shown.bytes, { headers }), fields: FRAMED_POLICY }
  }
  const explained = await explain(question)
  if (explained.kind === 'refused') return refused(explained.refusal)
  const { explanation } = explained
  if (asJson) {
    const headers = { 'content-type': 'application/json', vary: 'accept' }
    const response = new Response(`${JSON.stringify(explanation, undefined, 2)}\n`, { headers })
    return { response, fields: EXPLAIN_POLICY }
  }
  const headers = { 'content-type': 'text/html; charset=utf-8', vary: 'accept' }
  const response = new Response(String(await explainPage(explanation, site.name)), { headers })
  return { response, fields: EXPLAIN_POLICY }
}

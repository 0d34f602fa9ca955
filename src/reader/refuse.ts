import { html } from 'hono/html'
import { policy } from '../http/policy.ts'
import { explain, type Refusal } from '../refusal.ts'

/** A refusal as a page for a browser and as JSON for a program. */
export async function refuse(
  request: Request,
  refusal: Refusal,
  fields: HeadersInit = {},
): Promise<Response> {
  const { status, title, text, href, retryAfter } = explain(refusal)
  const page = (request.headers.get('accept') ?? '').includes('text/html')
  const headers = new Headers({ ...policy('html'), 'cache-control': 'no-store', vary: 'accept' })
  for (const [name, value] of new Headers(fields)) headers.set(name, value)
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter))
  if (refusal.kind === 'method') headers.set('allow', refusal.allow)
  if (refusal.kind === 'unauthorized') headers.set('www-authenticate', 'Bearer realm="heliograph"')
  headers.set('content-type', page ? 'text/html; charset=utf-8' : 'application/json')
  const error = { error: refusal.kind, status, title, detail: text, ...(href === undefined ? {} : { href }) }
  const body = page ? await sheet(title, text, href) : `${JSON.stringify(error)}\n`
  return new Response(request.method === 'HEAD' ? null : body, { status, headers })
}

const STYLE =
  'body{font:18px/1.6 sans-serif;max-width:34em;margin:15vh auto;padding:0 1.2em;color:#222;background:#fff}' +
  'h1{font-size:1.4em}code{overflow-wrap:anywhere}a{color:#064}'

/** Only `https:` and `http:` addresses come here, made by `URL`. The reader decides whether to leave. */
const sheet = (title: string, text: string, href?: string) => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1><p>${text}</p>
${href === undefined ? '' : html`<p><a href="${href}" rel="noreferrer"><code>${href}</code></a></p>`}
<p><a href="/">Home</a></p></body></html>
`

import type { Article } from './article.ts'
import { encode } from './encode.ts'

/** What a route gives back: the whole body in memory, so that it can be hashed and faults can cut it up. */
export interface Answer {
  status: number
  headers: Headers
  body: Uint8Array<ArrayBuffer>
}

/** Nothing else in the paper changes, so pages without a date of their own share this one. */
const founded = '2026-09-01T00:00:00Z'

const bytesOf = (body: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  typeof body === 'string' ? new Uint8Array(new TextEncoder().encode(body)) : body

function answer(
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  maxAge: number,
  modified: string,
): Answer {
  const headers = new Headers({
    'Content-Type': type,
    'Cache-Control': `public, max-age=${maxAge}`,
    'Last-Modified': new Date(modified).toUTCString(),
  })
  return { status: 200, headers, body: bytesOf(body) }
}

/** Headers a real paper sends along: they make browsers talk to third parties, and a mirror must not pass them on. */
function addThirdPartyHeaders(headers: Headers): void {
  headers.set('Link', '<https://securepubads.g.doubleclick.net/tag/js/gpt.js>; rel=preload; as=script')
  headers.set('NEL', '{"report_to":"stats","max_age":3600}')
  headers.set(
    'Report-To',
    '{"group":"stats","max_age":3600,"endpoints":[{"url":"https://pixel.stats.example/r"}]}',
  )
}

export function page(markup: string, modified = founded, charset?: Article['charset']): Answer {
  // Real papers are as careless: the Big5 page names its encoding in <meta> only, the GBK page in the header only.
  const type = charset === 'big5' ? 'text/html' : `text/html; charset=${charset ?? 'utf-8'}`
  const made = answer(charset ? encode(markup, charset) : markup, type, 300, modified)
  addThirdPartyHeaders(made.headers)
  return made
}

export const feed = (xml: string, type: string, modified = founded): Answer =>
  answer(xml, `${type}; charset=utf-8`, 300, modified)

export const asset = (body: string | Uint8Array<ArrayBuffer>, type: string): Answer =>
  answer(body, type, 86_400, founded)

/** An answer that is nothing to keep: errors and redirects carry no validators. */
export function plain(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: new Headers({ 'Content-Type': 'text/html; charset=utf-8', ...headers }),
    body: bytesOf(body),
  }
}

export const redirect = (status: 301 | 302, location: string): Answer =>
  plain(status, '', { Location: location })

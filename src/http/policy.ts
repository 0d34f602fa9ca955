import { type Directives, seconds } from './cache-control.ts'
import type { Media } from './media.ts'

const PAGE = [
  "default-src 'none'",
  "img-src 'self' data:",
  "media-src 'self' data:",
  "font-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "form-action 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** For what is no page but could be opened as one: a drawing, a feed. It gets nothing and runs nothing. */
const NO_PAGE =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'"

/** The fields that every answer has, so that no page talks to anybody but the mirror, and no page is indexed. */
export function policy(media: Media): Record<string, string> {
  return {
    'content-security-policy': media === 'html' ? PAGE : NO_PAGE,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    'x-dns-prefetch-control': 'off',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  }
}

/** How long a browser may show an answer again without asking, in seconds. A purge cannot reach a browser. */
const IN_BROWSER: Record<Media, number> = {
  html: 60,
  feed: 60,
  document: 60,
  none: 0,
  css: 3600,
  svg: 86400,
  picture: 86400,
  font: 86400,
  audiovisual: 86400,
}

/**
 * What browsers, and caches on the way to them, are told. It is never looser than what the origin said: that is for
 * everybody who keeps a copy (RFC 9111 §5.2.2), and what may not be stored is in nobody's cache.
 * @param ttl seconds of freshness left, by what shared caches go by
 * @param said the origin's `Cache-Control`, which browsers go by; its `max-age` is left out where the site has a rule
 * @param age seconds that are told in `Age`, which browsers take off again (§4.2.3)
 */
export function browserCacheControl(media: Media, ttl: number, said: Directives, age = 0): string {
  if (said.has('no-store')) return 'no-store'
  const shared = said.has('private') ? 'private' : 'public'
  if (said.has('no-cache')) return `${shared}, no-cache`
  const left = Math.max(0, Math.min(ttl, IN_BROWSER[media]))
  const then = said.has('must-revalidate') ? ', must-revalidate' : ''
  const most = said.has('max-age') ? (seconds(said, 'max-age') ?? 0) : Number.POSITIVE_INFINITY
  return `${shared}, max-age=${left > 0 ? Math.min(age + left, most) : 0}${then}`
}

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

/** @param ttl seconds of freshness left */
export function browserCacheControl(media: Media, ttl: number): string {
  return `public, max-age=${Math.max(0, Math.min(ttl, IN_BROWSER[media]))}`
}

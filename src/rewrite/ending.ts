import type { Media } from '../http/media.ts'
import { latin1 } from './pass/bytes.ts'

/** The end tags of what holds everything. */
const ENDS: Partial<Record<Media, RegExp>> = {
  html: /<\/(?:html|body)\s*>/i,
  feed: /<\/(?:\w+:)?(?:rss|feed|RDF|urlset|sitemapindex)\s*>/i,
}
/** Notices, and what a server puts after a page, stand behind it. In bytes. */
const BEHIND = 4096

/**
 * Whether a rewritten body comes to its end: connections that are closed half-way can look as if that were all. UTF-16 is
 * not looked at, and has none.
 */
export const hasEnd = (media: Media, body: Uint8Array): boolean =>
  ENDS[media]?.test(latin1(body.subarray(-BEHIND))) ?? false

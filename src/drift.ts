import type { ArticleText } from './rewrite/pass/article-length.ts'
import type { DriftKind } from './store/article-record.ts'
import type { Head } from './store/copy.ts'

/** What is known of a site's articles. */
export interface Known {
  /** How long they are, in bytes of text; left out as long as too few have been seen. */
  readonly typical?: number
  /** Whether pages of this path's shape are articles. */
  readonly expected: boolean
}

/** Shorter than an eighth of what is usual: see `assessArticle`. */
const OF_TYPICAL = 1 / 8
/** And shorter than a third of what it was. */
const OF_BEFORE = 1 / 3

/**
 * Whether a page has the article that it should have. A page should have one if its good copy has one; where there is
 * no copy, or it does not tell, if pages of its path's shape are articles. So an index page, which never had one, is
 * sound without.
 *
 * Lengths of a paper's articles differ by a factor of ten and more, but most lie within a factor of four of the
 * middle: an eighth is what a flash of one paragraph comes to, and far below what a teaser before a paywall leaves of
 * a usual one. A correction takes words from an article, not two thirds of it; so only what is far too short for the
 * site and for itself is drift, and neither a short article nor a shortened one is.
 *
 * Before the site's usual length is known, an earlier copy stands for it. What has an element for an article and not a
 * word in it, has no article: so come pages whose text a script would fetch.
 * @param before the good copy's bytes of article, 0 where it has none; undefined without a copy that tells
 */
export function assessArticle(
  seen: ArticleText,
  before: number | undefined,
  { typical, expected }: Known,
): 'sound' | { kind: DriftKind } {
  const due = before === undefined ? expected : before > 0
  if (!seen.found || seen.bytes === 0) return due ? { kind: 'missing' } : 'sound'
  const usual = typical ?? before
  const tooShort = usual !== undefined && seen.bytes < usual * OF_TYPICAL
  return tooShort && (before === undefined || seen.bytes < before * OF_BEFORE) ? { kind: 'short' } : 'sound'
}

/**
 * Whether a page has shrunk to less than an eighth of its copy. Only asked of what is no article, which is judged by its
 * words: of fronts, of style sheets, of feeds. A picture may well be made smaller.
 */
export function isSuddenlyTiny({ media, article = 0 }: Head, size: number, before: Head): boolean {
  if (media !== 'html' && media !== 'css' && media !== 'feed') return false
  return article === 0 && before.size !== undefined && size < before.size * OF_TYPICAL
}

/** A segment that is a title in words, or in letters that an address can't hold. */
const TITLE = /-[^-/]+-|%[0-9a-f]{2}/i

/** What paths of one kind have in common: numbers become "N", titles "*". "/news/2026/11/big-new-day" is "/news/N/N/*". */
export const shapeOf = (path: string): string =>
  path
    .split('/')
    .map(segment => (TITLE.test(segment) ? '*' : segment.replace(/\d+/g, 'N')))
    .join('/')
    .slice(0, 200)

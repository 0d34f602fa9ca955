import { assessArticle, shapeOf } from './drift.ts'
import { type Exchange, pathOf } from './exchange.ts'
import type { ArticleText } from './rewrite/pass/article-length.ts'
import { hasArticles, NO_RECORD, type Sight, typicalOf } from './store/article-record.ts'
import { type Head, isGood, provisional } from './store/copy.ts'

/** Begins to read what is known of the site's articles, while the origin is asked: nobody waits for it afterwards. */
export function recall({ articles, defer, now }: Exchange): void {
  if (articles) defer(articles.record(now()))
}

/**
 * A page's head with what there is of its article, and what is wrong with it. What was seen is remembered; nothing of
 * who asked is. Articles of which there is a copy teach nothing new, and those that drifted nothing at all.
 */
export async function assessed(exchange: Exchange, head: Head, seen: ArticleText | undefined): Promise<Head> {
  if (seen === undefined || head.status !== 200) return head
  const { articles, site, url } = exchange
  const now = exchange.now()
  const before = exchange.before && isGood(exchange.before) ? exchange.before.article : undefined
  const path = pathOf(url, site)
  const shape = shapeOf(path)
  const record = (await articles?.record(now)) ?? NO_RECORD
  const typical = typicalOf(record)
  const known = { expected: hasArticles(record, shape), ...(typical === undefined ? {} : { typical }) }
  const verdict = assessArticle(seen, before, known)
  const saw = (sight: Sight) => {
    if (articles) exchange.defer(articles.saw(sight, now))
  }
  if (verdict === 'sound') {
    const { bytes } = seen
    if (before === undefined) saw(bytes > 0 ? { kind: 'article', shape, bytes } : { kind: 'other', shape })
    return { ...head, article: bytes }
  }
  const { kind } = verdict
  console.warn(`drift: the article of ${url} is ${kind === 'short' ? 'far too short' : kind}`)
  saw({ kind: 'drift', drift: { at: now, path, shape, kind } })
  return provisional({ ...head, article: seen.bytes, drift: `article-${kind}` })
}

import type { Instead } from '../delivery.ts'
import type { Filters } from '../filters/filters.ts'
import type { Media } from '../http/media.ts'
import type { Site } from '../site.ts'
import type { HostTags } from '../tags.ts'
import { rewriteStyles } from './address/styles.ts'
import { rewriteDrawing } from './drawing/drawing.ts'
import { rewriteFeed } from './feed/feed.ts'
import { rewriteMarkup } from './markup.ts'
import type { ArticleText } from './pass/article-length.ts'
import type { Report } from './report.ts'

/**
 * A response's body as the mirror serves it, or why there is none. `guessed` where a slow page had to begin before its
 * encoding was known: good for its reader, and no copy to keep.
 */
export type Rewritten =
  | {
      kind: 'rewritten'
      body: ReadableStream<Uint8Array>
      contentType: string
      second?: Instead
      guessed?: boolean
      /** What a page has of the site's article, once its body has ended; nothing where it is not looked for. */
      article?: () => ArticleText | undefined
    }
  /** A page without a single byte. */
  | { kind: 'empty' }
  /** A page that checks browsers, in the place of the one that was asked for: `challenge.ts`. */
  | { kind: 'challenge' }
  /** It says that it is a page, and is no text. */
  | { kind: 'garbage' }
  /** A page with no article, no link, and hardly a byte. */
  | { kind: 'tiny' }
  /** It broke off before anything could be seen of it. */
  | { kind: 'broken' }
  /** Its first byte did not come in time. */
  | { kind: 'timeout' }

export interface Original {
  url: string
  media: Media
  contentType: string
  body: ReadableStream<Uint8Array>
  site: Site
  tags?: HostTags
  filters?: Filters
  /** Whether a slow beginning is waited for however long it takes, because nobody is waiting for the page. */
  patient?: boolean
  /** Whether it is to be a page of the paper, and not one of its errors: what is none is found out before it is sent. */
  expected?: boolean
  /** Told the number of calls into JavaScript when a page has ended: what its rewrite cost. */
  done?: (calls: number) => void
  /** Told what becomes of what, where somebody asks. */
  report?: Report
}

/**
 * Rewrites a body by what it is. What names no addresses passes as it is, without JavaScript seeing it.
 */
export async function rewriteBody(original: Original): Promise<Rewritten> {
  switch (original.media) {
    case 'html':
      return rewriteMarkup(original)
    case 'svg':
      return rewriteDrawing(original)
    case 'css':
      return rewriteStyles(original)
    case 'feed':
      return rewriteFeed(original)
    case 'picture':
    case 'font':
    case 'audiovisual':
    case 'document':
    case 'none':
      return { kind: 'rewritten', body: original.body, contentType: original.contentType }
    default:
      return original.media satisfies never
  }
}

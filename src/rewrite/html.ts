import { type Change, changed } from '../pieces.ts'
import { ownPrefixes } from './address/own.ts'
import { relinkStyleBytes } from './address/style-element.ts'
import { OUTLINES } from './adverts/outline.ts'
import { notice } from './notice.ts'
import { Page, type Source } from './page.ts'
import { ArticleLength } from './pass/article-length.ts'
import { read, written } from './pass/bytes.ts'
import { LastPass } from './pass/last-pass.ts'
import { CLOSING } from './pass/sentinel.ts'
import { TagPass } from './pass/tag-pass.ts'
import { withoutUnfit } from './pass/unfit.ts'
import { apply, hasRules, siteRules } from './site-rules.ts'
import { fallback } from './tags/noscript.ts'

/**
 * Rewrites a page while it streams. Total: an element that cannot be treated is removed and logged, and the
 * page goes on.
 * @param body the page's bytes, in the source's charset
 * @param done called with the number of calls into JavaScript when the page has ended
 */
export function rewriteHtml(
  body: ReadableStream<Uint8Array>,
  source: Source,
  done?: (calls: number) => void,
): ReadableStream<Uint8Array> {
  source.report?.begin()
  const page = new Page(source)
  const pass = lastPass(page, () => done?.(page.calls))
  const { parsed } = source
  const told: Change = {
    put: piece => {
      parsed?.(piece.length)
      return pass.put(piece)
    },
    end: () => pass.end(),
  }
  return changed(byRules(body, page) ?? body, parsed ? told : pass)
}

/** Rewrites a piece of HTML that is no page: what a `<noscript>` holds, or an item of a feed. */
export function rewriteFragment(html: string, page: Page, isPlain = true): string | Promise<string> {
  const inner = page.fragment()
  // A fragment in a fragment is no more than its contents, and the parser must not give up on it.
  const fragment = withoutUnfit(html) + CLOSING
  const done = () => {
    page.calls += inner.calls
  }
  const pass = lastPass(inner, done, isPlain)
  // A table that is left open would take in what follows.
  const end = /<table[\s/>]/i.test(html) ? '</table>' : ''
  const ruled = byRules(fragment, inner)
  if (ruled !== undefined) return new Response(changed(ruled, pass)).text().then(text => text + end)
  const bytes = written(fragment, 'UTF-8', () => '')
  const passed = pass.take(bytes, true)
  const text = (made: string) => read(made, 'UTF-8') + end
  return typeof passed === 'string' ? text(passed) : passed.then(text)
}

/** What the native rewriter makes of it by the site's selectors; nothing where there are none. */
function byRules(body: BodyInit, page: Page): ReadableStream<Uint8Array> | undefined {
  if (!hasRules(page.source)) return undefined
  const rewriter = new HTMLRewriter()
  for (const rule of siteRules(page)) rewriter.on(rule[0], { element: element => apply(rule, element, page) })
  const headers = { 'content-type': `text/html; charset=${page.charset}` }
  return rewriter.transform(new Response(body, { headers })).body as ReadableStream<Uint8Array>
}

function lastPass(page: Page, done: () => void, isPlain = true): LastPass {
  const { filters, measured, whole, relocated, report, url, site } = page.source
  const article = new ArticleLength(page.marks)
  const tags = new TagPass(page, {
    filters,
    own: ownPrefixes(site),
    // A report is told of every link, also of those that need no look.
    everyLink: relocated || page.hasBase || report !== undefined,
    isPlain,
    parts: {
      style: (css, drawn) => relinkStyleBytes(css, page, drawn),
      noscript: (html, isPlainThere) =>
        fallback(html, page, text => rewriteFragment(text, page, isPlainThere)),
      ending: () => (page.outlines ? OUTLINES : '') + page.hiding() + notice(url, site),
      article: meaning => article.mark(meaning),
    },
  })
  return new LastPass(page, tags, article, seen => {
    if (whole) measured?.(seen)
    done()
  })
}

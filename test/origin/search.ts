import { type Answer, page } from './answer.ts'
import type { Article, Edition } from './article.ts'
import { esc } from './html.ts'
import { layout } from './layout.ts'
import { type Place, relative } from './links.ts'
import { articlePath, inEdition, plainText } from './paper.ts'
import { words } from './words.ts'

/** Some words around the first place where the text has the query, with the query marked. */
function snippet(text: string, query: string): string {
  const at = text.toLowerCase().indexOf(query.toLowerCase())
  if (at < 0) return `${esc(text.slice(0, 90))}…`
  const before = text.slice(Math.max(0, at - 40), at)
  const after = text.slice(at + query.length, at + query.length + 60)
  return `…${esc(before)}<mark>${esc(text.slice(at, at + query.length))}</mark>${esc(after)}…`
}

const has = (article: Article, query: string): boolean =>
  `${article.title}\n${article.deck}\n${plainText(article)}`.toLowerCase().includes(query.toLowerCase())

/** The query comes back on the page, so it is escaped wherever it stands. */
export function searchPage(edition: Edition, asked: string): Answer {
  const query = asked.trim().slice(0, 100)
  const text = words[edition]
  const place: Place = { edition, path: `/${edition}/search` }
  const found = query ? inEdition(edition).filter(article => has(article, query)) : []
  const items = found.map(
    article =>
      `<div class="teaser result"><h3><a href="${relative(place, articlePath(article))}">${esc(article.title)}</a></h3><p>${snippet(plainText(article), query)}</p></div>`,
  )
  const count = found.length
    ? `<p class="count">${found.length} ${text.found}`
    : `<p class="count">${query ? text.nothing : ''}`
  const content = `<h1>${text.search}${query ? `: ${esc(query)}` : ''}</h1>
<form class="search-form" action="/${edition}/search"><input type=search name=q value="${esc(query)}"> <button>${text.search}</button></form>
${count}
${items.join('\n')}`
  return page(layout(place, { title: text.search }, content))
}

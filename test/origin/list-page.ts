import { type Answer, page } from './answer.ts'
import type { Article, Edition, Section } from './article.ts'
import { alternates } from './head.ts'
import { esc } from './html.ts'
import { layout } from './layout.ts'
import { messyHref, type Place, relative } from './links.ts'
import { gptSlot } from './mess.ts'
import {
  articlePath,
  homePath,
  inSection,
  leadPicture,
  newest,
  sectionPath,
  tagPath,
  withTag,
} from './paper.ts'
import { thumb } from './picture-markup.ts'
import { dateLine, words } from './words.ts'

export function teaser(place: Place, article: Article, n: number, kind = 'teaser'): string {
  const href = messyHref(place, articlePath(article), n)
  return `<div class="${kind}"><a href="${href}">${thumb(leadPicture(article), n, kind !== 'teaser')}</a><time datetime="${article.published}">${dateLine(article.edition, article.published)}</time><h2><a href="${href}">${esc(article.title)}</a></h2><p>${esc(article.deck)}</p></div>`
}

/** Teasers with an advert after the second. */
export const teasers = (place: Place, list: Article[]): string =>
  list
    .map(
      (article, n) =>
        teaser(place, article, n) + (n === 1 ? gptSlot(place.edition, '1589559869786', 728, 90) : ''),
    )
    .join('\n')

export function sectionPage(edition: Edition, section: Section): Answer {
  const path = sectionPath(edition, section)
  // One page of the paper has a <base>, and a relative one: its relative links start a folder further down.
  const base = path === '/en/science.html' ? { base: 'archive/', at: '/en/archive/' } : undefined
  const place: Place = { edition, path }
  const list = inSection(edition, section)
  const name = words[edition].sections[section]
  const shown: Place = base ? { ...place, base: base.at } : place
  const feed = `<link rel="alternate" type="application/rss+xml" title="${name}" href="${relative(shown, `/${edition}/${section}.xml`)}">`
  const about = { title: name, extra: `${alternates(section)}\n${feed}`, base: base?.base }
  return page(layout(shown, about, `<h1>${name}</h1>\n${teasers(shown, list)}`, section), newest(list))
}

export function tagPage(edition: Edition, tag: string): Answer | undefined {
  const list = withTag(edition, tag)
  if (list.length === 0) return undefined
  const text = words[edition]
  const place: Place = { edition, path: tagPath(edition, tag) }
  const content = `<div class="breadcrumb"><a href="${homePath(edition)}">${text.home}</a> &gt; ${text.tag}</div><h1>${esc(tag)}</h1>\n${teasers(place, list)}`
  return page(layout(place, { title: `${text.tag}: ${tag}` }, content), newest(list))
}

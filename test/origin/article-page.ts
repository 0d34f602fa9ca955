import { type Answer, page as pageAnswer } from './answer.ts'
import type { Article } from './article.ts'
import { articleBody } from './article-body.ts'
import { alternates } from './head.ts'
import { esc, scriptJson } from './html.ts'
import { layout } from './layout.ts'
import { absolute, type Place, pic, relative } from './links.ts'
import { adsense, outbrain, sharedSlots, shortAddress, slots, taboola } from './mess.ts'
import { articlePath, homePath, inEdition, leadPicture, sectionPath, tagPath } from './paper.ts'
import { dateLine, words } from './words.ts'

function linkedData(article: Article, path: string): string {
  const picture = leadPicture(article)
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    datePublished: article.published,
    author: { '@type': 'Person', name: article.author },
    image: picture ? [`${pic}/${picture}.png`] : [],
    mainEntityOfPage: absolute(path),
    publisher: { '@type': 'Organization', name: words[article.edition].paper, logo: `${pic}/logo.svg` },
  }
  return `<script type="application/ld+json">${scriptJson(data)}</script>`
}

function share(article: Article, path: string): string {
  const address = encodeURIComponent(absolute(path))
  const title = encodeURIComponent(article.title)
  return `<span class="share"><a href="https://www.facebook.com/sharer.php?u=${address}">f</a><a href="https://twitter.com/intent/tweet?url=${address}&text=${title}">t</a><a href="https://telegram.me/share/url?url=${address}">✈</a><a class="icon-print" href="javascript:window.print()" >${words[article.edition].print}</a></span>`
}

/** Links between the pages of one article, written relative to the page. */
function pageLinks(article: Article, page: number): string {
  if (article.pages.length < 2) return ''
  const text = words[article.edition]
  const other = page === 1 ? `${article.id}_2.html` : `${article.id}.html`
  return `<p class="pages">${page} / ${article.pages.length} <a rel=${page === 1 ? 'next' : 'prev'} class="${page === 1 ? 'next' : 'prev'}-page" href="${other}">${page === 1 ? `${text.next} »` : `« ${text.previous}`}</a>`
}

function neighbours(place: Place, article: Article): string {
  const list = inEdition(article.edition)
  const at = list.indexOf(article)
  const text = words[article.edition]
  const line = (label: string, other?: Article): string =>
    other ? `<li>${label}: <a href="${relative(place, articlePath(other))}">${esc(other.title)}</a>` : ''
  return `<ul class="neighbours">${line(text.newer, list[at - 1])}${line(text.older, list[at + 1])}</ul>`
}

function headExtra(article: Article, path: string, page: number): string {
  const links = article.pages.map((_, n) => articlePath(article, n + 1))
  const [first, second] = links
  const order = second
    ? page === 1
      ? `<link rel="next" href="${second}">`
      : `<link rel="prev" href="${first}">`
    : ''
  return `${alternates(article.section)}\n${order}<meta property="article:published_time" content="${article.published}">\n${linkedData(article, path)}`
}

export function articlePage(article: Article, page: number): Answer {
  const { edition, section } = article
  const text = words[edition]
  const path = articlePath(article, page)
  const place: Place = { edition, path }
  const tags = article.tags
    .map(tag => `<a href="${tagPath(edition, tag)}" rel="tag">${esc(tag)}</a>`)
    .join(' ')
  const content = `<div class="breadcrumb"><a href="${homePath(edition)}">${text.home}</a> &gt; <a href="${relative(place, sectionPath(edition, section))}">${text.sections[section]}</a> &gt; ${text.text}</div>
<h1>${esc(article.title)}</h1>
<div class="byline">${share(article, path)}<span class="author">${text.by} ${esc(article.author)}</span> <span class="date">${dateLine(edition, article.published)}</span></div>
${page === 1 ? `<p class="deck">${esc(article.deck)}</p>` : ''}
<div class="article_body" id="article">
${articleBody(place, article, page)}
${pageLinks(article, page)}
<p class="source">${text.source}: <a href="/${edition}/">${text.paper}</a>
${shortAddress(edition, article.id)}
</div>
<div class="tags">${text.tag}: ${tags}</div>
${adsense(edition)}
${neighbours(place, article)}
${slots(edition)}
<p class="between">${text.source}: ${text.paper}</p>
${sharedSlots(edition, path)}
<div style="background:url( '//ads.adnet.example/wall.gif' )">${taboola(edition, 'below-article')}</div>
${outbrain(edition)}`
  const about = {
    title: article.title,
    description: article.deck,
    picture: leadPicture(article),
    extra: headExtra(article, path, page),
    charset: article.charset,
  }
  return pageAnswer(layout(place, about, content, section), article.published, article.charset)
}

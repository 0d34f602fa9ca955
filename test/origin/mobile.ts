import { type Answer, page } from './answer.ts'
import type { Article, Block, Edition, Section } from './article.ts'
import { esc } from './html.ts'
import { absolute, pic, www } from './links.ts'
import { frameAd } from './mess.ts'
import {
  articleById,
  articlePath,
  articles,
  homePath,
  inEdition,
  inSection,
  newest,
  sectionPath,
  sections,
  tagPath,
} from './paper.ts'
import { dateLine, words } from './words.ts'

const style = `body { margin: 0 auto; padding: 12px; max-width: 640px; font: 18px/1.8 serif; background: #fffdf8 }
img { max-width: 100% } a { color: #8e1616 } .nav a { margin-right: 12px } .copyright { color: #777; font-size: 14px }`

function shell(edition: Edition, path: string, title: string, content: string): string {
  const text = words[edition]
  const links = sections.map(s => `<a href="${sectionPath(edition, s)}">${text.sections[s]}</a>`).join(' ')
  return `<!doctype html>
<html lang="${text.lang}"><head><meta charset="utf-8"><title>${esc(title)} | ${text.paper}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="canonical" href="${absolute(path)}">
<style>${style}</style>
<script async src="https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js"></script></head>
<body>
<div class="m-header"><a href="${homePath(edition)}"><img src="${pic}/logo.svg" width="28" height="28" alt=""> <b>${text.paper}</b></a></div>
<div class="nav">${links} <a href="${www}${path}">www</a></div>
${content}
${frameAd(edition)}
<p class="copyright">© ${text.paper} 2009–2026 The Lantern. ${text.rights}.
<img src="https://pixel.stats.example/m.gif" width="1" height="1" alt="">
</body></html>
`
}

function block(edition: Edition, one: Block): string {
  switch (one.kind) {
    case 'paragraph': {
      const runs = one.runs.map(run => {
        if (typeof run === 'string') return esc(run)
        const target = 'article' in run ? articleById(run.article) : undefined
        const href =
          'tag' in run ? tagPath(edition, run.tag) : 'href' in run ? run.href : target && articlePath(target)
        return href ? `<a href="${esc(href)}">${esc(run.text)}</a>` : esc(run.text)
      })
      return `<p>${runs.join('')}</p>`
    }
    case 'heading':
      return `<h2>${esc(one.text)}</h2>`
    case 'quote':
      return `<blockquote>${esc(one.text)}<br>${esc(one.by)}</blockquote>`
    case 'list':
      return `<ul>${one.items.map(item => `<li>${esc(item)}</li>`).join('')}</ul>`
    case 'picture':
      return `<p><img src="${pic}/${one.picture}-320.png" alt="${esc(one.caption)}"><br>${esc(one.caption)}</p>`
    default:
      return one satisfies never
  }
}

export function mobileArticle(article: Article, n: number): Answer {
  const { edition } = article
  const text = words[edition]
  const path = articlePath(article, n)
  const other = n === 1 ? articlePath(article, 2) : articlePath(article)
  const turn =
    article.pages.length > 1 ? `<p><a href="${other}">${n === 1 ? text.next : text.previous}</a></p>` : ''
  const content = `<h1>${esc(article.title)}</h1>
<p class="m-byline">${text.by} ${esc(article.author)} ${dateLine(edition, article.published)}</p>
<div class="m-body">
${(article.pages[n - 1] ?? []).map(one => block(edition, one)).join('\n')}
${turn}</div>`
  return page(shell(edition, path, article.title, content), article.published)
}

function list(
  edition: Edition,
  path: string,
  title: string,
  shown: Article[],
  modified = newest(shown),
): Answer {
  const items = shown.map(article => `<li><a href="${articlePath(article)}">${esc(article.title)}</a></li>`)
  return page(
    shell(edition, path, title, `<h1>${esc(title)}</h1><ul class="m-list">${items.join('\n')}</ul>`),
    modified,
  )
}

export const mobileHome = (edition: Edition): Answer =>
  list(edition, homePath(edition), words[edition].latest, inEdition(edition), newest(articles))

export const mobileSection = (edition: Edition, section: Section): Answer =>
  list(edition, sectionPath(edition, section), words[edition].sections[section], inSection(edition, section))

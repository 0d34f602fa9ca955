import type { Article, Block, Run } from './article.ts'
import { esc } from './html.ts'
import { messyHref, type Place } from './links.ts'
import { adsense, frameAd, gptSlot, hiddenLink, membership, oldPlayer, taboola, video } from './mess.ts'
import { articleById, articlePath, rankOf, tagPath } from './paper.ts'
import { pictureMarkup } from './picture-markup.ts'

function run(place: Place, part: Run, n: number): string {
  if (typeof part === 'string') return esc(part)
  const text = esc(part.text)
  if ('tag' in part) {
    // Half of the tag links carry the tag as it is read, as the seed's do; browsers encode it on the way.
    const path = n % 2 ? tagPath(place.edition, part.tag) : `/${place.edition}/tag/${esc(part.tag)}`
    return `<a href="https://www.lantern.example${path}" target="_blank">${text}</a>`
  }
  if ('href' in part)
    return `<a href="${esc(part.href)}" target=_blank onclick="ga('send', 'out')">${text}</a>`
  const target = articleById(part.article)
  return target ? `<a href="${messyHref(place, articlePath(target), n)}">${text}</a>` : text
}

/** Paragraphs are closed, left open or upper-case in turn. */
function paragraph(inner: string, n: number): string {
  if (n % 3 === 0) return `<p>\n  ${inner}\n</p>`
  if (n % 3 === 1) return `<p>${inner}`
  return `<P STYLE="text-align:justify">${inner}</P>`
}

function blockMarkup(place: Place, block: Block, n: number, rank: number): string {
  switch (block.kind) {
    case 'paragraph': {
      const inner = block.runs.map((part, i) => run(place, part, n + i + rank)).join('')
      return paragraph(n % 4 === 0 ? `${inner}${hiddenLink}` : inner, n)
    }
    case 'heading':
      return `<h2>${esc(block.text)}</h2>`
    case 'quote':
      return `<blockquote>${esc(block.text)}<cite>${esc(block.by)}</cite></blockquote>`
    case 'list':
      return `<ul>${block.items.map(item => `\n<li>${esc(item)}`).join('')}\n</ul>`
    case 'picture':
      return pictureMarkup(block, n)
    default:
      return block satisfies never
  }
}

/** What stands after the nth paragraph that does not belong to the article. */
function between(place: Place, n: number, rank: number): string {
  const edition = place.edition
  if (n === 2) return gptSlot(edition, '1589559869784')
  if (n === 4) return rank % 2 ? adsense(edition) : `<center>${taboola(edition, 'midarticle')}</center>`
  if (n === 5) return membership(place)
  if (n === 7) return rank % 2 ? frameAd(edition) : gptSlot(edition, '1589559869784')
  if (n === 9 && rank % 3 === 0) return video(`lantern-${rank}`)
  if (n === 9 && rank % 3 === 1) return oldPlayer(`lantern-${rank}`)
  return ''
}

/** The article's blocks with the mess between them. */
export function articleBody(place: Place, article: Article, page: number): string {
  const rank = rankOf(article)
  const parts: string[] = []
  let paragraphs = 0
  let pictures = 0
  for (const block of article.pages[page - 1] ?? []) {
    if (block.kind === 'picture') {
      parts.push(blockMarkup(place, block, rank + 3 * pictures++, rank))
      continue
    }
    parts.push(blockMarkup(place, block, paragraphs, rank))
    if (block.kind === 'paragraph') parts.push(between(place, ++paragraphs, rank))
  }
  return parts.filter(Boolean).join('\n')
}

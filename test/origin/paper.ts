import type { Article, Block, Edition, Run, Section } from './article.ts'
import { articles as unsorted } from './articles/index.ts'

export const editions: Edition[] = ['gb', 'b5', 'en']
export const sections: Section[] = ['world', 'science', 'life']

export const isEdition = (name: string): name is Edition => (editions as string[]).includes(name)
export const isSection = (name: string): name is Section => (sections as string[]).includes(name)

/** Every article, newest first. */
export const articles: Article[] = [...unsorted].sort(
  (a, b) => Date.parse(b.published) - Date.parse(a.published) || a.id.localeCompare(b.id),
)

const byId = new Map(articles.map(article => [article.id, article]))

export const articleById = (id: string): Article | undefined => byId.get(id)

/** An article's place in the paper's own order: what kind of mess it gets depends on it. */
export const rankOf = (article: Article): number => unsorted.indexOf(article)

export const inEdition = (edition: Edition): Article[] => articles.filter(a => a.edition === edition)
export const inSection = (edition: Edition, section: Section): Article[] =>
  articles.filter(a => a.edition === edition && a.section === section)
export const withTag = (edition: Edition, tag: string): Article[] =>
  articles.filter(a => a.edition === edition && a.tags.includes(tag))

/** The path of an article, or of its second page. */
export function articlePath(article: Article, page = 1): string {
  const [year, month, day] = article.published.slice(0, 10).split('-')
  return `/${article.edition}/${year}/${month}/${day}/${article.id}${page === 1 ? '' : `_${page}`}.html`
}

export const homePath = (edition: Edition): string => (edition === 'gb' ? '/' : `/${edition}/`)
export const sectionPath = (edition: Edition, section: Section): string => `/${edition}/${section}.html`
export const tagPath = (edition: Edition, tag: string): string => `/${edition}/tag/${encodeURIComponent(tag)}`

/** The date of the newest of them: when a list of them last changed. */
export const newest = (list: Article[]): string | undefined => list[0]?.published

export const plainRun = (run: Run): string => (typeof run === 'string' ? run : run.text)

export function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.runs.map(plainRun).join('')
    case 'heading':
      return block.text
    case 'quote':
      return `${block.text} ${block.by}`
    case 'list':
      return block.items.join(' ')
    case 'picture':
      return block.caption
    default:
      return block satisfies never
  }
}

/** The article's words without markup: what search looks through and tests compare with. */
export const plainText = (article: Article): string => article.pages.flat().map(plainBlock).join('\n')

/** The picture a list shows beside the title, if the article has one. */
export const leadPicture = (article: Article): string | undefined =>
  article.pages.flat().find(block => block.kind === 'picture')?.picture

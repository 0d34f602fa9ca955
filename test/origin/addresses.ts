import { articlePath, articles, editions, homePath, sectionPath, sections, tagPath } from './paper.ts'

const unique = (list: string[]): string[] => [...new Set(list)]

/** Every article page's path, second pages too. */
export const articlePaths: string[] = articles.flatMap(article =>
  article.pages.map((_, n) => articlePath(article, n + 1)),
)

export const sectionPaths: string[] = editions.flatMap(e => sections.map(s => sectionPath(e, s)))

export const tagPaths: string[] = unique(articles.flatMap(a => a.tags.map(tag => tagPath(a.edition, tag))))

export const feedPaths: string[] = [
  ...editions.flatMap(e => sections.map(s => `/${e}/${s}.xml`)),
  '/atom.xml',
  '/sitemap.xml',
]

/** Every page of the paper at its www address, feeds and search left out. */
export const pagePaths: string[] = [
  ...editions.map(homePath),
  ...sectionPaths,
  ...tagPaths,
  ...articlePaths,
  '/kzgd/subscribe.html',
]

import type { Finding, PageResult, SelectorResult, SiteCheck } from './check.ts'
import { type Cell, type Paint, table } from './table.ts'

/** With more pages than this, a column a page is too wide: the table says on how many pages a selector is found. */
const MOST_COLUMNS = 8

const PAGE_HEAD: readonly Cell[] = [
  ...['page', 'article', 'title'].map(text => ({ text, colour: 'bold' }) as const),
  ...['words', 'lost'].map(text => ({ text, colour: 'bold', align: 'right' }) as const),
]

/** The result as people read it: the pages, the selectors, and what to do. */
export function report({ pages, selectors, findings }: SiteCheck, paint: Paint): string {
  const never = selectors.filter(one => one.kind === 'counted' && one.total === 0).length
  return [
    table([PAGE_HEAD, ...pages.map(pageRow)], paint),
    '',
    table([selectorHead(pages), ...selectors.map(one => selectorRow(one, pages))], paint),
    '',
    `${plural(selectors.length, 'selector')}, ${plural(pages.length, 'page')}; never found: ${never}`,
    ...findings.map(finding => paint(finding.kind === 'unset' ? 'yellow' : 'red', describe(finding))),
    '',
  ].join('\n')
}

/** A finding, and what to do about it. */
export function describe(finding: Finding): string {
  if (finding.kind === 'unset')
    return finding.key === 'article'
      ? 'The file names no "article": what "remove" takes of the articles cannot be said. Add it.'
      : 'The file names no "title". Add it, so that it can be looked for.'
  if (finding.kind === 'never-found')
    return `"${finding.key}" (${finding.selector}) is on none of the pages: give pages with an article, or correct the selector.`
  const { target, page, lost, words } = finding
  return `"${target.key}" ${target.selector} takes ${share(lost, words)} of the article of ${page} (${lost} of ${words} words): name what is to go more exactly, or name what must stay in "keep".`
}

const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

const head = (...names: string[]): Cell[] => names.map(text => ({ text, colour: 'bold' }))

function pageRow({ name, article, title, words, lost }: PageResult, i: number): Cell[] {
  const yes = (is: boolean): Cell =>
    is ? { text: 'yes', colour: 'green' } : { text: 'no', colour: 'yellow' }
  return [
    number(i + 1),
    yes(article),
    yes(title),
    number(words),
    { text: words ? share(lost, words) : '', align: 'right' },
    { text: name },
  ]
}

function selectorHead(pages: readonly PageResult[]): Cell[] {
  const columns = pages.length <= MOST_COLUMNS ? pages.map((_, i) => `#${i + 1}`) : ['pages']
  return head('key', ...columns, 'hits', 'lost', 'selector').map((cell, i, all) =>
    i > 0 && i < all.length - 1 ? { ...cell, align: 'right' } : cell,
  )
}

function selectorRow(one: SelectorResult, pages: readonly PageResult[]): Cell[] {
  const few = pages.length <= MOST_COLUMNS
  const { key, selector } = one
  if (one.kind === 'unknown') {
    const empty = (few ? pages : ['']).map((): Cell => ({ text: '?', align: 'right', colour: 'gray' }))
    return [
      { text: key },
      ...empty,
      { text: '' },
      { text: '' },
      { text: `${selector}  only browsers know it` },
    ]
  }
  const found = one.hits.filter(hits => hits > 0).length
  const columns = few ? one.hits.map(number) : [{ text: `${found}/${pages.length}`, align: 'right' } as const]
  const total =
    one.total > 0 ? number(one.total) : ({ text: 'never', align: 'right', colour: 'yellow' } as const)
  return [{ text: key }, ...columns, total, lostCell(one, pages), { text: selector }]
}

/** The share of all articles' words that a selector takes. */
function lostCell(one: SelectorResult & { kind: 'counted' }, pages: readonly PageResult[]): Cell {
  const words = pages.reduce((sum, page) => sum + page.words, 0)
  const lost = one.lost.reduce((sum, part) => sum + part, 0)
  if (!one.takes || one.total === 0 || words === 0) return { text: '' }
  const much = pages.some((page, i) => (one.lost[i] ?? 0) * 2 > page.words)
  return { text: share(lost, words), align: 'right', ...(much ? { colour: 'red' } : {}) }
}

const number = (given: number): Cell =>
  given === 0 ? { text: '·', align: 'right', colour: 'gray' } : { text: String(given), align: 'right' }

/** In percent; what is more than nothing does not become "0%". */
function share(part: number, whole: number): string {
  if (part === 0) return '0%'
  const percent = (100 * part) / whole
  return percent < 1 ? '<1%' : `${Math.floor(percent)}%`
}

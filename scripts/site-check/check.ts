import type { Site } from '../../src/site.ts'
import { documentOf, isUnder, outermost, type PageDocument, type PageNode } from './dom.ts'
import { type Target, targetsOf } from './target.ts'
import { Words } from './words.ts'

export interface SavedPage {
  readonly name: string
  readonly html: string
}

/** One page, as the site file finds it. */
export interface PageResult {
  readonly name: string
  readonly article: boolean
  readonly title: boolean
  /** Words in the elements of `article`; 0 where there are none. */
  readonly words: number
  /** Those that everything that takes elements takes together. */
  readonly lost: number
}

/** One selector over all pages. */
export type SelectorResult =
  | (Target & {
      readonly kind: 'counted'
      /** Elements on each page, in the order of the pages. */
      readonly hits: readonly number[]
      readonly total: number
      /** Words of articles that it takes, on each page; empty where it takes none anywhere by its nature. */
      readonly lost: readonly number[]
    })
  /** A selector for browsers only (`hide`), which the tree here can't look for. */
  | (Target & { readonly kind: 'unknown'; readonly reason: string })

/** Something to act on. The first two kinds make the command fail. */
export type Finding =
  | { readonly kind: 'never-found'; readonly key: 'article' | 'title'; readonly selector: string }
  | {
      readonly kind: 'takes-much'
      readonly target: Target
      readonly page: string
      /** Words of that page's article. */
      readonly words: number
      readonly lost: number
    }
  | { readonly kind: 'unset'; readonly key: 'article' | 'title' }

export interface SiteCheck {
  readonly pages: readonly PageResult[]
  readonly selectors: readonly SelectorResult[]
  readonly findings: readonly Finding[]
}

/** A selector that takes more than this share of an article is most likely wrong. */
const MUCH = 0.5

const NONE: ReadonlySet<PageNode> = new Set()

/**
 * Looks for a site's selectors in saved pages: how often each is found, and what it takes of the articles. Pure; one
 * page is held at a time.
 * @param more selectors from elsewhere that the mirror would also use, such as a filter list's
 */
export function checkSite(site: Site, pages: Iterable<SavedPage>, more: readonly Target[] = []): SiteCheck {
  const tallies = [...targetsOf(site), ...more].map(target => new Tally(target))
  const results: PageResult[] = []
  for (const page of pages) results.push(checkPage(page, site, tallies))
  const selectors = tallies.map(tally => tally.result())
  return { pages: results, selectors, findings: findingsOf(results, selectors) }
}

class Tally {
  readonly target: Target
  readonly hits: number[] = []
  readonly lost: number[] = []
  #reason: string | undefined

  constructor(target: Target) {
    this.target = target
  }

  /** The elements that it matches; none once the tree has refused it. */
  find(document: PageDocument): ReadonlySet<PageNode> {
    const found =
      this.#reason === undefined ? look(document, this.target.selector) : { ok: true as const, nodes: NONE }
    if (!found.ok) this.#reason = found.reason
    const nodes = found.ok ? found.nodes : NONE
    this.hits.push(nodes.size)
    return nodes
  }

  result(): SelectorResult {
    if (this.#reason !== undefined) return { kind: 'unknown', ...this.target, reason: this.#reason }
    const total = this.hits.reduce((sum, hits) => sum + hits, 0)
    return { kind: 'counted', ...this.target, hits: this.hits, total, lost: this.lost }
  }
}

type Found =
  | { readonly ok: true; readonly nodes: ReadonlySet<PageNode> }
  | { readonly ok: false; readonly reason: string }

function look(document: PageDocument, selector: string): Found {
  try {
    return { ok: true, nodes: new Set(document.querySelectorAll(selector)) }
  } catch (error) {
    return { ok: false, reason: (error as Error).message }
  }
}

function checkPage({ name, html }: SavedPage, site: Site, tallies: readonly Tally[]): PageResult {
  const document = documentOf(html)
  const all = (selector: string | undefined) => {
    const found = look(document, selector ?? 'not-in-any-page')
    return found.ok ? found.nodes : NONE
  }
  const kept = site.keep.length > 0 ? all(site.keep.join(',')) : NONE
  const articles = outermost(all(site.article))
  const words = new Words()
  const sum = (lost: ReadonlySet<PageNode>) =>
    articles.reduce((left, root) => left + (isUnder(root, lost) ? 0 : words.left(root, lost)), 0)
  const whole = sum(NONE)
  const together = new Set<PageNode>()
  for (const tally of tallies) {
    const nodes = tally.find(document)
    if (!tally.target.takes) continue
    const gone = new Set([...nodes].filter(node => !kept.has(node)))
    tally.lost.push(gone.size === 0 ? 0 : whole - sum(gone))
    for (const node of gone) together.add(node)
  }
  return {
    name,
    article: articles.length > 0,
    title: all(site.title).size > 0,
    words: whole,
    lost: whole - sum(together),
  }
}

function findingsOf(pages: readonly PageResult[], selectors: readonly SelectorResult[]): Finding[] {
  const places = (['article', 'title'] as const).flatMap((key): Finding[] => {
    const place = selectors.find(one => one.key === key)
    if (!place) return [{ kind: 'unset', key }]
    return pages.some(page => page[key]) ? [] : [{ kind: 'never-found', key, selector: place.selector }]
  })
  return [...places, ...selectors.flatMap(one => takesMuch(one, pages))]
}

/** The page of which a selector takes the largest share, where that is too much. */
function takesMuch(one: SelectorResult, pages: readonly PageResult[]): Finding[] {
  if (one.kind === 'unknown') return []
  const { key, selector, takes } = one
  const shares = pages.map((page, i) => ({ page, lost: one.lost[i] ?? 0 }))
  const worst = shares.reduce<(typeof shares)[number] | undefined>((most, next) => {
    return most && most.lost / (most.page.words || 1) >= next.lost / (next.page.words || 1) ? most : next
  }, undefined)
  if (!worst || worst.lost <= MUCH * worst.page.words) return []
  const { name, words } = worst.page
  return [{ kind: 'takes-much', target: { key, selector, takes }, page: name, words, lost: worst.lost }]
}

/** Whether what was found should fail a build. */
export const isFailure = ({ findings }: SiteCheck) => findings.some(finding => finding.kind !== 'unset')

import { Request as Described, FiltersEngine } from '@ghostery/adblocker'
import { parseHTML } from 'linkedom/worker'
import type { Page } from '../harness.ts'
import { charsetOf } from './charset.ts'

let engine = FiltersEngine.empty()

/** The page as a tree, without what the lists' cosmetic rules hide, written out again. */
export async function hide({ url, contentType }: Page, arrived: Response): Promise<Response> {
  const html = new TextDecoder(charsetOf(contentType)).decode(await arrived.arrayBuffer())
  const { document } = parseHTML(html)
  const selectors = hiding(url, document)
  // In one query: twice as fast as one query a selector.
  if (selectors.length > 0)
    for (const element of document.querySelectorAll(selectors.join(','))) element.remove()
  return new Response(document.toString())
}

/** What the engine says to hide on a page with these classes, ids and links. */
function hiding(url: string, document: Tree): string[] {
  const { classes, ids, hrefs } = features(document)
  const { hostname, domain } = Described.fromRawDetails({ url })
  const asked = {
    url,
    hostname,
    domain,
    classes,
    ids,
    hrefs,
    getInjectionRules: false,
    getExtendedRules: false,
  }
  return selectorsOf(engine.getCosmeticsFilters(asked).styles)
}

/** What of linkedom's document is used here; its own types want a browser's. */
type Tree = ReturnType<typeof parseHTML>['document']

function features(document: Tree) {
  const [classes, ids, hrefs] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const element of document.querySelectorAll('[class],[id],[href]')) {
    for (const name of element.classList) classes.add(name)
    if (element.id) ids.add(element.id)
    const href = element.getAttribute('href')
    if (href) hrefs.add(href)
  }
  return { classes: [...classes], ids: [...ids], hrefs: [...hrefs] }
}

/** The engine writes a style sheet, a selector a line; a rule with a style of its own hides nothing. */
function selectorsOf(styles: string): string[] {
  const selectors: string[] = []
  for (const rule of styles.split('}')) {
    const [list = '', style] = rule.split(' { ')
    if (style?.includes('display: none')) selectors.push(...list.trim().split(',\n'))
  }
  return selectors
}

/** Outside of what a page costs, as the mirror's own compiling is. */
export function compile(lists: string): void {
  engine = FiltersEngine.parse(lists, { loadNetworkFilters: false })
}

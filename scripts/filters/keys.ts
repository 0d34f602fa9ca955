import type { Compound, Test } from '../../src/filters/compound.ts'

/** What the run time finds a rule by: something that an element must have for it. */
export interface Key {
  readonly text: string
  /** How rare it is, from 0, the rarest: the fewer elements are looked at for a rule, the better. */
  readonly rank: number
}

/** The ranks up to here are names: of an id, of a class, or a part of one. */
export const NAMED = 3

/** The keys of a compound; none where all that it asks for is what most elements have. */
export const keysOf = (compound: Compound): Key[] => compound.flatMap(test => keyOf(test) ?? [])

function keyOf([name, operator, value, caseless]: Test): Key | undefined {
  if (operator.startsWith('!')) return undefined
  if (name === '') return HTML.has(value) ? undefined : { text: value, rank: 5 }
  if (name !== 'id' && name !== 'class') return COMMON.has(name) ? undefined : { text: `[${name}`, rank: 4 }
  // Rows are divided by tabs and line feeds.
  if (caseless || !/^[^\t\n\r]+$/.test(value)) return undefined
  if (name === 'id' && operator === '=') return { text: `#${value}`, rank: 0 }
  if (name === 'class' && operator === '~') return { text: `.${value}`, rank: 1 }
  if (value.length < 3) return undefined
  return operator === '^' || operator === '='
    ? { text: `[${name}^${value.slice(0, 3)}`, rank: 2 }
    : { text: `[${name}*`, rank: 3 }
}

/** Attributes that nearly every page has on many elements. */
const COMMON = new Set(
  (
    'align alt border class content dir height href id itemprop lang loading media name property rel role sizes src ' +
    'srcset style tabindex target title type value width'
  ).split(' '),
)

/** HTML's own tags, and what drawings are mostly made of. Any other is an element that somebody made up. */
const HTML = new Set(
  (
    'a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption center ' +
    'cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure ' +
    'font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label ' +
    'legend li link main map mark marquee menu meta meter nav nobr noframes noscript object ol optgroup option output ' +
    'p param picture pre progress q rp rt ruby s samp script search section select slot small source span strike ' +
    'strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var ' +
    'video wbr circle defs ellipse g line path polygon polyline rect symbol text use'
  ).split(' '),
)

/** What most links have: a test for it says nothing. */
const ANY_LINK = /^(?:https?(?::\/{0,2}(?:www\.)?)?|\W*.{0,3})$/

/** A test of a link's address. */
export const linkTest = (compound: Compound): Test | undefined => {
  const tag = compound.find(([name, operator]) => name === '' && operator === '=')?.[2]
  if (tag !== undefined && tag !== 'a' && tag !== 'area') return undefined
  return compound.find(
    ([name, operator, value]) => name === 'href' && /^[=^$*]$/.test(operator) && !ANY_LINK.test(value),
  )
}

import type { CompiledFilters, NameTable, SiteException, SpecificRule } from '../../src/filters/data.ts'
import { names, under } from '../../src/filters/domains.ts'
import { wholeTokens } from '../../src/filters/tokens.ts'
import { hideProblem } from '../../src/site/hide.ts'
import { selectorProblem } from '../../src/site/selector.ts'
import { type Choice, chooseGuards } from './guards.ts'
import type { At, Item } from './item.ts'
import { isLookedAt, keyOf, linkTest, type Need, needsOf } from './needs.ts'
import type { Sample } from './pages.ts'
import { TokenChoice } from './rare.ts'
import type { Tally } from './report.ts'
import { type Analysed, analyse, type Part } from './selector.ts'
import { Tables } from './tables.ts'

type Hide = Extract<Item, { type: 'hide' }>
type Hiding = Pick<
  CompiledFilters,
  'guards' | 'classes' | 'ids' | 'elements' | 'links' | 'rest' | 'specific' | 'exceptions'
>

/** Generic and specific hiding rules. @param hosts the configured sites' */
export function compileHiding(
  items: readonly Hide[],
  hosts: readonly string[],
  samples: readonly Sample[],
  share: number,
  tally: Tally,
): { data: Hiding; choice: Choice } {
  const positive = ({ domains }: Hide) =>
    domains !== '' && domains.split(',').some(each => !each.startsWith('~'))
  const here = (domains: string) => hosts.some(host => names(domains, host))
  const dropped = new Set(
    items.filter(item => item.except && item.domains === '').map(({ selector }) => selector),
  )
  const exceptions = exceptionsOf(items, hosts)
  const rules = items.filter(item => !item.except && !dropped.has(item.selector))
  for (const item of items) {
    if (item.except)
      tally.count('exception', item.domains === '' || here(item.domains) ? 'compiled' : 'for other sites')
    else if (dropped.has(item.selector)) tally.count(positive(item) ? 'specific' : 'generic', 'excepted')
  }
  const specific = rules.filter(positive).flatMap(rule => {
    if (here(rule.domains)) return specificOf(rule, tally)
    tally.count('specific', 'for other sites')
    return []
  })
  const generic = compileGeneric(
    rules.filter(rule => !positive(rule)),
    samples,
    share,
    tally,
  )
  return { data: { ...generic.data, specific, exceptions }, choice: generic.choice }
}

function exceptionsOf(items: readonly Hide[], hosts: readonly string[]): SiteException[] {
  return items.flatMap(({ except, domains, selector }) => {
    const named = domains
      .split(',')
      .filter(domain => domain !== '' && domain.startsWith('~') !== except)
      .map(domain => domain.replace('~', ''))
      .filter(domain => hosts.some(host => under(host, domain)))
    const generic = except || domains.split(',').every(domain => domain.startsWith('~'))
    return named.length > 0 && generic ? [{ domains: named.join(), selector }] : []
  })
}

function specificOf({ selector, domains, at }: Hide, tally: Tally): SpecificRule[] {
  const analysed = analyse(selector)
  if (!analysed) tally.count('specific', 'not valid')
  const rules = (analysed ?? []).flatMap((each): SpecificRule[] => {
    if (isPage(each)) tally.count('specific', 'would remove the page itself')
    else if (!each.css) tally.count('specific', 'procedural (no browser knows it)')
    else if (selectorProblem(each.text) === undefined)
      return [{ domains, kind: 'native', selector: each.text, ...at }]
    else if (hideProblem(each.text) === undefined)
      return [{ domains, kind: 'style', selector: each.text, ...at }]
    else tally.count('specific', 'unsafe in a style sheet')
    return []
  })
  for (const { kind } of rules) tally.count('specific', kind === 'native' ? 'compiled' : 'as style')
  return rules
}

/** Whether a selector means the page, or anything at all. */
function isPage({ parts }: Analysed): boolean {
  const last = parts.at(-1)
  if (!last) return true
  if (last.tests.length === 0) return parts.length === 1
  return last.tests.some(
    ([name, operator, value]) => name === '' && operator === '=' && /^(?:html|body|head)$/.test(value),
  )
}

/** How many characters of selectors the style sheet of every page may hold for what no guard leads to. */
const REST = 14_000

interface Generic {
  readonly at: At
  readonly rule: Analysed
  readonly needs: readonly Need[]
}

function compileGeneric(
  rules: readonly Hide[],
  samples: readonly Sample[],
  share: number,
  tally: Tally,
): { data: Omit<Hiding, 'specific' | 'exceptions'>; choice: Choice } {
  const seen = new Set<string>()
  const guarded: Generic[] = []
  const free: (Generic & { part: Part; link: boolean })[] = []
  for (const { selector, at } of rules) {
    if (seen.has(selector)) {
      tally.count('generic', 'stands in another list or line too')
      continue
    }
    seen.add(selector)
    const analysed = analyse(selector)
    if (!analysed) tally.count('generic', 'not valid')
    for (const rule of analysed ?? []) {
      const problem = problemOf(rule)
      if (problem) tally.count('generic', problem)
      else {
        const link = rule.parts.findLast(({ tests }) => linkTest(tests))
        const looked = link ?? rule.parts.findLast(({ tests }) => isLookedAt(tests))
        const needs = rule.parts.flatMap(({ tests }) => needsOf(tests))
        if (looked) free.push({ at, rule, needs, part: looked, link: link !== undefined })
        else guarded.push({ at, rule, needs })
      }
    }
  }
  const choice = chooseGuards(
    guarded.map(({ needs }) => needs.filter(({ name }) => name !== 'href')),
    samples,
    Math.max(0, 1 - ((1 - share) * (guarded.length + free.length)) / Math.max(1, guarded.length)),
  )
  const classes = new Tables()
  const ids = new Tables()
  const elements = new Tables()
  const rest = new Tables()
  let room = REST
  for (const { at, rule } of guarded) {
    const part = rule.parts.findLast(({ tests }) => needsOf(tests).some(choice.leads))
    if (!part && rule.text.length < room && hideProblem(rule.text) === undefined) {
      room -= rule.text.length + 1
      rest.add(at, rule.text)
      tally.count('generic', 'as style')
      tally.note('in the style sheet of every page')
      continue
    }
    if (!part) {
      tally.count('generic', 'no guard worth its cost')
      tally.leave(rule.text)
      continue
    }
    const name = nameOf(rule)
    if (name) (name.mark === '.' ? classes : ids).add(at, name.name)
    else elements.add(at, rowOf(keyOf(part.tests) ?? '', rule, part))
    tally.count('generic', isRemoved(rule) ? 'compiled' : 'as style')
  }
  const tokens = new TokenChoice(free.flatMap(({ part, link }) => (link ? [linkTokens(part)] : [])))
  const links = new Tables()
  for (const { at, rule, part, link } of free) {
    if (link) links.add(at, rowOf(tokens.rarest(linkTokens(part)), rule, part))
    else elements.add(at, rowOf(keyOf(part.tests) ?? '', rule, part))
    tally.count('generic', isRemoved(rule) ? 'compiled' : 'as style')
    tally.note(link ? 'on links that lead elsewhere' : 'on elements that the rewriter looks at anyway')
  }
  const data = {
    guards: choice.guards.map(({ selector }) => selector),
    classes: namesOf(classes),
    ids: namesOf(ids),
    elements: elements.rows(),
    links: links.rows(),
    rest: rest.rows(),
  }
  return { data, choice }
}

function problemOf(rule: Analysed) {
  if (isPage(rule)) return 'would remove the page itself'
  if (!rule.css) return 'procedural (no browser knows it)'
  if (isRemoved(rule)) return /[\t\n\r]/.test(rule.text) ? 'not valid' : undefined
  return hideProblem(rule.text) === undefined ? undefined : 'unsafe in a style sheet'
}

/** Whether one element decides. */
const isRemoved = ({ parts }: Analysed) => parts.length === 1 && parts[0]?.whole === true

function rowOf(key: string, rule: Analysed, part: Part): string {
  return [key, isRemoved(rule) ? 'r' : 's', JSON.stringify(part.tests), rule.text].join('\t')
}

function linkTokens({ tests }: Part): string[] {
  const [, operator, value = ''] = linkTest(tests) ?? []
  return wholeTokens(value, operator === '^' || operator === '=', operator === '$' || operator === '=')
}

function nameOf(rule: Analysed): { mark: '.' | '#'; name: string } | undefined {
  const [test, ...more] = rule.parts[0]?.tests ?? []
  if (!isRemoved(rule) || !test || more.length > 0) return undefined
  const [name, operator, value, caseless] = test
  if (caseless || /\s/.test(value) || value === '') return undefined
  if (name === 'class' && operator === '~') return { mark: '.', name: value }
  return name === 'id' && operator === '=' ? { mark: '#', name: value } : undefined
}

const namesOf = (tables: Tables): NameTable[] =>
  Array.from(tables.lists(), ({ list, texts, lines }) => ({ list, names: texts.join(' '), lines }))

import type { CompiledFilters, NameTable, SiteException, SpecificRule } from '../../src/filters/data.ts'
import { names, under } from '../../src/filters/domains.ts'
import { folded } from '../../src/filters/folded.ts'
import { selectorOf } from '../../src/filters/selector.ts'
import { wholeTokens } from '../../src/filters/tokens.ts'
import { hideProblem } from '../../src/site/hide.ts'
import { selectorProblem } from '../../src/site/selector.ts'
import type { At, Item } from './item.ts'
import { type Key, keysOf, linkTest, NAMED } from './keys.ts'
import { TokenChoice } from './rare.ts'
import type { Outcome, Tally } from './report.ts'
import { type Analysed, analyse, type Part } from './selector.ts'
import { Tables } from './tables.ts'

type Hide = Extract<Item, { type: 'hide' }>
type Hiding = Pick<
  CompiledFilters,
  'classes' | 'ids' | 'elements' | 'links' | 'rest' | 'specific' | 'exceptions'
>

/** Generic and specific hiding rules. @param hosts the configured sites' */
export function compileHiding(items: readonly Hide[], hosts: readonly string[], tally: Tally): Hiding {
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
    tally,
  )
  return { ...generic, specific, exceptions }
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
  if (parts.length === 1 && last.tests.every(([, operator]) => operator.startsWith('!'))) return true
  return last.tests.some(
    ([name, operator, value]) => name === '' && operator === '=' && /^(?:html|body|head)$/.test(value),
  )
}

/** How many characters of selectors the style sheet of every page may hold. */
const REST = 14_000

/**
 * Rules for every site. Each is found by the rarest name that it asks for, or else by the address of a link, or else by
 * another attribute or tag. What asks for nothing rare is left to the style sheet of every page.
 */
function compileGeneric(rules: readonly Hide[], tally: Tally): Omit<Hiding, 'specific' | 'exceptions'> {
  const seen = new Set<string>()
  const classes = new Tables()
  const ids = new Tables()
  const elements = new Tables()
  const links = new Tables()
  const rest = new Tables()
  const linked: { at: At; rule: Analysed; part: Part }[] = []
  let room = REST
  const put = (at: At, rule: Analysed): Outcome => {
    const outcome = isRemoved(rule) ? 'compiled' : 'as style'
    const name = nameOf(rule)
    const found = rarest(rule)
    const part = rule.parts.findLast(({ tests }) => linkTest(tests))
    if (name) (name.mark === '.' ? classes : ids).add(at, name.name)
    else if (part && !(found && found.key.rank <= NAMED)) linked.push({ at, rule, part })
    else if (found) elements.add(at, rowOf(found.key.text, rule, found.part))
    else if (hideProblem(rule.text) !== undefined) return 'unsafe in a style sheet'
    else if (rule.text.length >= room) return 'no room in the style sheet of every page'
    else {
      room -= rule.text.length + 1
      rest.add(at, rule.text)
      tally.note('in the style sheet of every page')
      return 'as style'
    }
    return outcome
  }
  for (const { selector, at } of rules) {
    if (seen.has(selector)) {
      tally.count('generic', 'stands in another list or line too')
      continue
    }
    seen.add(selector)
    const analysed = analyse(selector)
    if (!analysed) tally.count('generic', 'not valid')
    for (const rule of analysed ?? []) tally.count('generic', problemOf(rule) ?? put(at, rule))
  }
  const tokens = new TokenChoice(linked.map(({ part }) => linkTokens(part)))
  for (const { at, rule, part } of linked) {
    links.add(at, rowOf(tokens.rarest(linkTokens(part)), rule, part))
    tally.note('on links that lead elsewhere')
  }
  return {
    classes: namesOf(classes),
    ids: namesOf(ids),
    elements: elements.rows(),
    links: links.rows(),
    rest: rest.rows(),
  }
}

/** The rarest key of a rule, and the part that has it: of equals the last, which is the element that is meant. */
function rarest({ parts }: Analysed): { key: Key; part: Part } | undefined {
  return parts
    .toReversed()
    .flatMap(part => keysOf(part.tests).map(key => ({ key, part })))
    .toSorted((a, b) => a.key.rank - b.key.rank)[0]
}

function problemOf(rule: Analysed) {
  if (isPage(rule)) return 'would remove the page itself'
  if (!rule.css) return 'procedural (no browser knows it)'
  // Rows are divided by tabs and line feeds.
  if (/[\t\n\r]/.test(rule.text)) return 'not valid'
  if (isRemoved(rule)) return undefined
  return hideProblem(rule.text) === undefined ? undefined : 'unsafe in a style sheet'
}

/** Whether one element decides. */
const isRemoved = ({ parts }: Analysed) => parts.length === 1 && parts[0]?.whole === true

function rowOf(key: string, rule: Analysed, part: Part): string {
  const selector = selectorOf(part.tests) === rule.text ? [] : [rule.text]
  const said = [JSON.stringify(part.tests), ...selector].join('\t')
  const kind = isRemoved(rule) ? 'r' : 's'
  const short = folded(said, key)
  return [key, short === undefined ? kind : kind.toUpperCase(), short ?? said].join('\t')
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
  tables.sorted().map(({ list, texts, lines }) => ({ list, names: texts.join(' '), lines }))

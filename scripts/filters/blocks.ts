import { MOST, packCounts, sumsOf } from '../../src/filters/counts.ts'
import { type CompiledFilters, type HostTable, type RowTable, SAME } from '../../src/filters/data.ts'
import { names, registered, under } from '../../src/filters/domains.ts'
import { hash } from '../../src/filters/hash.ts'
import { parsePattern } from '../../src/filters/pattern.ts'
import { wholeTokens } from '../../src/filters/tokens.ts'
import { isExpression } from './classify-network.ts'
import type { Item } from './item.ts'
import { TokenChoice } from './rare.ts'
import type { Tally } from './report.ts'
import { Tables } from './tables.ts'

type Block = Extract<Item, { type: 'block' }>

/** Blocking rules and their exceptions. @param hosts the configured sites' */
export function compileBlocking(
  items: readonly Block[],
  hosts: readonly string[],
  tally: Tally,
): Pick<CompiledFilters, 'hosts' | 'blocked' | 'allowed'> {
  const seen = new Set<string>()
  const named = new Tables()
  const blocked: Block[] = []
  const allowed: Block[] = []
  for (const given of items) {
    const group = given.except ? 'exception' : 'blocking'
    const item = narrowed(given, hosts)
    if (!item) {
      tally.count(group, 'for other sites')
      continue
    }
    const text = `${item.except} ${item.pattern} ${item.options}`
    if (seen.has(text)) tally.count(group, 'stands in another list or line too')
    else {
      const host = item.except || item.options.length > 0 ? undefined : hostOf(item.pattern)
      if (host) named.add(item.at, host)
      else (item.except ? allowed : blocked).push(item)
      tally.count(group, 'compiled')
      tally.note(host ? 'ad hosts' : 'address patterns')
    }
    seen.add(text)
  }
  return {
    hosts: named.lists().map(({ list, texts, lines }) => tableOf(list, texts, lines)),
    blocked: rows(blocked),
    allowed: rows(allowed),
  }
}

const hostOf = (pattern: string) =>
  /^\|\|([a-z0-9_-]+(?:\.[a-z0-9_-]+)+)\^$/i.exec(pattern)?.[1]?.toLowerCase()

/** A rule with what it says about other sites left out; nothing where it is only about them. */
function narrowed(item: Block, hosts: readonly string[]): Block | undefined {
  const host = /^\|\|([\w-]+(?:\.[\w-]+)+)(?=[/^*:])/.exec(item.pattern)?.[1]
  const own = host === undefined || hosts.some(each => registered(each) === registered(host))
  const options: string[] = []
  for (const option of item.options) {
    const [name = '', value = ''] = option.split('=')
    if (name === 'domain') {
      if (!hosts.some(each => names(value, each, '|'))) return undefined
      const here = value
        .toLowerCase()
        .split('|')
        .filter(each => hosts.some(site => under(site, each.replace('~', ''))))
      if (here.length > 0) options.push(`domain=${here.join('|')}`)
    } else if (name === '~third-party' && !own) return undefined
    else if (name !== 'third-party' || own) options.push(option)
  }
  return { ...item, options }
}

function rows(items: readonly Block[]): RowTable[] {
  const tokens = new TokenChoice(items.map(({ pattern }) => tokensOf(pattern)))
  const tables = new Tables()
  for (const { at, pattern, options } of items) {
    const token = pattern.includes(SAME) ? '' : tokens.rarest(tokensOf(pattern))
    const written = token === '' ? pattern : pattern.replace(token, SAME)
    tables.add(at, [token, written, ...(options.length > 0 ? [options.join()] : [])].join('\t'))
  }
  return tables.rows()
}

/** Words that every address has which a pattern is in. */
function tokensOf(text: string): string[] {
  if (isExpression(text)) return []
  const { start, end, parts } = parsePattern(text.toLowerCase())
  return parts.flatMap((part, index) =>
    wholeTokens(part, index === 0 && start !== 'anywhere', index === parts.length - 1 && end),
  )
}

/** Above this many, hosts are kept as hashes: a list's 40,000 hosts are too large to carry. */
const NAMED = 1000

function tableOf(list: number, hosts: readonly string[], lines: string): HostTable {
  if (hosts.length <= NAMED) return { kind: 'named', list, names: hosts.join(' '), lines }
  const tails = tailsOf(hosts, 2 ** Math.min(16, Math.ceil(Math.log2(hosts.length))))
  const counts = tails.map(each => each.length)
  return {
    kind: 'hashed',
    list,
    counts: packCounts(counts),
    sums: sumsOf(counts),
    tails: tails.map(each => each.toSorted().join('')).join(''),
  }
}

/** What is left of the hosts' hashes, by their beginnings; more of these than wanted where too many hosts have one. */
function tailsOf(hosts: readonly string[], beginnings: number): string[][] {
  const tails = Array.from({ length: beginnings }, (): string[] => [])
  for (const host of new Set(hosts)) {
    const { beginning, tail } = hash(host, beginnings)
    tails[beginning]?.push(tail)
  }
  return tails.some(({ length }) => length > MOST) ? tailsOf(hosts, 2 * beginnings) : tails
}

import type { RowTable, Rule } from './data.ts'
import { names, registered } from './domains.ts'
import { matchesPattern, type Pattern, parsePattern } from './pattern.ts'
import { group, type Row, ruleOf } from './rows.ts'

/** What is fetched. "other" is neither a script nor a frame, which a mirror never fetches for a page. */
export type Kind = 'image' | 'media' | 'stylesheet' | 'font' | 'other'

/** A question: is this fetched? */
export interface Asked {
  readonly address: string
  /** In lower case. */
  readonly lower: string
  readonly host: string
  readonly pageHost: string
  readonly kind: Kind
}

interface Reading {
  readonly text: string
  readonly row: Row
  readonly matches: (asked: Asked) => boolean
}

/** Rules on addresses by a word that an address must have. Nothing is read before the first question. */
export class Blocking {
  readonly #tables: readonly RowTable[]
  readonly #lists: readonly string[]
  readonly #read = new Map<string, readonly Reading[]>()
  #groups: Map<string, Row[]> | undefined

  constructor(tables: readonly RowTable[], lists: readonly string[]) {
    this.#tables = tables
    this.#lists = lists
  }

  find(asked: Asked, tokens: Iterable<string>): Rule | undefined {
    if (this.#tables.length === 0) return undefined
    const found = this.#in('', asked)
    if (found) return found
    for (const token of tokens) {
      const rule = this.#in(token, asked)
      if (rule) return rule
    }
    return undefined
  }

  #in(token: string, asked: Asked): Rule | undefined {
    this.#groups ??= group(this.#tables)
    const rows = this.#groups.get(token)
    if (!rows) return undefined
    let rules = this.#read.get(token)
    if (!rules) {
      rules = rows.map(readPatternRow)
      this.#read.set(token, rules)
    }
    const rule = rules.find(each => each.matches(asked))
    return rule && ruleOf(rule.row, rule.text, this.#lists)
  }
}

function readPatternRow(row: Row): Reading {
  const [, pattern = '', options = ''] = row.text.split('\t')
  const conditions = options ? options.split(',').map(condition) : []
  const ofKind = conditions.filter(({ kinds }) => kinds)
  const others = conditions.filter(({ kinds }) => !kinds)
  const cased = options.split(',').includes('match-case')
  const found = address(pattern, cased)
  return {
    row,
    text: options ? `${pattern}$${options}` : pattern,
    matches: asked =>
      others.every(({ holds }) => holds(asked)) &&
      (ofKind.length === 0 || ofKind.some(({ holds }) => holds(asked))) &&
      found(asked),
  }
}

function address(text: string, cased: boolean): (asked: Asked) => boolean {
  if (text.length > 1 && text.startsWith('/') && text.endsWith('/')) {
    const expression = safely(() => new RegExp(text.slice(1, -1), cased ? '' : 'i'))
    return asked => expression?.test(asked.address) ?? false
  }
  const pattern: Pattern = parsePattern(cased ? text : text.toLowerCase())
  return asked => matchesPattern(pattern, cased ? asked.address : asked.lower)
}

interface Condition {
  /** It says what is fetched: one of these must hold, and all others. */
  readonly kinds: boolean
  holds(asked: Asked): boolean
}

function condition(option: string): Condition {
  const negated = option.startsWith('~')
  const [name = '', value = ''] = (negated ? option.slice(1) : option).split('=')
  if (name === 'domain') return { kinds: false, holds: asked => names(value, asked.pageHost, '|') }
  if (name === 'third-party')
    return {
      kinds: false,
      holds: ({ host, pageHost }) => (registered(host) === registered(pageHost)) === negated,
    }
  if (name === 'match-case') return { kinds: false, holds: () => true }
  return { kinds: !negated, holds: ({ kind }) => (kind === name) !== negated }
}

function safely<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

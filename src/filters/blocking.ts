import { type Addressed, type RowTable, type Rule, SAME } from './data.ts'
import { names, registered } from './domains.ts'
import { textOfExpression } from './expression.ts'
import { matchesPattern, type Pattern, parsePattern } from './pattern.ts'
import { RowGroups } from './row-groups.ts'
import { type Row, RowGroup, ruleOf } from './rows.ts'
import { Texts } from './texts.ts'
import { TokenTable } from './token-table.ts'

/** What is fetched. "other" is neither a script nor a frame, which a mirror never fetches for a page. */
export type Kind = 'image' | 'media' | 'stylesheet' | 'font' | 'other'

/** A question: is this fetched? What only a rule looks at is worked out when the first one does. */
export class Asked {
  readonly address: string
  readonly pageHost: string
  readonly kind: Kind
  readonly #url: Addressed
  #lower: string | undefined

  constructor(url: Addressed, pageHost: string, kind: Kind) {
    this.#url = url
    this.address = url.href
    this.pageHost = pageHost
    this.kind = kind
  }

  get host(): string {
    return this.#url.hostname
  }

  get lower(): string {
    this.#lower ??= this.address.toLowerCase()
    return this.#lower
  }
}

interface Reading {
  readonly rule: () => Rule
  /** In lower case, and in every address that it is about. */
  readonly text: string
  readonly matches: (asked: Asked) => boolean
}

/** Rules that are found by the same word. Words such as "com" find many addresses, so a text of each is looked for. */
class PatternGroup {
  readonly #rules: RowGroup<Reading>
  #texts: Texts | undefined

  constructor(rows: readonly Row[], lists: readonly string[]) {
    this.#rules = new RowGroup(rows, row => readPatternRow(row, lists))
  }

  find(asked: Asked): Rule | undefined {
    this.#texts ??= new Texts(this.#rules.all.map(({ text }) => text))
    if (!this.#texts.areIn(asked.lower)) return undefined
    for (const { matches, rule } of this.#rules.all) if (matches(asked)) return rule()
    return undefined
  }
}

/** Rules on addresses by a word that an address must have. Nothing is read before the first question. */
export class Blocking {
  readonly #tables: readonly RowTable[]
  readonly #lists: readonly string[]
  readonly #words: string | undefined
  #groups: TokenTable<PatternGroup> | undefined

  /** @param words the rules', as bits, if they are written */
  constructor(tables: readonly RowTable[], lists: readonly string[], words?: string) {
    this.#tables = tables
    this.#lists = lists
    this.#words = words
  }

  /** Sorts the rules, which is otherwise left to the first question. */
  prepare(): TokenTable<PatternGroup> {
    this.#groups ??= new TokenTable(
      RowGroups.of(this.#tables, rows => new PatternGroup(rows, this.#lists)),
      this.#words,
    )
    return this.#groups
  }

  find(asked: Asked): Rule | undefined {
    if (this.#tables.length === 0) return undefined
    const groups = this.prepare()
    const found = groups.always?.find(asked)
    if (found !== undefined) return found
    for (const group of groups.in(asked.address)) {
      const rule = group.find(asked)
      if (rule !== undefined) return rule
    }
    return undefined
  }
}

function readPatternRow(row: Row, lists: readonly string[]): Reading {
  const [token = '', written = '', options = ''] = row.text.split('\t')
  const pattern = token === '' ? written : written.replace(SAME, token)
  let rule: Rule | undefined
  const conditions = options ? options.split(',').map(condition) : []
  const ofKind = conditions.filter(({ kinds }) => kinds)
  const others = conditions.filter(({ kinds }) => !kinds)
  const cased = options.split(',').includes('match-case')
  const found = address(pattern, cased)
  return {
    rule: () => (rule ??= ruleOf(row, options ? `${pattern}$${options}` : pattern, lists)),
    text: isExpression(pattern) ? textOfExpression(bare(pattern)).toLowerCase() : textOf(pattern),
    matches: asked =>
      others.every(({ holds }) => holds(asked)) &&
      (ofKind.length === 0 || ofKind.some(({ holds }) => holds(asked))) &&
      found(asked),
  }
}

const isExpression = (pattern: string): boolean =>
  pattern.length > 1 && pattern.startsWith('/') && pattern.endsWith('/')

const bare = (expression: string): string => expression.slice(1, -1)

/** The longest text in a pattern that stands for nothing else. */
const textOf = (pattern: string): string =>
  parsePattern(pattern.toLowerCase())
    .parts.flatMap(part => part.split('^'))
    .reduce((a, b) => (b.length > a.length ? b : a), '')

function address(text: string, cased: boolean): (asked: Asked) => boolean {
  if (isExpression(text)) {
    const expression = safely(() => new RegExp(bare(text), cased ? '' : 'i'))
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

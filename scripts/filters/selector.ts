import { parse, type Selector, stringify } from 'css-what'
import type { Compound, Test } from '../../src/filters/compound.ts'

/** A compound of a selector: `div.a[b]`. */
export interface Part {
  /** Those of its tests that one element's tag and attributes decide. */
  readonly tests: Compound
  /** These are all of its tests. */
  readonly whole: boolean
}

/** A selector without commas. The last part is the element that is meant. */
export interface Analysed {
  readonly text: string
  readonly parts: readonly Part[]
  /** Every name in it is one that browsers know. */
  readonly css: boolean
}

/** What a selector asks for, one for each alternative; nothing where it is no selector. */
export function analyse(selector: string): Analysed[] | undefined {
  let parsed: Selector[][]
  try {
    parsed = parse(selector)
  } catch {
    return undefined
  }
  return parsed.map(tokens => ({
    text: parsed.length === 1 ? selector.trim() : stringify([tokens]),
    parts: split(tokens).map(part),
    css: tokens.every(isCss),
  }))
}

const COMBINATORS = new Set(['adjacent', 'child', 'descendant', 'parent', 'sibling', 'column-combinator'])

function split(tokens: readonly Selector[]): Selector[][] {
  const parts: Selector[][] = [[]]
  for (const token of tokens) {
    if (COMBINATORS.has(token.type)) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

function part(tokens: readonly Selector[]): Part {
  const tests: Test[] = []
  let whole = true
  for (const token of tokens) {
    const test = testOf(token)
    if (test) tests.push(...test)
    else whole = false
  }
  return { tests, whole }
}

/** Attributes whose values HTML compares without regard to case. */
const CASELESS = new Set(
  'align bgcolor clear color dir face hreflang lang media method rel rev scrolling target text type valign'.split(
    ' ',
  ),
)

const OPERATORS: Readonly<Record<string, string>> = {
  ...{ exists: '?', equals: '=', start: '^', end: '$', any: '*', hyphen: '|', element: '~', not: '!=' },
}

function testOf(token: Selector): Test[] | undefined {
  if (token.type === 'universal') return []
  if (token.type === 'tag') return [['', '=', token.name.toLowerCase()]]
  if (token.type === 'attribute') {
    const operator = OPERATORS[token.action]
    const name = token.name.toLowerCase()
    const caseless = token.ignoreCase === true || (token.ignoreCase === null && CASELESS.has(name))
    return operator
      ? [caseless ? [name, operator, token.value, 1] : [name, operator, token.value]]
      : undefined
  }
  if (token.type !== 'pseudo' || token.name !== 'not' || !Array.isArray(token.data)) return undefined
  const items = token.data.map(item => (item.length === 1 && item[0] ? testOf(item[0]) : undefined))
  if (!items.every(item => item?.length === 1 && !item[0]?.[1].startsWith('!'))) return undefined
  return items.flatMap(item =>
    (item ?? []).map(([name, operator, value, caseless]): Test => {
      const negated = `!${operator}`
      return caseless ? [name, negated, value, caseless] : [name, negated, value]
    }),
  )
}

const KNOWN = new Set([
  ...[
    'has',
    'is',
    'where',
    'not',
    'matches',
    'nth-child',
    'nth-last-child',
    'nth-of-type',
    'nth-last-of-type',
  ],
  ...[
    'first-child',
    'last-child',
    'only-child',
    'first-of-type',
    'last-of-type',
    'only-of-type',
    'empty',
    'root',
  ],
  ...['checked', 'disabled', 'enabled', 'hover', 'focus', 'target', 'link', 'any-link', 'visited', 'active'],
  ...['placeholder-shown', 'required', 'optional', 'lang', 'dir', 'scope', 'focus-within', 'defined'],
])

function isCss(token: Selector): boolean {
  if (token.type === 'pseudo-element') return false
  if (token.type !== 'pseudo') return true
  if (!KNOWN.has(token.name)) return false
  return !Array.isArray(token.data) || token.data.every(item => item.every(isCss))
}

import { refuse } from './refusal.ts'

/** One test of an element. */
export interface Test {
  readonly kind: 'tag' | 'css'
  /** A tag's name, or one simple selector such as `.ad`. */
  readonly value: string
  readonly negated: boolean
}

/** Every test of one of these must hold: an "or" of "and"s. */
export type Alternatives = readonly (readonly Test[])[]

/** More than this many selectors from one line are a list that nobody reads. */
const MOST = 24

export const single = (kind: Test['kind'], value: string, negated: boolean): Alternatives => [
  [{ kind, value, negated }],
]

export const either = (a: Alternatives, b: Alternatives): Alternatives => bounded([...a, ...b])

export const both = (a: Alternatives, b: Alternatives): Alternatives =>
  bounded(a.flatMap(one => b.map(other => [...one, ...other])))

export function bounded<T>(list: readonly T[]): readonly T[] {
  if (list.length > MOST) refuse(`it would become more than ${MOST} selectors: write a shorter one`)
  return list
}

/** One alternative as a compound such as `p.a:not(.b)`, or nothing where it contradicts itself. */
export function compound(tag: string, tests: readonly Test[]): string | undefined {
  const named = tests.filter(test => test.kind === 'tag')
  const wanted = new Set([
    ...(tag === '*' ? [] : [tag]),
    ...named.filter(is => !is.negated).map(is => is.value),
  ])
  const unwanted = new Set(named.filter(is => is.negated).map(is => is.value))
  const [name, second] = [...wanted]
  if (second !== undefined || (name !== undefined && unwanted.has(name))) return undefined
  const nots = name === undefined ? [...unwanted].map(not) : []
  const css = tests
    .filter(test => test.kind === 'css')
    .map(test => (test.negated ? not(test.value) : test.value))
  return `${name ?? ''}${[...new Set([...css, ...nots])].join('')}` || '*'
}

const not = (test: string) => `:not(${test})`

import { type Alternatives, single } from './alternatives.ts'
import type { Expression } from './parse.ts'
import type { Place } from './predicate.ts'
import { LATER, refuse } from './refusal.ts'

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

/** Whether an expression is about `position()` or `last()`. */
export function isPosition(given: Expression): boolean {
  if (given.kind === 'group') return isPosition(given.inner)
  if (given.kind === 'call') return given.name === 'last' || given.name === 'position'
  if (given.kind !== 'binary' || ['and', 'or', '|'].includes(given.operator)) return false
  return isPosition(given.left) || isPosition(given.right)
}

/**
 * `[2]`, `[position() < 3]` as `:nth-of-type()`, or `:nth-child()` of "*". They mean the same only where the
 * position counts all children of one parent by their tag: not after another predicate.
 */
export function position(given: Expression, place: Place, negated: boolean): Alternatives {
  if (given.kind === 'group') return position(given.inner, place, negated)
  const [operator, count] = readCount(given)
  if (!place.counts)
    refuse(
      'it counts among what other tests leave, which no selector does: leave the number out, or put it first',
    )
  const kind = place.tag === '*' ? 'child' : 'of-type'
  const test = nth(operator, count)
  if (test === undefined) refuse(`no element has that position: positions are whole numbers from 1`)
  const css = test === '1' ? `:first-${kind}` : `:nth-${kind}(${test})`
  return single('css', css, negated !== (operator === '!='))
}

/** The comparison with `position()` on its left. */
function readCount(given: Expression): [string, number] {
  if (given.kind === 'number') return ['=', given.value]
  if (given.kind === 'binary') {
    const { operator, left, right } = given
    if (isCall(left, 'position') && right.kind === 'number') return [operator, right.value]
    if (isCall(right, 'position') && left.kind === 'number')
      return [MIRRORED[operator] ?? operator, left.value]
  }
  return refuse(namesLast(given) ? LATER : 'it computes a position: write a number')
}

const isCall = (given: Expression, name: string): boolean => given.kind === 'call' && given.name === name

function namesLast(given: Expression): boolean {
  if (given.kind === 'group') return namesLast(given.inner)
  return (
    isCall(given, 'last') || (given.kind === 'binary' && (namesLast(given.left) || namesLast(given.right)))
  )
}

/** What stands in `:nth-…()`, or nothing where no element, or every element, is meant. */
function nth(operator: string, count: number): string | undefined {
  if (!Number.isSafeInteger(count) || count < 0 || count > 99_999) return undefined
  const at = { '=': count, '!=': count, '<': count - 1, '<=': count, '>': count + 1, '>=': count }[operator]
  if (at === undefined || at < 1) return undefined
  if (operator === '=' || operator === '!=' || (at === 1 && operator.startsWith('<'))) return String(at)
  return operator.startsWith('<') ? `-n+${at}` : `n+${at}`
}

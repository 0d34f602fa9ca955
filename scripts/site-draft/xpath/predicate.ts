import { type Alternatives, both, either, single } from './alternatives.ts'
import type { Expression, Step } from './parse.ts'
import { isPosition, position } from './position.ts'
import { attribute, id, nameOf, word } from './quote.ts'
import { ABOVE, BESIDE, INSIDE, refuse, WORDS } from './refusal.ts'

/** What a predicate's step is, as far as counting needs it. */
export interface Place {
  readonly tag: string
  /** Whether a position here counts children of one parent, over all that the step names. */
  readonly counts: boolean
}

/** What stands in `[ ]` as alternatives of tests. Refuses what no test says. */
export function predicate(given: Expression, place: Place, negated = false): Alternatives {
  if (given.kind === 'group') return predicate(given.inner, place, negated)
  if (given.kind === 'number' || isPosition(given)) return position(given, place, negated)
  if (given.kind === 'followed') return refuse(INSIDE)
  if (given.kind === 'text') return refuse('a text alone is no test: leave it out')
  if (given.kind === 'path') return exists(given.steps, given.rooted, negated)
  if (given.kind === 'call') return call(given.name, given.given, place, negated)
  const { operator, left, right } = given
  if (operator === 'and' || operator === 'or' || operator === '|') {
    // De Morgan: not (a and b) is (not a) or (not b).
    const join = (operator === 'and') === negated ? either : both
    return join(truth(left, place, negated), truth(right, place, negated))
  }
  if (operator === '=' || operator === '!=') return compare(operator, left, right, negated)
  return refuse(
    'it compares numbers or computes with them, which selectors cannot: name the element otherwise',
  )
}

/** As `predicate`, where a number is no position: only one that stands alone in `[ ]` is. */
function truth(given: Expression, place: Place, negated: boolean): Alternatives {
  if (given.kind === 'group') return truth(given.inner, place, negated)
  if (given.kind === 'number') return refuse('a number within a test is no position: write position() = 1')
  return predicate(given, place, negated)
}

/** `[@a]`, `[self::p]`; anything else looks elsewhere than at the element. */
function exists(steps: readonly Step[], rooted: boolean, negated: boolean): Alternatives {
  const name = attributeOf({ kind: 'path', rooted, steps })
  if (name !== undefined) return single('css', `[${nameOf(name)}]`, negated)
  const [first] = steps
  if (first?.axis === 'self' && steps.length === 1 && first.predicates.length === 0)
    return single('tag', nameOf(first.test), negated)
  return refuse(elsewhere(steps))
}

function compare(operator: string, left: Expression, right: Expression, negated: boolean): Alternatives {
  const flip = attributeOf(left) === undefined && (left.kind === 'text' || left.kind === 'number')
  const [what, value] = flip ? [right, left] : [left, right]
  if (value.kind !== 'text' && value.kind !== 'number')
    return refuse('it compares with something that is not a text: write the text in quotes')
  if (what.kind === 'call' && ['name', 'local-name'].includes(what.name) && what.given.length === 0)
    return single('tag', nameOf(String(value.value)), negated !== (operator === '!='))
  const name = subject(what)
  const test = name === 'id' ? id(String(value.value)) : attribute(name, '=', String(value.value))
  if (operator === '=') return single('css', test, negated)
  // `!=` holds only where the attribute is there at all.
  const present = single('css', `[${nameOf(name)}]`, negated)
  return negated ? either(present, single('css', test, false)) : both(present, single('css', test, true))
}

function call(name: string, given: readonly Expression[], place: Place, negated: boolean): Alternatives {
  const [first, second] = given
  if (name === 'not' && first && !second) return truth(first, place, !negated)
  if (name === 'boolean' && first && !second) return truth(first, place, negated)
  const operator = { contains: '*=', 'starts-with': '^=', 'ends-with': '$=' }[name]
  if (operator === undefined || !first || second?.kind !== 'text') return refuse(unknown(name))
  if (second.value === '') return refuse('every text contains nothing, so it tests nothing: leave it out')
  const padded = paddedAttribute(first)
  if (padded !== undefined) return single('css', wordTest(padded, name, second.value), negated)
  return single('css', attribute(subject(first), operator, second.value), negated)
}

/** `contains(concat(' ', @class, ' '), ' x ')`: XPath's way to say `.x`. */
function wordTest(name: string, test: string, value: string): string {
  const [, found] = /^ (\S+) $/.exec(value) ?? []
  if (test === 'contains' && found !== undefined) return word(name, found)
  if (test === 'contains' && !value.includes(' ')) return attribute(name, '*=', value)
  return refuse(
    `words of "${name}" are looked for by ' one ', a space on both sides: write it so, one test a word`,
  )
}

function paddedAttribute(given: Expression): string | undefined {
  if (given.kind !== 'call' || given.name !== 'concat' || given.given.length !== 3) return undefined
  const [before, what, after] = given.given
  const isSpace = (one: Expression | undefined) => one?.kind === 'text' && one.value === ' '
  return what && isSpace(before) && isSpace(after) ? subject(what) : undefined
}

/** The attribute that a test is about. Spaces around its words make no difference that a page would show. */
function subject(given: Expression): string {
  if (given.kind === 'group') return subject(given.inner)
  const [inner] = given.kind === 'call' ? given.given : []
  if (given.kind === 'call' && ['normalize-space', 'string'].includes(given.name))
    return inner ? subject(inner) : refuse(WORDS)
  if (given.kind === 'call') return refuse(unknown(given.name))
  const name = attributeOf(given)
  if (name !== undefined) return name
  return refuse(
    given.kind === 'path' ? elsewhere(given.steps) : 'it tests nothing of the element: leave it out',
  )
}

function attributeOf(given: Expression): string | undefined {
  if (given.kind !== 'path' || given.rooted) return undefined
  const steps = given.steps.filter(step => step.axis !== 'self' || step.test !== 'node()' || step.below)
  const [step] = steps
  const own = steps.length === 1 && step?.axis === 'attribute' && !step.below && step.predicates.length === 0
  return own && step.test !== '*' && !step.test.endsWith('()') ? step.test : undefined
}

/** Why a path that does not stay at the element cannot be tested. */
export function elsewhere(steps: readonly Step[]): string {
  const axes = steps.map(step => step.axis)
  if (axes.some(axis => axis === 'parent' || axis.startsWith('ancestor'))) return ABOVE
  if (axes.some(axis => /^(?:following|preceding)/.test(axis))) return BESIDE
  if (axes.every(axis => axis === 'self') || steps.some(step => step.test === 'text()')) return WORDS
  if (axes[0] === 'attribute') return 'it asks for any attribute: name one, as in [@class]'
  return INSIDE
}

function unknown(name: string): string {
  if (name === 'last') return 'it counts from the end, which a streaming rewriter has not read yet'
  if (['text', 'string', 'normalize-space', 'matches'].includes(name)) return WORDS
  if (name === 'translate') return 'translate() has no place in a selector: write both spellings, with "or"'
  if (['count', 'sum'].includes(name)) return INSIDE
  return `"${name}(…)" is not something selectors can say: name the element by its own attributes`
}

import { selectorProblem } from '../../../src/site/selector.ts'
import { type Alternatives, both, bounded, compound } from './alternatives.ts'
import { type Expression, parse, type Step } from './parse.ts'
import { elsewhere, predicate } from './predicate.ts'
import { nameOf } from './quote.ts'
import { ABOVE, BESIDE, INSIDE, Refusal, refuse, WORDS } from './refusal.ts'

export type Turned =
  | {
      readonly ok: true
      /** Together they match what the XPath names: HTMLRewriter takes each of them. */
      readonly selectors: readonly string[]
      /** What the XPath takes of the element, such as "@content" or "text()"; nothing where the element itself. */
      readonly part?: string
    }
  | { readonly ok: false; readonly reason: string }

/**
 * Turns an XPath into selectors that mean the same, or says why none does: an answer for each of its parts that "|"
 * joins. Total, and bounded in time and size.
 */
export function selectorsOf(xpath: string): readonly Turned[] {
  const read = attempt(() => ({ ok: true as const, parts: unjoined(parse(xpath)) }))
  if (!read.ok) return [read]
  return read.parts.map((part, i) => {
    const turned = attempt(() => turn(part))
    return turned.ok || read.parts.length === 1
      ? turned
      : { ok: false, reason: `part ${i + 1} of it: ${turned.reason}` }
  })
}

function attempt<T>(work: () => T): T | { readonly ok: false; readonly reason: string } {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message }
    throw error
  }
}

function unjoined(given: Expression): readonly Expression[] {
  if (given.kind === 'group') return unjoined(given.inner)
  if (given.kind !== 'binary' || given.operator !== '|') return [given]
  return bounded([...unjoined(given.left), ...unjoined(given.right)])
}

function turn(given: Expression): Turned {
  if (given.kind === 'path') return path(given.rooted, given.steps)
  if (given.kind === 'followed') return refuse(followed(given.inner))
  const [inner, more] = given.kind === 'call' ? given.given : []
  if (given.kind === 'call' && ['string', 'normalize-space'].includes(given.name) && inner && !more) {
    const turned = turn(inner)
    return turned.ok ? { part: 'its words', ...turned } : turned
  }
  return refuse('it makes a text or a number and names no element: name the element that holds it')
}

/** Why `(//p)[1]` cannot be said, and what may do instead. */
function followed(inner: Expression): string {
  const why = '"(…)" with something after it counts over the whole page, which no selector does'
  const alone = unjoined(inner).map(part => attempt(() => turn(part)))
  const selectors = alone.flatMap(turned => (turned.ok ? turned.selectors : []))
  return `${why}: ${selectors.length > 0 ? `what stands in the brackets is ${selectors.join(', ')}` : 'name the element by its own attributes'}`
}

/** One element on the way: its tag, what is tested of it, and what stands before it. */
interface Link {
  readonly joint: '' | ' ' | ' > '
  readonly tag: string
  tests: Alternatives
}

function path(rooted: boolean, steps: readonly Step[]): Turned {
  const links: Link[] = []
  let part: string | undefined
  for (const [i, step] of steps.entries()) {
    const last = i === steps.length - 1
    if (step.axis === 'attribute' || step.test === 'text()') {
      if (links.length === 0 || step.below) refuse('it names no element: name the one that holds it')
      if (!last || step.predicates.length > 0) refuse(elsewhere(steps.slice(i)))
      part = step.axis === 'attribute' ? `@${step.test}` : 'text()'
    } else if (step.axis === 'self') {
      stay(step, links.at(-1))
    } else links.push(link(step, links.length === 0, rooted))
  }
  if (links.length === 0) refuse('it names no element: begin with "//" and a tag')
  const selectors = [...new Set(print(links))]
  if (selectors.length === 0) return refuse('it contradicts itself and names nothing: leave it out')
  for (const selector of selectors) {
    const problem = selectorProblem(selector)
    if (problem) refuse(`as ${selector}: ${problem}`)
  }
  return { ok: true, selectors, ...(part ? { part } : {}) }
}

/** `/self::p`: one more test of the element before it. */
function stay(step: Step, before: Link | undefined): void {
  if (step.test === 'node()' && step.predicates.length === 0 && !step.below) return
  if (!before || step.below) return refuse('"." with a path around it: write the path without it')
  const tests = step.predicates.map(one => predicate(one, { tag: '*', counts: false }))
  const tag: Alternatives =
    step.test === '*' || step.test === 'node()'
      ? [[]]
      : [[{ kind: 'tag', value: nameOf(step.test), negated: false }]]
  before.tests = [...tests, tag].reduce(both, before.tests)
}

function link(step: Step, first: boolean, rooted: boolean): Link {
  const { axis, below, test } = step
  if (axis === 'parent' || axis.startsWith('ancestor')) refuse(ABOVE)
  if (/^(?:following|preceding)/.test(axis)) refuse(BESIDE)
  if (axis !== 'child' && axis !== 'descendant') refuse(`"${axis}::" is not something selectors can say`)
  if (test.endsWith('()')) refuse(test === 'node()' ? INSIDE : WORDS)
  const descends = below || axis === 'descendant'
  const tag = test === '*' ? '*' : nameOf(test)
  if (first && !rooted) refuse('it matches nothing from where a page begins: begin it with "//"')
  // A page has one element at its top.
  if (first && !descends && tag !== 'html' && tag !== '*')
    refuse(`"/${tag}" is never at a page's top: begin it with "//"`)
  if (first && !descends && tag === '*') refuse('"/*" is the page itself: write "/html"')
  const tests = step.predicates.map((one, i) => predicate(one, { tag, counts: i === 0 && axis === 'child' }))
  return {
    joint: first ? '' : descends ? ' ' : ' > ',
    tag,
    tests: tests.reduce(both, [[]]),
  }
}

/** Every way through the links, an alternative at each. */
function print(links: readonly Link[]): string[] {
  let selectors: readonly string[] = ['']
  for (const { joint, tag, tests } of links) {
    const compounds = tests.map(test => compound(tag, test)).filter(one => one !== undefined)
    selectors = bounded(selectors.flatMap(before => compounds.map(one => `${before}${joint}${one}`)))
  }
  return [...selectors]
}

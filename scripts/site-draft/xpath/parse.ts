import { refuse } from './refusal.ts'
import { type Token, tokenise } from './tokens.ts'

/** An XPath expression, as far as one can stand in a line of a site config. */
export type Expression =
  | { readonly kind: 'path'; readonly rooted: boolean; readonly steps: readonly Step[] }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Expression[] }
  | {
      readonly kind: 'binary'
      readonly operator: string
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'group'; readonly inner: Expression }
  /** Something in brackets, or a call, that a predicate or a path follows. */
  | { readonly kind: 'followed'; readonly inner: Expression }

export interface Step {
  readonly axis: string
  /** Whether "//" stands before it. */
  readonly below: boolean
  /** A name, "*", or a kind of node such as "text()". */
  readonly test: string
  readonly predicates: readonly Expression[]
}

/** The loosest first. */
const LEVELS = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', 'div', 'mod'], ['|']]

/** How deep brackets may stand in each other, so that no input can exhaust the stack. */
const DEEPEST = 30

/** Reads an XPath 1.0. Refuses what is none. Takes time linear in its length. */
export function parse(xpath: string): Expression {
  return new Parser(tokenise(xpath)).whole()
}

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): Expression {
    const expression = this.#expression()
    if (this.#next.kind !== 'end') refuse(`"${this.#next.value}" is out of place in it`)
    return expression
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', value: '' }
  }

  #take(kind: Token['kind'], ...values: string[]): string | undefined {
    const { kind: found, value } = this.#next
    if (found !== kind || (values.length > 0 && !values.includes(value))) return undefined
    this.#at++
    return value
  }

  #expect(sign: string): void {
    if (this.#take('sign', sign) === undefined) refuse(`a "${sign}" is missing in it`)
  }

  #expression(): Expression {
    if (++this.#depth > DEEPEST) refuse('its brackets are nested too deep: write a shorter one')
    const expression = this.#level(0)
    this.#depth--
    return expression
  }

  #level(level: number): Expression {
    const operators = LEVELS[level]
    if (!operators) return this.#operand()
    let left = this.#level(level + 1)
    for (;;) {
      const operator = this.#take('operator', ...operators)
      if (operator === undefined) return left
      left = { kind: 'binary', operator, left, right: this.#level(level + 1) }
    }
  }

  #operand(): Expression {
    const text = this.#take('text')
    if (text !== undefined) return { kind: 'text', value: text }
    const number = this.#take('number')
    if (number !== undefined) return { kind: 'number', value: Number(number) }
    if (this.#take('sign', '(') !== undefined) {
      const inner = this.#expression()
      this.#expect(')')
      return this.#filtered(inner)
    }
    if (this.#next.kind === 'name' && this.#isCall()) return this.#filtered(this.#call())
    return this.#path()
  }

  /** What follows is read to its end, since more may stand behind a "|". Nothing is made of it. */
  #filtered(inner: Expression): Expression {
    const { predicates } = this.#qualified(false, 'self', 'node()')
    if (this.#take('sign', '/', '//') !== undefined) this.#path()
    else if (predicates.length === 0) return inner.kind === 'call' ? inner : { kind: 'group', inner }
    return { kind: 'followed', inner }
  }

  #isCall(): boolean {
    const { kind, value } = this.#tokens[this.#at + 1] ?? { kind: 'end', value: '' }
    const isKindOfNode = ['text', 'node', 'comment', 'processing-instruction'].includes(this.#next.value)
    return kind === 'sign' && value === '(' && !isKindOfNode
  }

  #call(): Expression {
    const name = this.#take('name') ?? ''
    const given: Expression[] = []
    this.#expect('(')
    if (this.#take('sign', ')') !== undefined) return { kind: 'call', name, given }
    do given.push(this.#expression())
    while (this.#take('sign', ',') !== undefined)
    this.#expect(')')
    return { kind: 'call', name, given }
  }

  #path(): Expression {
    const start = this.#take('sign', '/', '//')
    const steps: Step[] = []
    if (start === '/' && !this.#atStep()) return { kind: 'path', rooted: true, steps }
    let below = start === '//'
    for (;;) {
      steps.push(this.#step(below))
      const slash = this.#take('sign', '/', '//')
      if (slash === undefined) return { kind: 'path', rooted: start !== undefined, steps }
      below = slash === '//'
    }
  }

  #atStep(): boolean {
    const { kind, value } = this.#next
    return kind === 'name' || (kind === 'sign' && ['*', '@', '.', '..'].includes(value))
  }

  #step(below: boolean): Step {
    if (this.#take('sign', '.') !== undefined) return this.#qualified(below, 'self', 'node()')
    if (this.#take('sign', '..') !== undefined) return this.#qualified(below, 'parent', 'node()')
    if (this.#take('sign', '@') !== undefined) return this.#qualified(below, 'attribute', this.#test())
    const axis = this.#tokens[this.#at + 1]?.value === '::' ? this.#take('name') : undefined
    if (axis !== undefined) this.#expect('::')
    return this.#qualified(below, axis ?? 'child', this.#test())
  }

  #test(): string {
    if (this.#take('sign', '*') !== undefined) return '*'
    const name = this.#take('name')
    if (name === undefined) {
      const found = this.#next.value
      refuse(found === '' ? 'it stops where a tag should follow' : `"${found}" stands where a tag should`)
    }
    if (this.#take('sign', ':') !== undefined)
      refuse(
        'a name with a prefix (a namespace) is not something HTMLRewriter matches: name the element otherwise',
      )
    if (this.#take('sign', '(') === undefined) return name
    this.#take('text')
    this.#expect(')')
    return `${name}()`
  }

  #qualified(below: boolean, axis: string, test: string): Step {
    const predicates: Expression[] = []
    while (this.#take('sign', '[') !== undefined) {
      predicates.push(this.#expression())
      this.#expect(']')
    }
    return { axis, below, test, predicates }
  }
}

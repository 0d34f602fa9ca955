import { decode } from '../rewrite/tags/attribute.ts'
import { type FilterTag, matches, words } from './compound.ts'
import type { ElementGroup, ElementRule } from './element-group.ts'
import type { ElementRules, ValueRules } from './groups.ts'

/** Elements that are the page itself: a rule that removes one would leave nothing to read. */
const PAGE = new Set(['html', 'head', 'body'])

/** What rules say of one tag: the first that removes it, or else every style. */
export class Question {
  /** The rule by which it goes. */
  removal: ElementRule | undefined
  /** Selectors of rules that leave it to the browser. */
  readonly styles: string[] = []
  readonly #tag: FilterTag
  readonly #excepted: ReadonlySet<string>
  readonly #href: string | undefined
  readonly #known = new Map<string, string | null>()

  /**
   * @param excepted selectors of rules that do not count
   * @param href as a browser reads it there, where that is not what is written
   */
  constructor(tag: FilterTag, excepted: ReadonlySet<string>, href?: string) {
    this.#tag = tag
    this.#excepted = excepted
    this.#href = href
  }

  /** Whether it is the page itself. */
  get isPage(): boolean {
    return PAGE.has(this.#tag.tagName)
  }

  get id(): string {
    return this.read('id') ?? ''
  }

  get classes(): readonly string[] {
    const value = this.read('class') ?? ''
    return value === '' ? NONE : words(value)
  }

  /** Asks the rules that an element has the keys of. @returns whether it goes */
  askAll(rules: ElementRules, classes: readonly string[]): boolean {
    const { id } = this
    if (this.ask(rules.tags.get(this.#tag.tagName)) || this.ask(rules.id.words.get(id))) return true
    for (const name of classes) if (this.ask(rules.class.words.get(name))) return true
    if (this.#askOf(rules.id, id) || this.#askOf(rules.class, this.read('class') ?? '')) return true
    for (const [name = ''] of this.#tag.attributes) if (this.ask(rules.attributes.get(name))) return true
    return false
  }

  /** Asks the rules that are found by a part of a value. @returns whether it goes */
  #askOf({ beginnings, parts }: ValueRules, value: string): boolean {
    return value !== '' && (this.ask(beginnings.get(value.slice(0, 3))) || this.ask(parts))
  }

  /** Asks rules one after another. @returns whether it goes */
  ask(rules: ElementGroup | undefined): boolean {
    if (rules === undefined) return false
    for (const rule of rules.all) {
      if (rule.removes && this.isPage) continue
      if (!matches(rule.compound, this.#tag.tagName, this.read) || this.#excepted.has(rule.selector)) continue
      if (rule.removes) {
        this.removal = rule
        return true
      }
      this.styles.push(rule.selector)
    }
    return false
  }

  /** An attribute, decoded: each is read only once. */
  readonly read = (name: string): string | null => {
    if (name === 'href' && this.#href !== undefined) return this.#href
    const before = this.#known.get(name)
    if (before !== undefined) return before
    const written = this.#tag.getAttribute(name)
    const value = written === null ? null : decode(written)
    this.#known.set(name, value)
    return value
  }
}

const NONE: readonly string[] = []

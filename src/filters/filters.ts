import type { Kind } from './blocking.ts'
import type { Candidates } from './candidates.ts'
import type { FilterTag } from './compound.ts'
import type { Addressed, CompiledFilters, Rule, SpecificRule, Verdict } from './data.ts'
import { names } from './domains.ts'
import { blockingOf, type GenericBlocking, type GenericHiding, hidingOf } from './generic.ts'
import { NONE } from './none.ts'
import { Question } from './question.ts'
import { ruleOf } from './rows.ts'

/** The filter lists' rules for one site, ready to be asked. Make one for a site and keep it. */
export class Filters {
  /** Changes when the lists do. */
  readonly key: string
  /** Native selectors of what goes on this site, without a question; one handler for all. */
  readonly natives: readonly string[]
  /** Selectors that this site's style sheet hides, a rule for each. */
  readonly styles: readonly string[]
  /** Selectors of rules that have no key, for every page; up to 14 kB, so better linked than written into each. */
  readonly rest: readonly string[]
  readonly #lists: readonly string[]
  readonly #specific: readonly SpecificRule[]
  /** Selectors of rules that do not count here. */
  readonly #excepted: ReadonlySet<string>
  readonly #hiding: GenericHiding
  readonly #blocking: GenericBlocking

  /** @param hosts the site's hosts; a rule for one of them counts for the site */
  constructor(data: CompiledFilters, hosts: Iterable<string>) {
    const own = Array.from(hosts, host => host.toLowerCase().replace(/:\d+$/, ''))
    const here = ({ domains }: { domains: string }) => own.some(host => names(domains, host))
    const off = new Set(data.off.filter(here).map(({ what }) => what))
    const excepted = new Set(data.exceptions.filter(here).map(({ selector }) => selector))
    const generic = !off.has('all') && !off.has('generic')
    this.key = data.key
    this.#lists = data.lists
    this.#excepted = excepted
    this.#specific =
      off.has('all') || off.has('specific')
        ? []
        : data.specific.filter(rule => here(rule) && !excepted.has(rule.selector))
    this.#hiding = hidingOf(generic ? data : NONE)
    this.#blocking = blockingOf(data)
    this.natives = this.#specific.filter(({ kind }) => kind === 'native').map(({ selector }) => selector)
    this.rest = generic
      ? data.rest.flatMap(({ rows }) => rows.split('\n')).filter(selector => !excepted.has(selector))
      : []
    this.styles = this.#specific.filter(({ kind }) => kind === 'style').map(({ selector }) => selector)
  }

  /** Which elements are worth a question. */
  get candidates(): Candidates {
    return this.#hiding.candidates
  }

  /** What happens to an element; nothing where no rule is about it. */
  element(tag: FilterTag): Verdict | undefined {
    const question = new Question(tag, this.#excepted)
    const { id, classes } = question
    const named = question.isPage ? undefined : this.#named(id, classes)
    if (named !== undefined) return named
    question.askAll(this.#hiding.elements, classes)
    return this.#verdict(question)
  }

  /** What happens to a link. @param href as a browser reads it there, decoded */
  link(href: URL | string, tag: FilterTag): Verdict | undefined {
    const address = typeof href === 'string' ? href : href.href
    const groups = this.#hiding.links.in(address)
    if (groups.length === 0) return undefined
    const question = new Question(tag, this.#excepted, address)
    for (const rules of groups) if (question.ask(rules)) break
    return this.#verdict(question)
  }

  /** The rule by which an address is not fetched for a page. @param pageHost without a port */
  blocks(url: Addressed, pageHost: string, kind: Kind): Rule | undefined {
    return this.#blocking.find(url, pageHost, kind)
  }

  /** The rule of a native selector, for `explain`. @param selector one of `natives` or `styles` */
  nativeRule(selector: string): Rule | undefined {
    const rule = this.#specific.find(each => each.selector === selector)
    if (!rule) return undefined
    const { list, line, domains } = rule
    return { list: this.#lists[list] ?? '', line, text: `${domains}##${selector}` }
  }

  /** What happens to an element whose id or whose class is a rule by itself. */
  #named(id: string, classNames: readonly string[]): Verdict | undefined {
    const { ids, classes } = this.#hiding
    if (ids.has(id) && !this.#excepted.has(`#${id}`)) return removal(() => ids.rule(id, '#', this.#lists))
    for (const name of classNames) {
      if (classes.has(name) && !this.#excepted.has(`.${name}`))
        return removal(() => classes.rule(name, '.', this.#lists))
    }
    return undefined
  }

  #verdict({ removal: rule, styles }: Question): Verdict | undefined {
    if (rule !== undefined) return removal(() => ruleOf(rule.row, `##${rule.selector}`, this.#lists))
    return styles.length === 0 ? undefined : { kind: 'style', selectors: styles }
  }
}

/** A verdict that looks up its rule only for who asks. */
const removal = (find: () => Rule): Verdict => ({
  kind: 'remove',
  get rule() {
    return find()
  },
})

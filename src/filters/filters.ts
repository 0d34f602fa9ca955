import { decode } from '../rewrite/attribute.ts'
import { type Asked, Blocking, type Kind } from './blocking.ts'
import { Candidates, type Known } from './candidates.ts'
import { type FilterTag, matches, type Test, words } from './compound.ts'
import type { CompiledFilters, Rule, SpecificRule, Verdict } from './data.ts'
import { names } from './domains.ts'
import { ElementRules } from './groups.ts'
import { Hosts } from './hosts.ts'
import { Names } from './names.ts'
import { ruleOf } from './rows.ts'
import { tokensOf } from './tokens.ts'

/** Elements that are the page itself: a rule that removes one would leave nothing to read. */
const PAGE = new Set(['html', 'head', 'body'])

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
  readonly #classes: Names
  readonly #ids: Names
  readonly #elements: ElementRules
  readonly #links: ElementRules
  readonly #hosts: Hosts
  readonly #blocked: Blocking
  readonly #allowed: Blocking
  #candidates: Candidates | undefined

  /** @param hosts the site's hosts; a rule for one of them counts for the site */
  constructor(data: CompiledFilters, hosts: Iterable<string>) {
    const own = Array.from(hosts, host => host.toLowerCase().replace(/:\d+$/, ''))
    const here = ({ domains }: { domains: string }) => own.some(host => names(domains, host))
    const off = new Set(data.off.filter(here).map(({ what }) => what))
    const excepted = new Set(data.exceptions.filter(here).map(({ selector }) => selector))
    const marked = (mark: string) =>
      new Set([...excepted].filter(each => each.startsWith(mark)).map(each => each.slice(1)))
    const generic = !off.has('all') && !off.has('generic')
    this.key = data.key
    this.#lists = data.lists
    this.#specific =
      off.has('all') || off.has('specific')
        ? []
        : data.specific.filter(rule => here(rule) && !excepted.has(rule.selector))
    this.#classes = new Names(generic ? data.classes : [], marked('.'))
    this.#ids = new Names(generic ? data.ids : [], marked('#'))
    this.#elements = new ElementRules(generic ? data.elements : [], excepted)
    this.#links = new ElementRules(generic ? data.links : [], excepted)
    this.#hosts = new Hosts(data.hosts, data.lists)
    this.#blocked = new Blocking(data.blocked, data.lists)
    this.#allowed = new Blocking(data.allowed, data.lists)
    this.natives = this.#specific.filter(({ kind }) => kind === 'native').map(({ selector }) => selector)
    this.rest = generic
      ? data.rest.flatMap(({ rows }) => rows.split('\n')).filter(selector => !excepted.has(selector))
      : []
    this.styles = this.#specific.filter(({ kind }) => kind === 'style').map(({ selector }) => selector)
  }

  /** Which elements are worth a question. */
  get candidates(): Candidates {
    this.#candidates ??= new Candidates(this.#known())
    return this.#candidates
  }

  /** What happens to an element; nothing where no rule is about it. */
  element(tag: FilterTag): Verdict | undefined {
    const read = reader(tag)
    const id = read('id') ?? ''
    const value = read('class') ?? ''
    const classes = words(value)
    if (!PAGE.has(tag.tagName)) {
      if (this.#ids.has(id)) return removal(() => this.#ids.rule(id, '#', this.#lists))
      const name = classes.find(each => this.#classes.has(each))
      if (name !== undefined) return removal(() => this.#classes.rule(name, '.', this.#lists))
    }
    const keys = [
      ...[tag.tagName, `#${id}`, ...classes.map(each => `.${each}`)],
      ...[`[id^${id.slice(0, 3)}`, '[id*', `[class^${value.slice(0, 3)}`, '[class*'],
      ...Array.from(tag.attributes, ([name]) => `[${name}`),
    ]
    return this.#decide(this.#elements, keys, tag.tagName, read)
  }

  /** What happens to a link. @param href as a browser reads it there, decoded */
  link(href: URL | string, tag: FilterTag): Verdict | undefined {
    const address = typeof href === 'string' ? href : href.href
    const own = reader(tag)
    const read: Read = name => (name === 'href' ? address : own(name))
    return this.#decide(this.#links, ['', ...tokensOf(address)], tag.tagName, read)
  }

  /** The rule by which an address is not fetched for a page. @param pageHost without a port */
  blocks(url: URL, pageHost: string, kind: Kind): Rule | undefined {
    const { href: address, hostname: host } = url
    const asked: Asked = { address, lower: address.toLowerCase(), host, pageHost, kind }
    const tokens = tokensOf(address)
    const rule = this.#hosts.find(host) ?? this.#blocked.find(asked, tokens)
    return rule && !this.#allowed.find(asked, tokens) ? rule : undefined
  }

  /** The rule of a native selector, for `explain`. @param selector one of `natives` or `styles` */
  nativeRule(selector: string): Rule | undefined {
    const rule = this.#specific.find(each => each.selector === selector)
    if (!rule) return undefined
    const { list, line, domains } = rule
    return { list: this.#lists[list] ?? '', line, text: `${domains}##${selector}` }
  }

  #known(): Known {
    const known = {
      words: [...this.#classes.all(), ...this.#ids.all()],
      beginnings: [] as string[],
      attributes: new Map<string, Test[]>(),
      tags: [] as string[],
    }
    for (const key of this.#elements.keys()) {
      if (/^[.#]/.test(key)) known.words.push(key.slice(1))
      else if (/^\[(?:id|class)\^/.test(key)) known.beginnings.push(key.slice(-3))
      else if (!key.startsWith('[')) known.tags.push(key)
      else if (!/^\[(?:id|class)\*$/.test(key))
        known.attributes.set(key.slice(1), this.#testsOf(key.slice(1)))
    }
    return { ...known, parts: [...this.#partsOf('class'), ...this.#partsOf('id')] }
  }

  /** What rules ask of an attribute that they are found by. */
  #testsOf(name: string): Test[] {
    const tests = this.#elements
      .get(`[${name}`)
      .map(({ compound }) =>
        compound.filter(([tested, operator]) => tested === name && !operator.startsWith('!')),
      )
    return tests.flatMap(([first]) => (first ? [first] : []))
  }

  /** What a `class` or an `id` must hold for the rules that ask for nothing whole. */
  #partsOf(name: string): string[] {
    return this.#elements
      .get(`[${name}*`)
      .flatMap(({ compound }) =>
        compound.flatMap(([tested, operator, value]) =>
          tested === name && !operator.startsWith('!') ? [value] : [],
        ),
      )
  }

  /** The first rule that removes, or else every style. @param keys of the rules that may be about an element */
  #decide(rules: ElementRules, keys: Iterable<string>, tagName: string, read: Read): Verdict | undefined {
    const styles: string[] = []
    for (const key of keys) {
      for (const { compound, selector, removes, row } of rules.get(key)) {
        if ((removes && PAGE.has(tagName)) || !matches(compound, tagName, read)) continue
        if (removes) return removal(() => ruleOf(row, `##${selector}`, this.#lists))
        styles.push(selector)
      }
    }
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

type Read = (name: string) => string | null

/** Reads attributes decoded, each only once. */
function reader(tag: FilterTag): Read {
  const known = new Map<string, string | null>()
  return name => {
    const before = known.get(name)
    if (before !== undefined) return before
    const written = tag.getAttribute(name)
    const value = written === null ? null : decode(written)
    known.set(name, value)
    return value
  }
}

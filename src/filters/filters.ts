import { decode } from '../rewrite/attribute.ts'
import { type Asked, Blocking, type Kind } from './blocking.ts'
import { type FilterTag, matches, words } from './compound.ts'
import type { CompiledFilters, Rule, SpecificRule, Verdict } from './data.ts'
import { names } from './domains.ts'
import { ElementRules } from './groups.ts'
import { Hosts } from './hosts.ts'
import { Names } from './names.ts'
import { type ElementRule, Removal } from './rows.ts'
import { tokensOf } from './tokens.ts'

/** Elements that are the page itself: a rule that names one would leave nothing to read. */
const PAGE = new Set(['html', 'head', 'body'])

/** The filter lists' rules for one site, ready to be asked. Make one for a site and keep it. */
export class Filters {
  /** Changes when the lists do. */
  readonly key: string
  /** Native selectors of the elements that `element` is asked about; one handler for all. */
  readonly guards: readonly string[]
  /** Native selectors of what goes on this site, without a question; one handler for all. */
  readonly natives: readonly string[]
  /** Selectors that this site's style sheet hides, a rule for each. */
  readonly styles: readonly string[]
  /** Selectors of rules for every site that no guard leads to, for its style sheet too; up to 14 kB, so better linked than written into each page. */
  readonly rest: readonly string[]
  readonly #lists: readonly string[]
  readonly #specific: readonly SpecificRule[]
  readonly #classes: Names
  readonly #ids: Names
  readonly #elements: ElementRules
  readonly #links: ElementRules
  readonly #byAttribute: boolean
  readonly #hosts: Hosts
  readonly #blocked: Blocking
  readonly #allowed: Blocking

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
    this.#elements = new ElementRules(generic ? data.elements : [], data.lists, excepted)
    this.#links = new ElementRules(generic ? data.links : [], data.lists, excepted)
    this.#byAttribute = this.#elements.some(key => key.startsWith('['))
    this.#hosts = new Hosts(data.hosts, data.lists)
    this.#blocked = new Blocking(data.blocked, data.lists)
    this.#allowed = new Blocking(data.allowed, data.lists)
    this.guards = generic ? data.guards : []
    this.natives = this.#specific.filter(({ kind }) => kind === 'native').map(({ selector }) => selector)
    this.rest = generic
      ? data.rest.flatMap(({ rows }) => rows.split('\n')).filter(selector => !excepted.has(selector))
      : []
    this.styles = this.#specific.filter(({ kind }) => kind === 'style').map(({ selector }) => selector)
  }

  /** What happens to an element; nothing where no rule is about it. */
  element(tag: FilterTag): Verdict | undefined {
    const tagName = tag.tagName
    if (PAGE.has(tagName)) return undefined
    const read = reader(tag)
    const classes = read('class')
    const id = read('id')
    if (id && this.#ids.has(id)) return this.#named(this.#ids, id, '#')
    const own = classes ? words(classes) : []
    for (const name of own) if (name && this.#classes.has(name)) return this.#named(this.#classes, name, '.')
    const found =
      first(this.#elements.get(tagName), tagName, read) ??
      (id
        ? (first(this.#elements.get(`#${id}`), tagName, read) ?? this.#part('id', id, tagName, read))
        : undefined)
    if (found) return found
    for (const name of own) {
      const verdict = first(this.#elements.get(`.${name}`), tagName, read)
      if (verdict) return verdict
    }
    if (classes) {
      const verdict = this.#part('class', classes, tagName, read)
      if (verdict) return verdict
    }
    return this.#byAttribute ? this.#attributed(tag, tagName, read) : undefined
  }

  /** What happens to a link. @param href as a browser reads it there, decoded */
  link(href: URL | string, tag: FilterTag): Verdict | undefined {
    const address = typeof href === 'string' ? href : href.href
    const own = reader(tag)
    const read = (name: string) => (name === 'href' ? address : own(name))
    const untold = first(this.#links.get(''), tag.tagName, read)
    if (untold) return untold
    for (const token of tokensOf(address)) {
      const verdict = first(this.#links.get(token), tag.tagName, read)
      if (verdict) return verdict
    }
    return undefined
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

  #named(table: Names, name: string, mark: string): Verdict {
    const lists = this.#lists
    return new Removal(() => table.rule(name, mark, lists))
  }

  /** Rules on a part of an id or of a whole `class`: by its first three letters, or anywhere in it. */
  #part(name: string, value: string, tagName: string, read: Read): Verdict | undefined {
    return (
      first(this.#elements.get(`[${name}^${value.slice(0, 3)}`), tagName, read) ??
      first(this.#elements.get(`[${name}*`), tagName, read)
    )
  }

  #attributed(tag: FilterTag, tagName: string, read: Read): Verdict | undefined {
    for (const [name = ''] of tag.attributes) {
      const verdict = first(this.#elements.get(`[${name}`), tagName, read)
      if (verdict) return verdict
    }
    return undefined
  }
}

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

function first(rules: readonly ElementRule[], tagName: string, read: Read): Verdict | undefined {
  for (const { compound, verdict } of rules) if (matches(compound, tagName, read)) return verdict
  return undefined
}

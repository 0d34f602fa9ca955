import { Counts } from './counts.ts'
import type { Addressed, HostTable, Rule } from './data.ts'
import { domainsOf } from './domains.ts'
import { hash } from './hash.ts'
import { lineAt } from './lines.ts'

/** So many characters belong to an address's scheme and host for certain: "http://a". */
const SCHEME = 8

/** Hosts of advertisements. Nothing is read before the first question. */
export class Hosts {
  readonly #tables: readonly HostTable[]
  readonly #lists: readonly string[]
  readonly #known = new Map<string, Rule | undefined>()
  /** What addresses of the last host begin with, and its rule. */
  #beginning = 'none'
  #last: Rule | undefined
  #finders: Finder[] | undefined

  constructor(tables: readonly HostTable[], lists: readonly string[]) {
    this.#tables = tables
    this.#lists = lists
  }

  /** The rule that names an address's host or a domain above it. @param address the URL's, as a text */
  find(url: Addressed, address: string): Rule | undefined {
    if (this.#tables.length === 0) return undefined
    // Nearly all that a page fetches comes from one host, and to ask a URL for its host costs a call.
    if (address.startsWith(this.#beginning)) return this.#last
    const host = url.hostname
    this.#last = this.#at(host)
    this.#beginning = address.slice(0, address.indexOf('/', SCHEME) + 1)
    return this.#last
  }

  #at(host: string): Rule | undefined {
    if (this.#known.has(host)) return this.#known.get(host)
    const rule = this.#search(host)
    if (this.#known.size > 1000) this.#known.clear()
    this.#known.set(host, rule)
    return rule
  }

  #search(host: string): Rule | undefined {
    this.#finders ??= this.#tables.map(finder)
    for (const domain of domainsOf(host)) {
      for (const [index, find] of this.#finders.entries()) {
        const line = find(domain)
        const list = this.#tables[index]?.list ?? -1
        if (line >= 0) return { list: this.#lists[list] ?? '', line, text: `||${domain}^` }
      }
    }
    return undefined
  }
}

/** Gives a host's line number, 0 where it is not known, and -1 where the table does not hold the host. */
type Finder = (host: string) => number

function finder(table: HostTable): Finder {
  if (table.kind === 'hashed') return hashed(table)
  const index = new Map((table.names ? table.names.split(' ') : []).map((name, at) => [name, at]))
  return host => {
    const at = index.get(host)
    return at === undefined ? -1 : lineAt(table.lines, at)
  }
}

/** Characters of a hash's rest. */
const TAIL = 4

function hashed(table: Extract<HostTable, { kind: 'hashed' }>): Finder {
  const { tails } = table
  const counts = new Counts(table.counts, table.sums)
  return host => {
    const { beginning, tail } = hash(host, counts.length)
    const start = counts.before(beginning) * TAIL
    const end = start + counts.at(beginning) * TAIL
    for (let at = start; at < end; at += TAIL) {
      if (tails.startsWith(tail, at)) return 0
    }
    return -1
  }
}

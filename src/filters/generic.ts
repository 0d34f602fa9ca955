import { Asked, Blocking, type Kind } from './blocking.ts'
import { Candidates } from './candidates.ts'
import type { Addressed, CompiledFilters, Rule } from './data.ts'
import { type ElementRules, elementRules } from './groups.ts'
import { Hosts } from './hosts.ts'
import { LinkRules } from './links.ts'
import { Names } from './names.ts'

/** The rules on elements and links that are not about a site. What they say of a site they leave to who asks. */
export class GenericHiding {
  readonly classes: Names
  readonly ids: Names
  readonly #data: CompiledFilters
  #elements: ElementRules | undefined
  #links: LinkRules | undefined
  #candidates: Candidates | undefined

  constructor(data: CompiledFilters) {
    this.#data = data
    this.classes = new Names(data.classes)
    this.ids = new Names(data.ids)
  }

  get elements(): ElementRules {
    this.#elements ??= elementRules(this.#data.elements)
    return this.#elements
  }

  get links(): LinkRules {
    this.#links ??= new LinkRules(this.#data.links)
    return this.#links
  }

  /** Makes now what is otherwise made for the first question. */
  prepare(): void {
    void [this.candidates, this.links]
  }

  /** Which elements are worth a question. */
  get candidates(): Candidates {
    this.#candidates ??= new Candidates(this.classes, this.ids, this.elements, this.#data.words)
    return this.#candidates
  }
}

/** The rules on what is fetched, which are the same for every site. */
export class GenericBlocking {
  readonly #hosts: Hosts
  readonly #blocked: Blocking
  readonly #allowed: Blocking

  constructor({ hosts, blocked, allowed, lists, words }: CompiledFilters) {
    this.#hosts = new Hosts(hosts, lists)
    this.#blocked = new Blocking(blocked, lists, words?.blocked)
    this.#allowed = new Blocking(allowed, lists)
  }

  /** Makes now what is otherwise made for the first question. */
  prepare(): void {
    this.#blocked.prepare()
  }

  /** The rule by which an address is not fetched. */
  find(url: Addressed, pageHost: string, kind: Kind): Rule | undefined {
    const asked = new Asked(url, pageHost, kind)
    const rule = this.#hosts.find(url, asked.address) ?? this.#blocked.find(asked)
    return rule === undefined || this.#allowed.find(asked) !== undefined ? undefined : rule
  }
}

/** Both, made once for all sites that have the same data: each takes megabytes, and a while to make. */
export const hidingOf = once(data => new GenericHiding(data))
export const blockingOf = once(data => new GenericBlocking(data))

function once<Made>(make: (data: CompiledFilters) => Made): (data: CompiledFilters) => Made {
  const known = new WeakMap<CompiledFilters, Made>()
  return data => {
    const made = known.get(data) ?? make(data)
    known.set(data, made)
    return made
  }
}

import type { Rule } from '../filters/data.ts'
import type { Relinked } from './address/relink.ts'
import { nameOf } from './adverts/outline.ts'
import { isHidden, type Removal } from './adverts/removals.ts'

/** Where an address stands: an element's attribute, or a style sheet. */
export interface Where {
  readonly tag: string
  readonly attribute: string
  readonly use: 'link' | 'asset'
}

/** Somebody who wants to know what becomes of a page. Without one, nothing is told and nothing is spent on it. */
export interface Report {
  /** Whether what rules take stays in its place, with a line around it. */
  readonly outlines: boolean
  /** A page begins. What was told before belonged to an attempt that failed. */
  begin(): void
  /** What rules take from a page, or from a part of one: a list that grows while it is rewritten. */
  removals(list: readonly Removal[]): void
  /** An element that no page has; of some only the tags go. */
  dropped(tag: string): void
  /** @param address as the page has it  @param by the rule that blocks it */
  address(where: Where, address: string, found: Relinked, by: Rule | undefined): void
}

/** What one rule did to elements of one name. */
export interface Taken {
  readonly rule: string
  /** The list's file name, or "site" for the site's own file; null where none is known. */
  readonly list: string | null
  /** From 1; null where there is none, or none is known. */
  readonly line: number | null
  readonly tag: string
  /**
   * "within another": it went along with what it stands in. "hidden": it has no end, so that a style hides it.
   * "too much" and "unclosed" stayed.
   */
  readonly outcome: 'removed' | 'within another' | 'hidden' | 'too much' | 'unclosed'
  count: number
}

export interface Refused {
  readonly tag: string
  readonly attribute: string
  readonly address: string
  readonly reason: 'away' | 'unsafe' | 'advert'
  /** The rule that calls it an advertisement, with its list and line. */
  readonly rule?: string
}

export interface Relinks {
  total: number
  readonly byAttribute: Record<string, number>
  /** The first ones that differ from each other. */
  readonly samples: { tag: string; attribute: string; before: string; after: string }[]
}

/** So many addresses are told one by one. */
const MOST = 200
/** No address is told further than this, in characters: one can be a whole picture. */
const LONGEST = 500

const shortened = (address: string) => (address.length > LONGEST ? `${address.slice(0, LONGEST)}…` : address)

/** A report that is written down. */
export class Ledger implements Report {
  readonly outlines: boolean
  relinked: Relinks = { total: 0, byAttribute: {}, samples: [] }
  refused: Refused[] = []
  /** How many addresses were refused; `refused` names the first of them. */
  refusals = 0
  #removals: (readonly Removal[])[] = []
  #dropped = new Map<string, number>()
  #told = new Set<string>()

  constructor(outlines = false) {
    this.outlines = outlines
  }

  begin(): void {
    this.relinked = { total: 0, byAttribute: {}, samples: [] }
    this.refused = []
    this.refusals = 0
    this.#removals = []
    this.#dropped = new Map()
    this.#told = new Set()
  }

  removals(list: readonly Removal[]): void {
    this.#removals.push(list)
  }

  dropped(tag: string): void {
    this.#dropped.set(tag, (this.#dropped.get(tag) ?? 0) + 1)
  }

  address({ tag, attribute, use }: Where, written: string, found: Relinked, by: Rule | undefined): void {
    const before = shortened(written)
    switch (found.kind) {
      case 'local':
        return
      case 'mirror':
        return found.path === written
          ? undefined
          : this.#relinked(tag, attribute, before, shortened(found.path))
      case 'away':
        // A link may lead away; what a browser fetches by itself may not.
        if (use === 'link') return
        break
      case 'advert':
      case 'unsafe':
        break
      default:
        return found satisfies never
    }
    this.refusals++
    if (this.refused.length >= MOST) return
    const refused = { tag, attribute, address: before, reason: found.kind }
    this.refused.push(by ? { ...refused, rule: nameOf(by) } : refused)
  }

  #relinked(tag: string, attribute: string, before: string, after: string): void {
    const { relinked } = this
    relinked.total++
    relinked.byAttribute[attribute] = (relinked.byAttribute[attribute] ?? 0) + 1
    const told = `${tag} ${attribute} ${before}`
    if (relinked.samples.length >= MOST || this.#told.has(told)) return
    this.#told.add(told)
    relinked.samples.push({ tag, attribute, before, after })
  }

  /** What was dropped, the most first. */
  get droppedByTag(): Record<string, number> {
    return Object.fromEntries([...this.#dropped].sort(([, a], [, b]) => b - a))
  }

  /** What rules have done, the most first; what stayed is in it too. */
  get taken(): Taken[] {
    const taken = new Map<string, Taken>()
    for (const removal of this.#removals.flat()) {
      const one = takenBy(removal)
      const key = JSON.stringify(one)
      const known = taken.get(key)
      if (known) known.count++
      else taken.set(key, one)
    }
    return [...taken.values()].sort((a, b) => b.count - a.count)
  }
}

function takenBy(removal: Removal): Taken {
  const { rule, by, tagName: tag } = removal
  const outcome = isHidden(removal) ? 'hidden' : (removal.outcome ?? 'within another')
  if (by === undefined) return { rule, list: null, line: null, tag, outcome, count: 1 }
  return { rule: by.text, list: by.list, line: by.line > 0 ? by.line : null, tag, outcome, count: 1 }
}

import { Ages } from './ledger.ts'
import type { Address } from './paper.ts'

/** What readers of pages saw: how old, and how far behind the paper. Pictures and style sheets don't count. */
export class Seen {
  /** Since the origin was asked for it, as `Age` says. */
  readonly ages = new Ages()
  /** Since the paper had a newer version; only of those who saw a page that was not the newest. */
  readonly behind = new Ages()
  #stale = 0

  /** Those whose copy was past its freshness lifetime. */
  get staleShare(): number {
    return this.ages.count === 0 ? 0 : this.#stale / this.ages.count
  }

  get behindShare(): number {
    return this.ages.count === 0 ? 0 : this.behind.count / this.ages.count
  }

  one(age: number, behind: number | undefined, isStale: boolean, weight: number): void {
    this.ages.add(age, weight)
    if (isStale) this.#stale += weight
    if (behind !== undefined) this.behind.add(behind, weight)
  }

  /** Readers of a fresh copy who come evenly while its age goes from one to the other. In seconds. */
  many(from: number, to: number, weight: number): void {
    this.ages.spread(from, to, weight)
  }

  /** Those of them whose page was not the newest any more. */
  late(from: number, to: number, weight: number): void {
    this.behind.spread(from, to, weight)
  }
}

/** Whether its readers are readers of pages. */
export const isPage = (kind: Address['kind']): kind is 'list' | 'article' =>
  kind === 'list' || kind === 'article'

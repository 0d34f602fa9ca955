/** Ages are counted by the second up to ten days, which no page's `stale` reaches here. */
const LONGEST_S = 10 * 86400

/** How many readers saw which age. Weights need not be whole numbers. */
export class Ages {
  /** What begins at a second, less what ended there: so many readers a second of age. */
  readonly #changes = new Float64Array(LONGEST_S + 2)
  #count = 0

  get count(): number {
    return this.#count
  }

  /** One age. @param age in seconds */
  add(age: number, weight: number): void {
    this.spread(age, age, weight)
  }

  /** Readers who come evenly while an age goes from one second to another. */
  spread(from: number, to: number, weight: number): void {
    const first = clamped(from)
    const last = clamped(to)
    const each = weight / (last - first + 1)
    this.#changes[first] = (this.#changes[first] ?? 0) + each
    this.#changes[last + 1] = (this.#changes[last + 1] ?? 0) - each
    this.#count += weight
  }

  /** The least age that at least this share of readers did not exceed, in seconds. */
  quantile(share: number): number {
    const wanted = share * this.#count * (1 - 1e-9)
    let [level, sum] = [0, 0]
    for (let second = 0; second <= LONGEST_S; second++) {
      level += this.#changes[second] ?? 0
      sum += level
      if (sum >= wanted && sum > 0) return second
    }
    return 0
  }
}

const clamped = (age: number) => Math.min(LONGEST_S, Math.max(0, Math.floor(age)))

/** What is counted of one thing: its name, and for how many of its like it stands. */
export interface Counted {
  readonly kind: string
  readonly weight: number
}

/** What a day took, by operation and kind: "kv.get" of "article". Only what happens while it is open is counted. */
export class Ledger {
  isOpen = false
  /** While it is there, only names that it wants are counted. */
  only: ((name: string) => boolean) | undefined
  readonly #sums = new Map<string, number>()
  /** What one request took, while somebody wants to know it. */
  #tap: Map<string, number> | undefined

  count(operation: string, { kind, weight }: Counted, times = 1): void {
    const name = `${operation}.${kind}`
    if (this.only && !this.only(name)) return
    if (this.#tap) this.#tap.set(name, (this.#tap.get(name) ?? 0) + times)
    this.#add(name, weight * times)
  }

  #add(name: string, number: number): void {
    if (this.isOpen) this.#sums.set(name, (this.#sums.get(name) ?? 0) + number)
  }

  /** From now on, what is counted is also remembered unweighted, until `untap` gives it. */
  tap(): void {
    this.#tap = new Map()
  }

  untap(): ReadonlyMap<string, number> {
    const tapped = this.#tap ?? new Map<string, number>()
    this.#tap = undefined
    return tapped
  }

  /** Counts again what was tapped, so many times; what is not wanted of it stays out. */
  repeat(tapped: ReadonlyMap<string, number>, times: number, wanted: (name: string) => boolean): void {
    for (const [name, number] of tapped) if (wanted(name)) this.#add(name, number * times)
  }

  /** The sum of all names that begin so, whole words. */
  sum(beginning: string): number {
    let sum = 0
    for (const [name, number] of this.#sums) {
      if (name === beginning || name.startsWith(`${beginning}.`)) sum += number
    }
    return sum
  }

  /** By kind, the largest first. */
  kinds(operation: string): [kind: string, number: number][] {
    const start = `${operation}.`
    return [...this.#sums]
      .filter(([name]) => name.startsWith(start))
      .map(([name, number]): [string, number] => [name.slice(start.length), number])
      .sort(([, a], [, b]) => b - a)
  }
}

/** Something to choose: what it covers and whom it calls, by their indices. */
export interface Option {
  readonly covers: readonly number[]
  readonly elements: readonly number[]
}

/** What a rule is worth at least, in microseconds of a page: it could also stand in the page's style sheet. */
const WORTH = 0.05

/**
 * Chooses options that cover a share of the rules at the least cost: guards, and calls times their weight. What a
 * rule is worth rises until enough is covered; for each worth, options come and go as long as that is a gain.
 * @param most how many options may be chosen, even where that covers less
 * @returns indices of the options
 */
export function search(
  options: readonly Option[],
  rules: number,
  weights: readonly number[],
  cost: { readonly guard: number; readonly call: number },
  share: number,
  most: number,
): number[] {
  // What no option leads to cannot be asked for.
  const reachable = new Set(options.flatMap(({ covers }) => covers)).size
  const wanted = Math.min(reachable, Math.ceil(share * rules))
  for (let worth = WORTH; ; worth *= 1.25) {
    const state = new State(options, rules, weights, cost, worth)
    state.settle(most)
    const done = () => state.covered >= wanted || state.chosen.size >= most || worth > 1000
    if (!done()) continue
    state.improve(most)
    if (done()) return [...state.chosen]
  }
}

class State {
  readonly chosen = new Set<number>()
  covered = 0
  readonly #options: readonly Option[]
  readonly #rules: Uint16Array
  readonly #elements: Uint16Array
  readonly #weights: readonly number[]
  readonly #cost: { readonly guard: number; readonly call: number }
  readonly #worth: number

  constructor(
    options: readonly Option[],
    rules: number,
    weights: readonly number[],
    cost: { readonly guard: number; readonly call: number },
    worth: number,
  ) {
    this.#options = options
    this.#rules = new Uint16Array(rules)
    this.#elements = new Uint16Array(weights.length)
    this.#weights = weights
    this.#cost = cost
    this.#worth = worth
  }

  /** Adds and drops the best until neither gains. */
  settle(most: number): void {
    for (;;) {
      let best = 1e-9
      let at = -1
      for (let index = 0; index < this.#options.length; index++) {
        const gain = this.#gain(index)
        if (gain > best) [best, at] = [gain, index]
      }
      if (at < 0 || (this.chosen.size >= most && !this.chosen.has(at))) return
      this.#toggle(at)
    }
  }

  /** Drops each once, to see whether others do better in its place. */
  improve(most: number): void {
    for (const index of [...this.chosen]) {
      if (!this.chosen.has(index)) continue
      const before = [...this.chosen]
      const value = this.#value()
      this.#toggle(index)
      this.settle(most)
      if (this.#value() >= value - 1e-9) continue
      for (const each of [...this.chosen]) if (!before.includes(each)) this.#toggle(each)
      for (const each of before) if (!this.chosen.has(each)) this.#toggle(each)
    }
  }

  /** What adding an option gains, or dropping it where it was chosen. */
  #gain(index: number): number {
    const option = this.#options[index]
    if (!option) return 0
    const own = this.chosen.has(index) ? 1 : 0
    const { length } = option.covers
    if (!own && length * this.#worth <= this.#cost.guard) return 0
    let rules = 0
    for (const rule of option.covers) if (this.#rules[rule] === own) rules++
    let calls = 0
    for (const at of option.elements) if (this.#elements[at] === own) calls += this.#weights[at] ?? 0
    const gain = this.#worth * rules - this.#cost.guard - this.#cost.call * calls
    return own ? -gain : gain
  }

  #value(): number {
    let calls = 0
    for (const [at, weight] of this.#weights.entries()) if ((this.#elements[at] ?? 0) > 0) calls += weight
    return this.#worth * this.covered - this.#cost.guard * this.chosen.size - this.#cost.call * calls
  }

  #toggle(index: number): void {
    const step = this.chosen.has(index) ? -1 : 1
    if (step > 0) this.chosen.add(index)
    else this.chosen.delete(index)
    for (const rule of this.#options[index]?.covers ?? []) {
      const before = this.#rules[rule] ?? 0
      this.#rules[rule] = before + step
      if (before === 0) this.covered++
      else if (before + step === 0) this.covered--
    }
    for (const at of this.#options[index]?.elements ?? [])
      this.#elements[at] = (this.#elements[at] ?? 0) + step
  }
}

/** Something that is to happen. */
export interface Due {
  readonly at: number
  readonly act: () => void
  isOff: boolean
}

/** Simulated time, and what is still to happen in it, in its order. All in ms since the epoch. */
export class Clock {
  #now: number
  readonly #heap: Due[] = []

  constructor(start: number) {
    this.#now = start
  }

  get now(): number {
    return this.#now
  }

  at(time: number, act: () => void): Due {
    const due = { at: Math.max(time, this.#now), act, isOff: false }
    this.#heap.push(due)
    this.#up(this.#heap.length - 1)
    return due
  }

  after(ms: number): Promise<void> {
    return new Promise(resolve => {
      this.at(this.#now + ms, resolve)
    })
  }

  /** Goes to what comes next before `end` and lets it happen; false where there is nothing. */
  step(end: number): boolean {
    for (;;) {
      const next = this.#heap[0]
      if (next === undefined || next.at >= end) {
        this.#now = Math.max(this.#now, end)
        return false
      }
      this.#take()
      if (next.isOff) continue
      this.#now = next.at
      next.act()
      return true
    }
  }

  #take(): void {
    const last = this.#heap.pop()
    if (last === undefined || this.#heap.length === 0) return
    this.#heap[0] = last
    this.#down(0)
  }

  #up(from: number): void {
    for (let child = from; child > 0; ) {
      const parent = (child - 1) >> 1
      if (!this.#swapped(parent, child)) return
      child = parent
    }
  }

  #down(from: number): void {
    for (let parent = from; ; ) {
      const left = 2 * parent + 1
      const right = left + 1
      const least = this.#time(right) < this.#time(left) ? right : left
      if (least >= this.#heap.length || !this.#swapped(parent, least)) return
      parent = least
    }
  }

  readonly #time = (index: number) => this.#heap[index]?.at ?? Number.POSITIVE_INFINITY

  /** Puts the earlier one above. */
  #swapped(above: number, below: number): boolean {
    const [a, b] = [this.#heap[above], this.#heap[below]]
    if (a === undefined || b === undefined || a.at <= b.at) return false
    this.#heap[above] = b
    this.#heap[below] = a
    return true
  }
}

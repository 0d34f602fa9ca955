/** More hops from promise to promise than a request that is answered from a cache takes. */
const HOPS = 400

/** Work that has begun: between two points of simulated time all of it gets as far as it can. */
export class Tasks {
  #open = 0
  #failure: unknown
  #failed = false

  begin(work: Promise<unknown>): void {
    this.#open++
    const end = () => {
      this.#open--
    }
    work.then(end, error => {
      end()
      this.#failed = true
      this.#failure = error
    })
  }

  /**
   * Waits until nothing goes on without the clock. Where nothing else is open, what was begun last is mostly at its end
   * soon; else one turn of Node's loop comes after every promise that can still be kept.
   */
  async settle(): Promise<void> {
    for (let hop = 0; hop < HOPS && this.#open === 1; hop++) await null
    if (this.#open > 0) await new Promise(resolve => setImmediate(resolve))
    if (this.#failed) throw this.#failure
  }
}

/** How one reader of a broadcast stands. */
interface Listener {
  /** The number of pieces that it has taken. */
  at: number
}

/** How long readers are waited for, in ms: for the rest once everything has come, or for one of them to have it all. */
const LINGER_MS = 30_000

/**
 * One body for any number of readers, each from its beginning. Up to `most` bytes everything is kept, so nobody waits
 * for anybody. What is larger passes: only the last `most` bytes are kept, nobody joins any more, it comes as fast as
 * its fastest reader takes it, and who is left too far behind is cut off.
 */
export class Broadcast {
  readonly #most: number
  readonly #lingerMs: number
  readonly #listeners = new Set<Listener>()
  #pieces: Uint8Array[] = []
  /** The number of pieces that are gone, and the bytes of those that are not. */
  #gone = 0
  #held = 0
  #ended = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #changed = Promise.withResolvers<void>()

  constructor(most: number, lingerMs = LINGER_MS) {
    this.#most = most
    this.#lingerMs = lingerMs
  }

  /** Whether who comes now still gets all of it. */
  get isWhole(): boolean {
    return this.#gone === 0 && this.#held <= this.#most
  }

  put(piece: Uint8Array): void {
    this.#pieces.push(piece)
    this.#held += piece.length
    this.#wake()
  }

  /** @param last what every reader gets at the end */
  end(last: Uint8Array): void {
    this.#pieces.push(last)
    this.#ended = true
    this.#wake()
    this.#limit()
  }

  /**
   * Waits until another piece is wanted; false where it is too large to be kept and there is nobody to have it. Only
   * when the fastest reader has everything, the oldest pieces go.
   */
  async wanted(): Promise<boolean> {
    while (this.#held > this.#most) {
      if (this.#listeners.size === 0) return false
      if (this.#hasHungry()) this.#forget()
      else {
        this.#limit(true)
        await this.#changed.promise
      }
    }
    this.#limit()
    return this.#gone === 0 || this.#listeners.size > 0
  }

  /** @param first what this reader gets before the body */
  listen(first: Uint8Array): ReadableStream<Uint8Array> {
    const listener: Listener = { at: 0 }
    this.#listeners.add(listener)
    this.#limit()
    const leave = () => {
      this.#listeners.delete(listener)
      this.#limit()
      this.#wake()
    }
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
      // Only what passes is waited for by its reading: with hundreds of readers each waking would be one too many.
      if (!this.isWhole) this.#wake()
      while (listener.at === this.#front && !this.#ended) await this.#changed.promise
      const piece = this.#pieces[listener.at - this.#gone]
      if (piece) {
        listener.at++
        return controller.enqueue(piece)
      }
      leave()
      // Without its last frame it is broken for whoever reads it: one that was too slow.
      controller.close()
    }
    const start = (controller: ReadableStreamDefaultController<Uint8Array>) => controller.enqueue(first)
    return new ReadableStream({ start, pull, cancel: leave }, { highWaterMark: 0 })
  }

  get #front(): number {
    return this.#gone + this.#pieces.length
  }

  #forget(): void {
    while (this.#held > this.#most) {
      this.#held -= this.#pieces.shift()?.length ?? this.#held
      this.#gone++
    }
  }

  #hasHungry(): boolean {
    return [...this.#listeners].some(({ at }) => at === this.#front)
  }

  /** A time for those who are still there, and none where nobody is: an object with a timer does not sleep. */
  #limit(isWaiting = false): void {
    if ((this.#ended || isWaiting) && this.#listeners.size > 0) {
      this.#timer ??= setTimeout(() => this.#drop(), this.#lingerMs)
      return
    }
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #drop(): void {
    this.#gone = this.#front
    this.#pieces = []
    this.#held = 0
    this.#listeners.clear()
    this.#wake()
  }

  #wake(): void {
    const { resolve } = this.#changed
    this.#changed = Promise.withResolvers()
    resolve()
  }
}

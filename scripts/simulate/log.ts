/** What the Worker warned of, counted by its words without what differs from one to the next. */
export class WorkerLog {
  readonly #lines = new Map<string, number>()

  readonly write = (...words: unknown[]): void => {
    const line = words
      .map(String)
      .join(' ')
      .replace(/https?:\/\/\S+/g, '…')
      .replace(/\d+/g, 'N')
      .split('\n', 1)
      .join('')
    this.#lines.set(line, (this.#lines.get(line) ?? 0) + 1)
  }

  /** The most frequent first. */
  lines(most: number): [line: string, times: number][] {
    return [...this.#lines].toSorted(([, a], [, b]) => b - a).slice(0, most)
  }
}

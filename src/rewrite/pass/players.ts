import { type EndTagLike, VOID } from '../tags/tag.ts'

interface Open {
  readonly name: string
  /** What is open in it. */
  inner: string[]
  readonly ended: (end: EndTagLike) => void
}

/** Elements whose end somebody waits for. One that was never closed ends with what it stands in. */
export class Players {
  readonly #open: Open[] = []

  get isNone(): boolean {
    return this.#open.length === 0
  }

  begin(name: string, ended: (end: EndTagLike) => void): void {
    this.#open.push({ name, inner: [], ended })
  }

  /** Counts a start tag. */
  count(name: string): void {
    if (!VOID.has(name)) this.#open.at(-1)?.inner.push(name)
  }

  /** Whatever stands around it has one less in it. */
  #close(name: string): void {
    const around = this.#open.at(-1)
    const at = around?.inner.lastIndexOf(name) ?? -1
    if (at >= 0) around?.inner.splice(at)
  }

  /** Counts an end tag. @returns what stands behind it, for what has ended */
  end(name: string): string {
    let behind = ''
    for (let last = this.#open.at(-1); last !== undefined; last = this.#open.at(-1)) {
      const at = last.inner.lastIndexOf(name)
      if (at >= 0) {
        last.inner = last.inner.slice(0, at)
        break
      }
      this.#open.pop()
      this.#close(last.name)
      behind += written(last)
      if (last.name === name) break
    }
    return behind
  }
}

function written({ name, ended }: Open): string {
  let behind = ''
  ended({
    name,
    after: content => {
      behind += content
    },
  })
  return behind
}

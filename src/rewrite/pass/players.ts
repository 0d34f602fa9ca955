import { type EndTagLike, VOID } from '../tags/tag.ts'

/** So many can be open in each other, and so much in one. */
const [DEEPEST, MOST] = [16, 256]

interface Open {
  readonly name: string
  /** What is open in it. */
  readonly inner: string[]
  readonly ended: (end: EndTagLike) => void
}

/** Elements whose end somebody waits for. One that was never closed ends with what it stands in. */
export class Players {
  readonly #open: Open[] = []

  get isNone(): boolean {
    return this.#open.length === 0
  }

  /** The name of the one that has begun last. */
  get innermost(): string | undefined {
    return this.#open.at(-1)?.name
  }

  begin(name: string, ended: (end: EndTagLike) => void): void {
    if (this.#open.length < DEEPEST) this.#open.push({ name, inner: [], ended })
  }

  /** Counts a start tag. Where too much is open in it, nobody waits any more. */
  count(name: string): void {
    const last = this.#open.at(-1)
    if (last === undefined || VOID.has(name)) return
    if (last.inner.length < MOST) last.inner.push(name)
    else this.#open.length = 0
  }

  /** What stands at the page's end, for what never ended. */
  endAll(): string {
    return this.#open.splice(0).reverse().map(written).join('')
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
        last.inner.length = at
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

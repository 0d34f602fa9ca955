import type { RowTable } from '../../src/filters/data.ts'
import { packLines } from '../../src/filters/lines.ts'
import type { At } from './item.ts'

interface Written {
  readonly text: string
  readonly line: number
}

/** What is written of one list. */
interface Listed {
  readonly list: number
  readonly texts: readonly string[]
  readonly lines: string
}

/** Texts with their lines, list by list. */
export class Tables {
  readonly #lists = new Map<number, Written[]>()

  add({ list, line }: At, text: string): void {
    const own = this.#lists.get(list) ?? []
    own.push({ text, line })
    this.#lists.set(list, own)
  }

  /** Each list's texts and lines, in the order of the lines. */
  lists(): Listed[] {
    return this.#inOrder((a, b) => a.line - b.line)
  }

  /** The same, in the order of the texts. */
  sorted(): Listed[] {
    return this.#inOrder((a, b) => (a.text < b.text ? -1 : 1))
  }

  #inOrder(compare: (a: Written, b: Written) => number): Listed[] {
    return Array.from(
      [...this.#lists].toSorted(([a], [b]) => a - b),
      ([list, own]) => {
        const sorted = own.toSorted(compare)
        return {
          list,
          texts: sorted.map(({ text }) => text),
          lines: packLines(sorted.map(({ line }) => line)),
        }
      },
    )
  }

  rows(): RowTable[] {
    return this.lists().map(({ list, texts, lines }) => ({ list, rows: texts.join('\n'), lines }))
  }
}

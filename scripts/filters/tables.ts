import type { RowTable } from '../../src/filters/data.ts'
import { packLines } from '../../src/filters/lines.ts'
import type { At } from './item.ts'

/** Texts with their lines, list by list. */
export class Tables {
  readonly #lists = new Map<number, { text: string; line: number }[]>()

  add({ list, line }: At, text: string): void {
    const own = this.#lists.get(list) ?? []
    own.push({ text, line })
    this.#lists.set(list, own)
  }

  /** Each list's texts and lines, in the order of the lines. */
  *lists(): Generator<{ list: number; texts: string[]; lines: string }> {
    for (const [list, own] of [...this.#lists].toSorted(([a], [b]) => a - b)) {
      const sorted = own.toSorted((a, b) => a.line - b.line)
      yield { list, texts: sorted.map(({ text }) => text), lines: packLines(sorted.map(({ line }) => line)) }
    }
  }

  rows(): RowTable[] {
    return Array.from(this.lists(), ({ list, texts, lines }) => ({ list, rows: texts.join('\n'), lines }))
  }
}

/** A cell: its text and, where it says something, its colour. */
export interface Cell {
  readonly text: string
  readonly colour?: 'red' | 'yellow' | 'green' | 'gray' | 'bold'
  readonly align?: 'right'
}

export type Paint = (colour: NonNullable<Cell['colour']>, text: string) => string

/** Rows in columns, each as wide as its widest cell, two spaces between; no spaces at a line's end. */
export function table(rows: readonly (readonly Cell[])[], paint: Paint): string {
  const widths: number[] = []
  for (const row of rows)
    for (const [i, { text }] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(text))
  return rows
    .map(row =>
      row
        .map((cell, i) => pad(cell, widths[i] ?? 0, i === row.length - 1, paint))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function pad({ text, colour, align }: Cell, width: number, last: boolean, paint: Paint): string {
  const space = ' '.repeat(width - widthOf(text))
  const painted = colour ? paint(colour, text) : text
  if (align === 'right') return space + painted
  return last ? painted : painted + space
}

/** In a terminal's columns: letters of East Asian scripts take two. */
function widthOf(text: string): number {
  const wide = text.match(
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{20000}-\u{3fffd}]/gu,
  )
  return [...text].length + (wide?.length ?? 0)
}

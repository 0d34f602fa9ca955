import { escaped, figure, heading, label, MARGIN, WIDTH } from '../figure.ts'

export interface Bar {
  readonly name: string
  readonly value: number
  /** What it is, in a few words, below its name. */
  readonly what: string
  /** Drawn in the second colour: not this project's. */
  readonly other: boolean
}

export interface Chart {
  readonly title: string
  /** What was measured and how, in a line below the title. */
  readonly subtitle: string
  /** Behind each value. */
  readonly unit: string
  readonly bars: readonly Bar[]
}

const TOP = 72
const ROW = 50
/** Room for a value and its unit behind the longest bar. */
const VALUE = 84
const LONGEST = WIDTH - 2 * MARGIN - VALUE

const LIGHT = `.own { fill: #0b6bcb }
  .other { fill: #8c6d1f }`
const DARK = `.own { fill: #58a6ff }
    .other { fill: #d4a72c }`

/** A bar chart as an SVG document. */
export function chart({ title, subtitle, unit, bars }: Chart): string {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE)
  const height = TOP + bars.length * ROW + MARGIN / 2
  const words = bars.map(({ name, value }) => `${name} ${shown(value)} ${unit}`).join(', ')
  const parts = [
    ...heading(title, subtitle),
    ...bars.map((bar, index) => drawn(bar, TOP + index * ROW, most, unit)),
  ]
  return figure({ title, words: `${subtitle}: ${words}.`, height, light: LIGHT, dark: DARK, parts })
}

function drawn({ name, value, what, other }: Bar, top: number, most: number, unit: string): string {
  const length = Math.max(2, Math.round((value / most) * LONGEST))
  return [
    label(top, name, what),
    `<rect class="${other ? 'other' : 'own'}" x="${MARGIN}" y="${top + 20}" width="${length}" height="16" rx="2"/>`,
    `<text class="value" x="${MARGIN + length + 8}" y="${top + 33}">${shown(value)} ${escaped(unit)}</text>`,
  ].join('\n')
}

/** Three figures are all that such a measurement can tell. */
const shown = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(1))

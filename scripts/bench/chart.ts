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

const WIDTH = 700
const MARGIN = 16
const TOP = 72
const ROW = 50
/** Room for a value and its unit behind the longest bar. */
const VALUE = 84
const LONGEST = WIDTH - 2 * MARGIN - VALUE

const STYLE = `
  text { font: 14px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328 }
  .title { font-size: 17px; font-weight: 600 }
  .name, .value { font-weight: 600 }
  .soft { font-size: 13px; fill: #59636e }
  .value { font-variant-numeric: tabular-nums }
  .paper { fill: #ffffff }
  .own { fill: #0b6bcb }
  .other { fill: #8c6d1f }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .soft { fill: #9da7b3 }
    .paper { fill: #0d1117 }
    .own { fill: #58a6ff }
    .other { fill: #d4a72c }
  }`

/** A bar chart as an SVG document, light or dark as its reader likes it; the same figures give the same bytes. */
export function chart({ title, subtitle, unit, bars }: Chart): string {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE)
  const height = TOP + bars.length * ROW + MARGIN / 2
  const words = bars.map(({ name, value }) => `${name} ${shown(value)} ${unit}`).join(', ')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(`${subtitle}: ${words}.`)}</desc>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${height}" rx="6"/>`,
    `<text class="title" x="${MARGIN}" y="30">${escaped(title)}</text>`,
    `<text class="soft" x="${MARGIN}" y="50">${escaped(subtitle)}</text>`,
    ...bars.map((bar, index) => drawn(bar, TOP + index * ROW, most, unit)),
    '</svg>',
    '',
  ].join('\n')
}

function drawn({ name, value, what, other }: Bar, top: number, most: number, unit: string): string {
  const length = Math.max(2, Math.round((value / most) * LONGEST))
  return [
    `<text x="${MARGIN}" y="${top + 13}"><tspan class="name">${escaped(name)}</tspan> <tspan class="soft" dx="4">${escaped(what)}</tspan></text>`,
    `<rect class="${other ? 'other' : 'own'}" x="${MARGIN}" y="${top + 20}" width="${length}" height="16" rx="2"/>`,
    `<text class="value" x="${MARGIN + length + 8}" y="${top + 33}">${shown(value)} ${escaped(unit)}</text>`,
  ].join('\n')
}

/** Three figures are all that such a measurement can tell. */
const shown = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(1))

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string) => text.replace(/[&<>"]/g, character => ENTITIES[character] ?? character)

export const WIDTH = 700
export const MARGIN = 16

/** An SVG document that README shows: what its parts have in common. */
export interface Figure {
  readonly title: string
  /** All that it shows, for those who do not see it. */
  readonly words: string
  readonly height: number
  /** Style rules for its own classes, for readers of light pages and of dark ones. */
  readonly light: string
  readonly dark: string
  readonly parts: readonly string[]
}

/** Light or dark as its reader likes it; the same figures give the same bytes. */
export const figure = ({ title, words, height, light, dark, parts }: Figure): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(words)}</desc>`,
    `<style>${style(light, dark)}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${height}" rx="6"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')

const style = (light: string, dark: string) => `
  text { font: 14px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328 }
  .title { font-size: 17px; font-weight: 600 }
  .name, .value { font-weight: 600 }
  .soft { font-size: 13px; fill: #59636e }
  .value { font-variant-numeric: tabular-nums }
  .paper { fill: #ffffff }
  ${light}
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .soft { fill: #9da7b3 }
    .paper { fill: #0d1117 }
    ${dark}
  }`

/** What stands above bars. */
export const heading = (title: string, subtitle: string): string[] => [
  `<text class="title" x="${MARGIN}" y="30">${escaped(title)}</text>`,
  `<text class="soft" x="${MARGIN}" y="50">${escaped(subtitle)}</text>`,
]

/** What stands above one bar: its name, and a few words. */
export const label = (top: number, name: string, soft: string): string =>
  `<text x="${MARGIN}" y="${top + 13}"><tspan class="name">${escaped(name)}</tspan> <tspan class="soft" dx="4">${escaped(soft)}</tspan></text>`

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, character => ENTITIES[character] ?? character)

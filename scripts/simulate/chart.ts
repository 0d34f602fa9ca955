import { escaped, figure, heading, label, MARGIN, WIDTH } from '../figure.ts'
import { FRESH, type Measured, type Staleness } from './day.ts'
import { FREE, METERS, type Meter, PRICES } from './prices.ts'
import { amount, dollars, duration, NAMES, perDay } from './report.ts'

const ROW = 46
const HEAD = 58
/** Where bars begin below their names, and the room for a value behind the longest. */
const LONGEST = WIDTH - 2 * MARGIN - 120

const LIGHT = `.limit { stroke: #cf222e; stroke-width: 2; stroke-dasharray: 5 3 }
  .axis { stroke: #59636e; stroke-width: 1 }
  .a { fill: #8b949e } .b { fill: #0b6bcb } .c { fill: #54aeff } .d { fill: #1a7f37 } .e { fill: #8c6d1f } .f { fill: #8250df }
  .over { fill: #cf222e }`
const DARK = `.limit { stroke: #ff7b72 }
    .axis { stroke: #9da7b3 }
    .b { fill: #388bfd } .c { fill: #a5d6ff } .d { fill: #3fb950 } .e { fill: #d4a72c } .f { fill: #bc8cff }
    .over { fill: #ff7b72 }`

/** What a million views cost and by what, how near the first day is to the free plan's limits, and how old pages are. */
export function chart(days: readonly Measured[]): string {
  const panels = [costs(days), ...(days[0] ? [limits(days[0])] : []), ages(days)]
  const height = panels.reduce((sum, panel) => sum + panel.height, 0) + MARGIN
  const parts: string[] = []
  let top = 0
  for (const panel of panels) {
    parts.push(`<g transform="translate(0 ${top})">`, ...panel.drawn, '</g>')
    top += panel.height
  }
  const words = panels.map(({ words }) => words).join(' ')
  const title = 'What a day of readers costs, by simulation'
  return figure({ title, words, height, light: LIGHT, dark: DARK, parts })
}

interface Panel {
  readonly height: number
  readonly drawn: readonly string[]
  /** All that it shows, for those who do not see it. */
  readonly words: string
}

const box = (kind: string, x: number, top: number, width: number) =>
  `<rect class="${kind}" x="${x.toFixed(1)}" y="${top + 19}" width="${width.toFixed(1)}" height="15"/>`

/** What is paid for, in the order of the bars; what costs next to nothing together with its like. */
const PARTS: readonly {
  readonly kind: string
  readonly name: string
  readonly of: readonly (Meter | 'subscription')[]
}[] = [
  { kind: 'a', name: 'subscription', of: ['subscription'] },
  { kind: 'b', name: 'requests', of: ['requests'] },
  { kind: 'c', name: 'CPU', of: ['cpuMs'] },
  { kind: 'd', name: 'KV reads', of: ['kvReads'] },
  { kind: 'e', name: 'KV writes', of: ['kvWrites', 'kvDeletes', 'kvLists'] },
  { kind: 'f', name: 'Durable Objects', of: ['objectRequests', 'objectGbS'] },
]

function costs(days: readonly Measured[]): Panel {
  const most = Math.max(...days.map(({ perMillionViews }) => perMillionViews), Number.MIN_VALUE)
  const drawn = heading('What a million views cost', `Cloudflare's paid plan at list prices, ${PRICES.asOf}`)
  const words: string[] = []
  for (const [index, { scenario, bill, perMillionViews, beyondFree }] of days.entries()) {
    const top = HEAD + 6 + index * ROW
    const free = beyondFree.length === 0 ? '; the free plan has room for it: $0' : ''
    drawn.push(label(top, capital(perDay(scenario)), `${dollars(bill.total)} a month${free}`))
    let x = MARGIN
    for (const { kind, of } of PARTS) {
      const dollarsOf = of.reduce(
        (sum, part) => sum + (part === 'subscription' ? bill.subscription : bill.parts[part]),
        0,
      )
      const width = (dollarsOf / bill.total) * (perMillionViews / most) * LONGEST
      if (width >= 0.1) drawn.push(box(kind, x, top, width))
      x += width
    }
    drawn.push(
      `<text class="value" x="${(x + 8).toFixed(1)}" y="${top + 32}">${dollars(perMillionViews)}</text>`,
    )
    words.push(`${perDay(scenario)} cost ${dollars(perMillionViews)} a million`)
  }
  const legend = HEAD + 6 + days.length * ROW
  let x = MARGIN
  for (const { kind, name } of PARTS) {
    drawn.push(`<rect class="${kind}" x="${x}" y="${legend}" width="12" height="12"/>`)
    drawn.push(`<text class="soft" x="${x + 17}" y="${legend + 11}">${escaped(name)}</text>`)
    x += 36 + name.length * 7
  }
  return { height: legend + 24, drawn, words: `${words.join(', ')}.` }
}

function limits({ scenario, usage }: Measured): Panel {
  const rows = METERS.flatMap(meter => {
    const limit = FREE[meter]
    return limit === undefined || usage[meter] === 0 ? [] : [{ meter, limit, part: usage[meter] / limit }]
  })
  const most = Math.max(1.25, ...rows.map(({ part }) => part))
  const limitAt = (MARGIN + LONGEST / most).toFixed(1)
  const drawn = heading(
    `${capital(perDay(scenario))} and the free plan`,
    'the line is where the plan ends; a view is a page with its style sheets and pictures',
  )
  const words: string[] = []
  for (const [index, { meter, limit, part }] of rows.entries()) {
    const top = HEAD + 6 + index * ROW
    const width = Math.max(2, (part / most) * LONGEST)
    drawn.push(
      label(top, NAMES[meter], `${amount(usage[meter])} of ${amount(limit)}`),
      box(part > 1 ? 'over' : 'b', MARGIN, top, width),
      `<line class="limit" x1="${limitAt}" y1="${top + 16}" x2="${limitAt}" y2="${top + 37}"/>`,
      `<text class="value" x="${(MARGIN + (Math.abs(1 - part) < 0.25 * most ? Math.max(width, LONGEST / most) : width) + 8).toFixed(1)}" y="${top + 32}">${Math.round(part * 100)} %</text>`,
    )
    words.push(`${NAMES[meter]} ${Math.round(part * 100)} %`)
  }
  const end = HEAD + 6 + rows.length * ROW
  return {
    height: end + 4,
    drawn,
    words: `Of the free plan's limits ${perDay(scenario)} take ${words.join(', ')}.`,
  }
}

/** The ends of the axis of ages, in seconds. */
const [YOUNGEST, OLDEST] = [1, 7 * 86_400]
const TICKS: readonly (readonly [number, string])[] = [
  [1, '1 s'],
  [60, '1 min'],
  [600, '10 min'],
  [3600, '1 h'],
  [6 * 3600, '6 h'],
  [86_400, '1 day'],
  [7 * 86_400, '7 days'],
]

function ages(days: readonly Measured[]): Panel {
  const place = (seconds: number) => {
    const part =
      Math.log(Math.min(OLDEST, Math.max(YOUNGEST, seconds)) / YOUNGEST) / Math.log(OLDEST / YOUNGEST)
    return MARGIN + part * (LONGEST + 60)
  }
  const drawn = heading(
    'How old a page is when it is read',
    'median ● to 95 of 100 readers; the line is where a copy stops being fresh',
  )
  const words: string[] = []
  const kinds: readonly ['lists' | 'articles', keyof typeof FRESH][] = [
    ['lists', 'list'],
    ['articles', 'article'],
  ]
  let top = HEAD + 6
  for (const day of days) {
    for (const [name, kind] of kinds) {
      const seen: Staleness = day[name]
      const [from, to, fresh] = [place(seen.median), place(seen.p95), place(FRESH[kind])]
      drawn.push(
        label(
          top,
          `${capital(perDay(day.scenario))}, ${name}`,
          `median ${duration(seen.median)}, 95 % ${duration(seen.p95)}`,
        ),
        box(kind === 'list' ? 'c' : 'b', from, top, Math.max(2, to - from)),
        `<circle class="${kind === 'list' ? 'c' : 'b'}" cx="${from.toFixed(1)}" cy="${top + 26.5}" r="7"/>`,
        `<line class="limit" x1="${fresh.toFixed(1)}" y1="${top + 17}" x2="${fresh.toFixed(1)}" y2="${top + 36}"/>`,
      )
      words.push(`${perDay(day.scenario)}, ${name}: median ${duration(seen.median)}`)
      top += ROW
    }
  }
  drawn.push(`<line class="axis" x1="${MARGIN}" y1="${top}" x2="${place(OLDEST)}" y2="${top}"/>`)
  for (const [tick, text] of TICKS) {
    const x = place(tick).toFixed(1)
    drawn.push(`<line class="axis" x1="${x}" y1="${top}" x2="${x}" y2="${top + 5}"/>`)
    const anchor = tick === YOUNGEST ? 'start' : tick === OLDEST ? 'end' : 'middle'
    drawn.push(`<text class="soft" x="${x}" y="${top + 19}" text-anchor="${anchor}">${text}</text>`)
  }
  return { height: top + 26, drawn, words: `Ages: ${words.join(', ')}.` }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

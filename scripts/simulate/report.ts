import { FRESH, type Measured, type Staleness } from './day.ts'
import { FREE, METERS, type Meter, PRICES } from './prices.ts'

const UNITS = [
  [1e15, 'P'],
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
] as const

/** "100,000", "12.3 M", "1.00 G": three figures are all that a simulation can tell of what is large. */
export function amount(number: number): string {
  for (const [size, unit] of UNITS) if (number >= size) return `${(number / size).toPrecision(3)} ${unit}`
  if (number > 0 && number < 10 && !Number.isInteger(number)) return number.toFixed(1)
  return Math.round(number).toLocaleString('en-GB')
}

/** "100,000 views a day", "10 million views a day", "a billion views a day". */
export function perDay({ views }: { readonly views: number }): string {
  if (views === 1e9) return 'a billion views a day'
  const words = [1e9, 1e6].flatMap((size, index) =>
    views >= size && views % (size / 10) === 0 ? [`${views / size} ${['billion', 'million'][index]}`] : [],
  )
  return `${words[0] ?? Math.round(views).toLocaleString('en-GB')} views a day`
}

/** "45 s", "20 min", "8.6 h", "2.0 d". */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  if (seconds < 129_600) return `${(seconds / 3600).toFixed(1)} h`
  return `${(seconds / 86_400).toFixed(1)} d`
}

export const dollars = (amount: number): string => {
  if (amount >= 100) return `$${Math.round(amount).toLocaleString('en-GB')}`
  return `$${amount >= 1 || amount === 0 ? amount.toFixed(2) : amount.toPrecision(2)}`
}

const bytes = (number: number) => `${amount(number)}${number >= 1e6 ? '' : ' '}B`

const share = (part: number) => `${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`

export const NAMES: Readonly<Record<Meter, string>> = {
  requests: 'Worker requests',
  cpuMs: 'CPU, ms',
  kvReads: 'KV reads',
  kvWrites: 'KV writes',
  kvDeletes: 'KV deletes',
  kvLists: 'KV lists',
  objectRequests: 'Durable Object requests',
  objectGbS: 'Durable Object GB-s',
}

/** A line of the table: what it is, and what it is for each day. `under` is a part of the line above. */
interface Line {
  readonly name: string
  readonly cells: readonly string[]
  readonly isUnder: boolean
}

/** The table's lines; the README shows the same ones. */
export function linesOf(days: readonly Measured[]): Line[] {
  const line = (name: string, of: (day: Measured) => string, isUnder = false): Line => ({
    name,
    cells: days.map(of),
    isUnder,
  })
  const kinds = (of: (day: Measured) => Readonly<Record<string, number>>) => {
    const names = [...new Set(days.flatMap(day => Object.keys(of(day))))]
    return names.map(name => line(name, day => amount(of(day)[name] ?? 0), true))
  }
  const meter = (name: Meter) =>
    line(NAMES[name], day => amount(day.usage[name]) + (day.beyondFree.includes(name) ? ' *' : ''))
  const staleness = (name: string, of: (day: Measured) => Staleness) =>
    line(name, day => {
      const { median, p95, p99, worst } = of(day)
      return [median, p95, p99, worst].map(duration).join(' / ')
    })
  return [
    line('data centres', ({ scenario }) => amount(scenario.centres)),
    meter('requests'),
    ...kinds(({ answers }) => answers),
    meter('cpuMs'),
    meter('kvReads'),
    ...kinds(({ kvReads }) => kvReads),
    meter('kvWrites'),
    ...kinds(({ kvWrites }) => kvWrites),
    line('KV writes refused (1 a second a key)', day => amount(day.kvRefused)),
    line('KV deletes, lists', ({ usage }) => `${amount(usage.kvDeletes)}, ${amount(usage.kvLists)}`),
    meter('objectRequests'),
    ...kinds(({ objectsAsked }) => objectsAsked),
    ...(days.some(({ hasObjects }) => hasObjects)
      ? []
      : [line('that shared a fetch', day => amount(day.objectsJoined), true)]),
    meter('objectGbS'),
    line('Cache API: match, put', ({ cache }) => `${amount(cache.match)}, ${amount(cache.put)}`),
    line('origin fetches', ({ origin }) => amount(origin.fetches)),
    ...kinds(({ origin }) => origin.kinds),
    line('of them 304', ({ origin }) => share(origin.unchanged / Math.max(1, origin.fetches)), true),
    line('bytes from the origin', ({ origin }) => bytes(origin.bytes)),
    line('bytes to readers', day => bytes(day.readerBytes)),
    staleness(`age of lists (fresh ${duration(FRESH.list)}): median / 95 % / 99 % / worst`, day => day.lists),
    staleness(`age of articles (fresh ${duration(FRESH.article)}), the same`, day => day.articles),
    line('answers other than 200', ({ failed }) => amount(failed)),
    line('views of a stale copy', ({ pages }) => share(pages.stale)),
    line('views of a page that has changed since', ({ pages }) => share(pages.behind)),
    line(
      'for how long it had: median / 95 %',
      ({ pages }) => `${duration(pages.behindMedian)} / ${duration(pages.behindP95)}`,
      true,
    ),
    line('price a month', ({ bill, beyondFree }) =>
      beyondFree.length === 0 ? '$0 (free plan)' : dollars(bill.total),
    ),
    line('price per million views', day =>
      day.beyondFree.length === 0 ? '$0' : dollars(day.perMillionViews),
    ),
    ...METERS.map(name => line(NAMES[name], ({ bill }) => dollars(bill.parts[name]), true)),
  ]
}

/** The lines that matter most as a table in Markdown, for the README. */
export function markdown(days: readonly Measured[]): string {
  const lines = linesOf(days).filter(({ name, isUnder }) => !isUnder && IN_README.test(name))
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const head = ['', ...days.map(({ scenario }) => perDay(scenario))]
  const body = lines.map(({ name, cells }) => row([name, ...cells.map(cell => cell.replace('*', '\\*'))]))
  return `${[row(head), row(['---', ...days.map(() => '---:')]), ...body].join('\n')}\n`
}

const IN_README =
  /^(data centres|Worker requests|KV (reads|writes$)|Durable Object requests|origin fetches|bytes|age|views|price)/

/** What was simulated, as people read it. */
export function report(days: readonly Measured[]): string {
  const lines = linesOf(days)
  const head = days.map(({ scenario }) => perDay(scenario))
  const label = (line: Line) => `  ${line.isUnder ? '  ' : ''}${line.name}`
  const first = Math.max(...lines.map(line => label(line).length)) + 2
  const widths = head.map((text, index) =>
    Math.max(text.length, ...lines.map(({ cells }) => cells[index]?.length ?? 0)),
  )
  const row = (cells: readonly string[]) =>
    cells.map((cell, index) => cell.padStart((widths[index] ?? 0) + 3)).join('')
  return [
    '',
    ' '.repeat(first) + row(head),
    ...lines.map(line => label(line).padEnd(first) + row(line.cells)),
    '',
    ...remarks(days).map(remark => `  ${remark}`),
    '',
    '',
  ].join('\n')
}

/** What the figures mean, and what makes them mean less than they seem to. */
function remarks(days: readonly Measured[]): string[] {
  const limits = METERS.filter(name => FREE[name] !== undefined)
    .map(name => `${amount(FREE[name] ?? 0)} ${NAMES[name]}`)
    .join(', ')
  return [
    `* beyond what the free plan gives a day: ${limits}.`,
    `Prices: Cloudflare's list, ${PRICES.asOf}; what a month includes is taken off.`,
    ...days.map(({ scenario, asked, usage }) => {
      const part = asked / usage.requests
      const how = scenario.exact
        ? 'all of them'
        : 'where anything could change; the hits between are counted by the last one'
      return `${perDay(scenario)}: the Worker was run for ${amount(asked)} requests${part > 1 ? ', those of the day before too' : ''}: ${how}.`
    }),
    ...days.flatMap(({ scenario, log }) =>
      log.map(([line, times]) => `${perDay(scenario)}: the Worker warned ${amount(times)} times: ${line}`),
    ),
    ...(days.some(({ hasObjects }) => hasObjects)
      ? []
      : ['The Worker brings no Durable Object: one that fetches each address once at a time is assumed.']),
  ]
}

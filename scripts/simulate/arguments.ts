import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Cpu, DAYS, sampleOf } from './day.ts'
import { SCENARIO, type Scenario } from './scenario.ts'

export const USAGE =
  'npm run simulate -- [--views 100k,10M,1G] [--centres 20,200,200] [--articles 600] [--boxes] [--cold] [--exact] ' +
  '[--seed 1] [--request-ms 0.5] [--rewrite-ms 4] [--source FOLDER] [--chart FILE.svg] [--json | --markdown]'

export interface SimulateArguments {
  readonly scenarios: readonly Scenario[]
  readonly cpu: Cpu
  /** The folder of the Worker's code, where it is another than the project's. */
  readonly source: string | undefined
  readonly chart: string | undefined
  /** How the figures are printed. */
  readonly as: 'table' | 'json' | 'markdown'
}

/** What the command line asks for. Throws, with a message for people, where it asks for nothing that there is. */
export function readArguments(args: readonly string[]): SimulateArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      views: { type: 'string' },
      centres: { type: 'string' },
      articles: { type: 'string', default: String(SCENARIO.articles) },
      boxes: { type: 'boolean', default: false },
      cold: { type: 'boolean', default: false },
      exact: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(SCENARIO.seed) },
      'request-ms': { type: 'string', default: '0.5' },
      'rewrite-ms': { type: 'string', default: '4' },
      source: { type: 'string' },
      chart: { type: 'string' },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
    },
  })
  const views = values.views?.split(',').map(each => whole('views', each)) ?? DAYS.map(day => day.views)
  const centres = values.centres?.split(',').map(each => whole('centres', each)) ?? []
  const { boxes, cold, exact, source } = values
  const shared = {
    boxes,
    cold,
    exact,
    articles: whole('articles', values.articles),
    seed: whole('seed', values.seed),
  }
  if (source !== undefined && !existsSync(`${source}/index.ts`))
    throw new Error(`--source: there is no ${source}/index.ts`)
  if (values.chart !== undefined && !values.chart.endsWith('.svg'))
    throw new Error(`--chart: "${values.chart}" does not end in .svg, and a drawing is what is written`)
  return {
    scenarios: views.map((number, index) => ({
      ...SCENARIO,
      ...shared,
      views: number,
      centres: centres[index] ?? centres.at(-1) ?? (number > 1_000_000 ? 200 : 20),
      sample: exact ? 1 : sampleOf(number),
    })),
    cpu: {
      request: milliseconds('request-ms', values['request-ms']),
      rewrite: milliseconds('rewrite-ms', values['rewrite-ms']),
    },
    source,
    chart: values.chart,
    as: values.json ? 'json' : values.markdown ? 'markdown' : 'table',
  }
}

const TIMES: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9 }

function whole(name: string, text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([kMG]?)$/.exec(text.trim()) ?? []
  const number = digits === '' ? Number.NaN : Number(digits) * (TIMES[unit] ?? Number.NaN)
  if (!(number >= 1))
    throw new Error(`--${name}: "${text}" is not a whole number above 0, such as 20, 100k, 10M or 1G`)
  return number
}

function milliseconds(name: string, text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !(number >= 0 && number < 30_000))
    throw new Error(`--${name}: "${text}" is no number of milliseconds`)
  return number
}

import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'

export const USAGE =
  'npm run bench -- [--pages FOLDER] [--rounds 30] [--no-peers] [--chart FILE.svg] [--json]\n  npm run bench -- --hits [--rounds 30] [--json]'

export interface BenchArguments {
  /** The folder of saved pages; undefined: the demo paper's. */
  readonly folder: string | undefined
  readonly rounds: number
  readonly peers: boolean
  /** Where the chart goes. */
  readonly chart: string | undefined
  readonly json: boolean
  /** Hits of the cache instead of rewrites. */
  readonly hits: boolean
}

/** What the command line asks for. Throws, with a message for people, where it asks for nothing that there is. */
export function readArguments(args: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pages: { type: 'string' },
      rounds: { type: 'string', default: '30' },
      'no-peers': { type: 'boolean', default: false },
      chart: { type: 'string' },
      json: { type: 'boolean', default: false },
      hits: { type: 'boolean', default: false },
    },
  })
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds: "${values.rounds}" is not a whole number above 0`)
  if (values.pages !== undefined && !existsSync(values.pages))
    throw new Error(`--pages: there is no folder ${values.pages}`)
  if (values.chart !== undefined && !values.chart.endsWith('.svg'))
    throw new Error(`--chart: "${values.chart}" does not end in .svg, and a drawing is what is written`)
  if (values.hits && (values.pages !== undefined || values.chart !== undefined || values['no-peers']))
    throw new Error(
      '--hits: one page of the demo, and no peers and no chart: leave out what is about rewrites',
    )
  const { pages: folder, chart, json, hits } = values
  return { folder, rounds, peers: !values['no-peers'], chart, json, hits }
}

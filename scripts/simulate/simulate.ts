import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { progress } from '../bench/progress.ts'
import { readArguments, type SimulateArguments, USAGE } from './arguments.ts'
import { chart } from './chart.ts'
import { type Measured, simulate } from './day.ts'
import { amount, markdown, report } from './report.ts'

const { scenarios, cpu, source, chart: drawing, as } = readOrExit()
const days: Measured[] = []
for (const scenario of scenarios) {
  const what = `% of a day with ${amount(scenario.views)} views`
  days.push(await simulate(scenario, cpu, done => progress(what, Math.round(done * 100), 100), source))
}
if (drawing !== undefined) {
  mkdirSync(dirname(drawing), { recursive: true })
  writeFileSync(drawing, chart(days))
}
process.stdout.write(printed())

function printed(): string {
  switch (as) {
    case 'table':
      return report(days)
    case 'json':
      return `${JSON.stringify(days)}\n`
    case 'markdown':
      return markdown(days)
    default:
      return as satisfies never
  }
}

function readOrExit(): SimulateArguments {
  try {
    return readArguments(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n  ${USAGE}\n`)
    process.exit(1)
  }
}

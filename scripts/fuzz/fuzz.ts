import { parseArgs } from 'node:util'
import { runFuzz } from './run.ts'
import { selfTest } from './self-test.ts'

const USAGE = 'npm run fuzz -- [--pages 2000] [--seed 1] [--minutes M] [--self-test]'

process.exitCode = await main()

async function main(): Promise<number> {
  const choice = readArguments()
  if (!choice) return 1
  if (choice.selfTest) return (await selfTest(choice.pages, choice.seed)) ? 0 : 1
  const { found } = await runFuzz(choice)
  return found.size === 0 ? 0 : 1
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        pages: { type: 'string' },
        seed: { type: 'string', default: '1' },
        minutes: { type: 'string' },
        'self-test': { type: 'boolean', default: false },
      },
    })
    const minutes = values.minutes === undefined ? Number.POSITIVE_INFINITY : Number(values.minutes)
    // A time alone means as many pages as fit into it.
    const pages = Number(values.pages ?? (values.minutes === undefined ? 2000 : Number.MAX_SAFE_INTEGER))
    const seed = Number(values.seed)
    if (!Number.isInteger(pages) || pages < 1)
      throw new Error(`--pages: "${values.pages}" is no whole number above 0`)
    if (!Number.isInteger(seed)) throw new Error(`--seed: "${values.seed}" is no whole number`)
    if (!(minutes > 0)) throw new Error(`--minutes: "${values.minutes}" is no number above 0`)
    return { pages, seed, minutes, selfTest: values['self-test'] }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n  ${USAGE}\n`)
    return undefined
  }
}

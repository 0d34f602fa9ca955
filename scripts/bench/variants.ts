import { readFileSync } from 'node:fs'
import type { Lists } from './lists.ts'

export interface VariantRow {
  readonly name: string
  /** What it is, in the words of the table. */
  readonly what: string
  readonly entry: string
  /** Sent to the Worker before its first page. */
  readonly lists?: Lists
}

const entry = `${import.meta.dirname}/worker.ts`

export const OWN: readonly VariantRow[] = [
  { name: 'passthrough', what: 'streamed, untouched', entry },
  { name: 'noop', what: 'an HTMLRewriter that matches nothing', entry },
  { name: 'mirror', what: 'the whole rewrite', entry },
]

/** What else can be installed for the purpose. Without lists there is nothing for an ad blocker to match. */
export function peers(lists: Lists | undefined): readonly VariantRow[] {
  const parse5: VariantRow = {
    name: 'parse5',
    what: `${versioned('parse5-html-rewriting-stream')}: relinking, nothing else`,
    entry: `${import.meta.dirname}/peers/parse5.ts`,
  }
  if (!lists) return [parse5]
  const adblocker: VariantRow = {
    name: 'adblocker',
    what: `${versioned('@ghostery/adblocker')} on ${versioned('linkedom')}: hiding by ${counted(lists.names.length)}`,
    entry: `${import.meta.dirname}/peers/adblocker.ts`,
    lists,
  }
  return [parse5, adblocker]
}

const counted = (lists: number) => (lists === 1 ? 'one list' : `${lists} lists`)

function versioned(name: string): string {
  const path = `${import.meta.dirname}/../../node_modules/${name}/package.json`
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string }
  return `${name} ${version}`
}

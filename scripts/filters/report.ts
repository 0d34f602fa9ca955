import type { Group, Reason } from './item.ts'

export type Outcome = 'compiled' | 'as style' | 'excepted' | Reason

/** Counts what became of rules. */
export class Tally {
  readonly groups = new Map<Group, Map<Outcome, number>>()
  readonly notes = new Map<string, number>()

  count(group: Group, outcome: Outcome): void {
    const counts = this.groups.get(group) ?? new Map<Outcome, number>()
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    this.groups.set(group, counts)
  }

  note(what: string): void {
    this.notes.set(what, (this.notes.get(what) ?? 0) + 1)
  }

  of(group: Group, outcome: Outcome): number {
    return this.groups.get(group)?.get(outcome) ?? 0
  }

  /** The share of a group's rules that act, of those that are for a configured site and stand there once; 0 to 1. */
  share(group: Group): number {
    const counts = this.groups.get(group)
    let all = 0
    for (const [outcome, count] of counts ?? []) if (!ASIDE.has(outcome)) all += count
    return all === 0 ? 1 : (this.of(group, 'compiled') + this.of(group, 'as style')) / all
  }
}

const ASIDE = new Set<Outcome>(['for other sites', 'stands in another list or line too', 'excepted'])

export interface Figures {
  readonly lists: readonly { readonly name: string; readonly rules: number }[]
  readonly hosts: readonly string[]
  readonly tally: Tally
  readonly bytes: number
  readonly gzip: number
  /** Milliseconds. */
  readonly time: number
}

const GROUPS: Readonly<Record<Group, string>> = {
  generic: 'Hiding rules for every site',
  specific: 'Hiding rules for single sites',
  blocking: 'Blocking rules',
  exception: 'Exceptions',
}

/** The report as text. */
export function report({ lists, hosts, tally, bytes, gzip, time }: Figures): string {
  const lines = lists.map(({ name, rules }) => `${name}: ${number(rules)} rules`)
  lines.push(`for ${hosts.join(', ')}`, '')
  for (const [group, title] of Object.entries(GROUPS) as [Group, string][]) {
    const counts = [...(tally.groups.get(group) ?? [])].toSorted(([, a], [, b]) => b - a)
    if (counts.length === 0) continue
    const all = counts.reduce((sum, [, count]) => sum + count, 0)
    const share =
      group === 'exception' ? '' : `, ${percent(tally.share(group))} of those that are for these sites act`
    lines.push(`${title}: ${number(all)}${share}`)
    for (const [outcome, count] of counts) lines.push(row(count, `${percent(count / all)}  ${outcome}`))
  }
  lines.push('', 'Of these')
  for (const [what, count] of tally.notes) lines.push(row(count, what))
  lines.push('', `${kB(bytes)}, compressed ${kB(gzip)} (gzip), in ${(time / 1000).toFixed(1)} s`)
  return `${lines.join('\n')}\n`
}

const number = (value: number) => value.toLocaleString('en')
const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
const row = (count: number, text: string) => `${number(count).padStart(8)}  ${text}`

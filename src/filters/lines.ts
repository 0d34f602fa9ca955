/**
 * Line numbers as text: runs "step" or "step:count" in base 36, separated by commas, each step the
 * distance from the line before. Lists are sorted, so most of it is one run of ones.
 */
export function packLines(lines: readonly number[]): string {
  const runs: [step: number, count: number][] = []
  let before = 0
  for (const line of lines) {
    const last = runs.at(-1)
    if (last?.[0] === line - before) last[1]++
    else runs.push([line - before, 1])
    before = line
  }
  return runs
    .map(([step, count]) => (count === 1 ? step.toString(36) : `${step.toString(36)}:${count.toString(36)}`))
    .join()
}

/** The line number at an index from 0; 0 where there is none. */
export function lineAt(packed: string, index: number): number {
  let line = 0
  let left = index + 1
  for (const run of packed ? packed.split(',') : []) {
    const [step = '', count = '1'] = run.split(':')
    const taken = Math.min(left, Number.parseInt(count, 36))
    line += taken * Number.parseInt(step, 36)
    left -= taken
    if (left === 0) return line
  }
  return 0
}

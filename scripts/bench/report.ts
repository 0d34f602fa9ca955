import { styleText } from 'node:util'

/** What `--json` prints. Times are CPU milliseconds a page. */
export interface Result {
  readonly pages: number
  /** Of all pages, as the origin sends them. */
  readonly bytes: number
  readonly passthrough_ms: number
  readonly noop_ms: number
  readonly mirror_ms: number
  readonly ratio_to_noop: number
  /** Calls of the rewriter into JavaScript. */
  readonly calls_per_page: number
}

const WIDTH = 40

/** The result as people read it: a bar a variant, then what the bars mean. */
export function report(result: Result, rounds: number): string {
  const rows: [string, number, string][] = [
    ['passthrough', result.passthrough_ms, 'streamed, untouched'],
    ['noop', result.noop_ms, 'an HTMLRewriter that matches nothing'],
    ['mirror', result.mirror_ms, 'the whole rewrite'],
  ]
  const most = Math.max(...rows.map(([, ms]) => ms))
  const bars = rows.map(([name, ms, what]) => {
    const bar = '█'.repeat(Math.max(1, Math.round((ms / most) * WIDTH))).padEnd(WIDTH)
    return `  ${name.padEnd(12)} ${ms.toFixed(2).padStart(7)} ms  ${styleText('cyan', bar, { stream: process.stdout })}  ${what}`
  })
  const mean = Math.round(result.bytes / result.pages / 1000)
  return [
    '',
    `CPU of workerd a page: ${result.pages} pages of ${mean} kB, median of ${rounds} rounds`,
    '',
    ...bars,
    '',
    `  mirror / noop: ${result.ratio_to_noop.toFixed(1)}    calls into JavaScript a page: ${result.calls_per_page.toFixed(0)}`,
    '',
    '',
  ].join('\n')
}

/** A bar on stderr that is drawn over itself; silent where stderr is a file. */
export function progress(done: number, all: number): void {
  if (!process.stderr.isTTY) return
  const filled = Math.round((done / all) * WIDTH)
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
  process.stderr.write(done < all ? `\r  ${bar} ${done}/${all}` : '\r\x1b[K')
}

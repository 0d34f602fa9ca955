import { styleText } from 'node:util'
import { textOf } from './judge.ts'
import type { Outcome, Tried } from './page.ts'

const WIDTH = 40
const LONGEST = 1500

/** A bar on stderr that is drawn over itself; silent where stderr is a file. It follows pages or time, whichever ends first. */
export function progress(done: number, pages: number, started: number, ends: number): void {
  if (!process.stderr.isTTY) return
  const now = performance.now()
  const part = Math.min(1, Math.max(done / pages, (now - started) / (ends - started)))
  const filled = Math.round(part * WIDTH)
  const rate = Math.round(done / ((now - started) / 1000))
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
  process.stderr.write(part < 1 ? `\r  ${bar} ${done} pages, ${rate}/s ` : '\r\x1b[K')
}

/** One find: its kind, the seed that leads to it, the shortest page that shows it, and what came of that. */
export function describe(kind: string, detail: string, seed: number, { page, once }: Tried): string {
  const input = Buffer.from(page.bytes).toString(page.encoding === 'utf-16le' ? 'utf16le' : 'utf8')
  const rows = [
    styleText('bold', kind, { stream: process.stdout }),
    `  seed    ${seed}`,
    `  page    ${page.url}, ${page.contentType}, rules of "${page.site}"`,
    `  what    ${cut(detail)}`,
    `  input   ${cut(JSON.stringify(input))}`,
    `  output  ${cut(JSON.stringify(withoutNotice(once)))}`,
  ]
  return `${rows.join('\n')}\n\n`
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length})` : text)
const withoutNotice = (outcome: Outcome) =>
  textOf(outcome).replace(/<footer class="heliograph-notice".*?<\/footer>/s, '…notice…')

/** The last line. */
export function summary(pages: number, seconds: number, found: ReadonlyMap<string, number>): string {
  const kinds = [...found].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count}`)
  const rate = (pages / seconds).toFixed(0)
  return `${pages} pages, ${rate} pages/s, finds: ${kinds.length === 0 ? 'none' : kinds.join(', ')}\n`
}

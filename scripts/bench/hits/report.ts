import { CONNECTIONS, type Cost, type Hits } from './hits.ts'

/** The result as people read it. */
export function reportHits({ bytes, mirror, match, ratio }: Hits, rounds: number): string {
  const row = (name: string, { requests_per_s, cpu_ms }: Cost, what: string) =>
    `  ${name.padEnd(12)} ${requests_per_s.toFixed(0).padStart(7)} /s ${cpu_ms.toFixed(3).padStart(9)} ms  ${what}`
  return [
    '',
    `Hits through Miniflare: a page of ${Math.round(bytes / 1000)} kB, ${CONNECTIONS} connections, median of ${rounds} turns each`,
    '',
    row('mirror', mirror, 'a stored page; CPU of workerd a request'),
    row('match', match, 'a Worker that does nothing but caches.default.match'),
    '',
    `  mirror / match, hits a second     ${ratio.toFixed(2)}`,
    `  match / mirror, CPU a hit         ${(match.cpu_ms / mirror.cpu_ms).toFixed(2)}`,
    '',
    '',
  ].join('\n')
}

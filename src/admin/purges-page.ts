import { html, raw } from 'hono/html'
import { policy } from '../http/policy.ts'
import { MOST_BYTES, MOST_ENTRIES, sizeOf } from '../store/compaction.ts'
import type { Epochs } from '../store/epochs.ts'
import type { LogEntry } from '../store/purge-log.ts'

/** The log of purges: a page that loads nothing and sends nothing. */
export const PURGES_POLICY = {
  ...policy('html'),
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
}

/** The log and the size of the record, as JSON has it. */
export function purgesReport(log: readonly LogEntry[], epochs: Epochs) {
  const { entries, bytes } = sizeOf(epochs)
  return {
    purges: log.map(({ at, act, ...entry }) => ({
      at: new Date(at).toISOString(),
      route: `/-/admin/${act}`,
      ...entry,
    })),
    record: { entries, bytes, most_entries: MOST_ENTRIES, most_bytes: MOST_BYTES },
  }
}
export type PurgesReport = ReturnType<typeof purgesReport>

const STYLE = `:root{color-scheme:light dark;--line:#8885;--dim:light-dark(#555,#aaa)}
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;padding:1em;max-width:72em}
h1{font-size:1.3em}.dim,th{color:var(--dim)}code{font-size:.9em;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3em .8em .3em 0;border-bottom:1px solid var(--line)}
th{font-weight:normal}time{white-space:nowrap}
@media(max-width:40em){tr{display:block;border-bottom:1px solid var(--line);padding:.4em 0}td{display:block;border:0;padding:0}tr:has(th){display:none}}`

/** The same as a page for people. */
export const purgesPage = ({ purges, record }: PurgesReport, siteName: string) => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Purges: ${siteName}</title><style>${raw(STYLE)}</style></head>
<body><p class="dim">Heliograph · ${siteName}</p>
<h1>Purges and invalidations</h1>
<p class="dim">The last ${purges.length}, the latest first. The record that all data centres go by holds ${record.entries} of
at most ${record.most_entries} marks, ${record.bytes} of at most ${record.most_bytes} bytes; when it is full, the oldest are
folded into their folders. <a href="?format=json">As JSON</a></p>
${
  purges.length === 0
    ? html`<p>Nothing has been purged.</p>`
    : html`<table><tr><th>when (UTC)</th><th>route</th><th>what</th><th></th></tr>
${purges.map(
  ({ at, route, scope, count, first }) =>
    html`<tr><td><time datetime="${at}">${at.slice(0, 19).replace('T', ' ')}</time></td><td>${route}</td><td>${
      scope === 'everything' ? scope : `${count} ${count === 1 ? singular[scope] : scope}`
    }</td><td>${first.map(text => html`<code>${text}</code><br>`)}${
      count > first.length ? html`<span class="dim">and ${count - first.length} more</span>` : ''
    }</td></tr>`,
)}</table>`
}
</body></html>
`

const singular = { files: 'file', prefixes: 'prefix', tags: 'tag', hosts: 'host' } as const

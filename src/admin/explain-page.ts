import { html, raw } from 'hono/html'
import { policy } from '../http/policy.ts'
import type { Taken } from '../rewrite/report.ts'
import type { Explanation } from './explain.ts'

/** The explanation itself, which shows the page in a frame; and the page in that frame. Neither runs anything. */
export const EXPLAIN_POLICY = {
  ...policy('html'),
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}
export const FRAMED_POLICY = {
  ...policy('html'),
  'content-security-policy': (policy('html')['content-security-policy'] ?? '')
    .replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    .replace("form-action 'self'", "form-action 'none'; sandbox allow-same-origin"),
}

const STYLE = `:root{color-scheme:light dark;--line:#8885;--red:light-dark(#b11,#f88);--dim:light-dark(#555,#aaa)}
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;padding:1em;max-width:72em}
h1{font-size:1.3em;margin:.3em 0}h2{font-size:1.1em;margin:1.6em 0 .4em}
a,code,td{overflow-wrap:anywhere}code{font-size:.9em}p{margin:.5em 0}.dim{color:var(--dim)}
form{display:flex;gap:.5em}input{flex:1;min-width:0}input,button{font:inherit;padding:.3em .6em}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5em,1fr));gap:.6em;margin:1em 0}
dl div{border:1px solid var(--line);border-radius:6px;padding:.4em .7em}dt{color:var(--dim);font-size:.85em}dd{margin:0;font-size:1.2em}
table{border-collapse:collapse;width:100%;font-size:.92em}th,td{text-align:left;vertical-align:top;padding:.25em .8em .25em 0;border-bottom:1px solid var(--line)}
th{color:var(--dim);font-weight:normal}.n{text-align:right;white-space:nowrap;width:3em}
summary{cursor:pointer;padding:.3em 0}iframe{box-sizing:border-box;width:100%;height:80vh;border:2px solid var(--line);background:#fff}
@media(max-width:40em){tr{display:block;border-bottom:1px solid var(--line);padding:.35em 0}td{border:0;padding:0 .6em 0 0;display:inline}tr:has(th){display:none}.n::after{content:" ×"}}
mark{background:none;color:var(--red);font-weight:bold}`

/** An explanation as a page for people. Everything that comes from the paper is escaped. */
export function explainPage(explanation: Explanation, siteName: string) {
  const {
    url,
    status,
    media,
    location,
    removed,
    kept,
    dropped,
    relinked,
    refused,
    refusals,
    calls,
    ms,
    bytes,
  } = explanation
  const query = `?url=${encodeURIComponent(url)}`
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Explained: ${url}</title><style>${raw(STYLE)}</style></head>
<body><p class="dim">Heliograph · ${siteName}</p>
<h1>What becomes of <code>${url}</code></h1>
<form><input name="url" value="${url}" aria-label="Address"><button>Explain</button></form>
<p class="dim">Fetched and rewritten just now, and not stored. <a href="${query}&amp;format=json">As JSON</a></p>
<dl>
${fact('Status', status)}
${fact('Kind', media)}
${fact('Removed by rules', sum(removed))}
${fact('Kept in spite of a rule', sum(kept))}
${fact('Refused addresses', refusals)}
${fact('Relinked addresses', relinked.total)}
${fact('Calls into JavaScript', calls ?? '–')}
${fact('From the paper', `${ms.fetch} ms`)}
${fact('Rewriting', `${ms.rewrite} ms`)}
${fact('Size', `${kilobytes(bytes.in)} → ${kilobytes(bytes.out)}`)}
</dl>
<p class="dim">Times are by the clock, from one run; a Worker cannot read its CPU time. <code>npm run bench</code> measures it.</p>
${location === undefined ? '' : html`<p>It sends readers on to <code>${location}</code>.</p>`}
<h2>Removed by rules</h2>
${lists(removed)}
<p class="dim">A piece that several rules name counts for each of them.</p>
${rules(removed, 'No rule took anything.')}
<h2>Kept, though a rule names it</h2>
${rules(kept, 'Nothing: no rule would have taken too much, or something that never ends.')}
<h2>Refused addresses</h2>
${
  refused.length === 0
    ? html`<p class="dim">None.</p>`
    : html`<table><tr><th>where</th><th>address</th><th>why</th></tr>
${refused.map(
  ({ tag, attribute, address, reason, rule }) =>
    html`<tr><td><code>${tag} ${attribute}</code></td><td><code>${address}</code></td><td>${WHY[reason]}${
      rule === undefined ? '' : html`: <code>${rule}</code>`
    }</td></tr>`,
)}</table>`
}
${refusals > refused.length ? html`<p class="dim">And ${refusals - refused.length} more.</p>` : ''}
<h2>Dropped elements</h2>
<p>${Object.entries(dropped).map(([tag, count]) => html`<code>${tag}</code> ${count} &ensp;`)}</p>
<p class="dim">Elements that no page of the mirror has. Of forms, objects, drawings and formulas only the tags go.</p>
<details><summary>Relinked addresses: ${relinked.total}</summary>
<p>${Object.entries(relinked.byAttribute).map(([name, count]) => html`<code>${name}</code> ${count} &ensp;`)}</p>
<table><tr><th>where</th><th>before</th><th>after</th></tr>
${relinked.samples.map(
  ({ tag, attribute, before, after }) =>
    html`<tr><td><code>${tag} ${attribute}</code></td><td><code>${before}</code></td><td><code>${after}</code></td></tr>`,
)}</table></details>
${
  media === 'html' && location === undefined
    ? html`<h2>The page, with what was removed <mark>outlined</mark></h2>
<p class="dim">Fetched once more for this view. Scripts and frames are not in it.</p>
<iframe src="${query}&amp;view=page" sandbox="allow-same-origin" title="The rewritten page"></iframe>`
    : ''
}
</body></html>
`
}

const WHY = {
  away: 'not on the mirror',
  unsafe: 'not safe to have on a page',
  advert: 'an advertisement',
} as const

const fact = (name: string, value: string | number) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

const sum = (taken: readonly Taken[]) => taken.reduce((all, { count }) => all + count, 0)

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

/** How many pieces each list took. */
function lists(taken: readonly Taken[]) {
  const counts = new Map<string, number>()
  for (const { list, count } of taken) counts.set(list ?? '', (counts.get(list ?? '') ?? 0) + count)
  return html`<p>${[...counts].map(([list, count]) => html`${listName(list)} <b>${count}</b> &ensp;`)}</p>`
}

const listName = (list: string | null) =>
  list === 'site' ? 'the site’s own file' : list ? html`<code>${list}</code>` : 'no list'

function rules(taken: readonly Taken[], none: string) {
  if (taken.length === 0) return html`<p class="dim">${none}</p>`
  return html`<table><tr><th class="n">×</th><th>rule</th><th>list</th><th>element</th><th>outcome</th></tr>
${taken.map(
  ({ rule, list, line, tag, outcome, count }) =>
    html`<tr><td class="n">${count}</td><td><code>${rule}</code></td><td>${listName(list)}${
      line === null ? '' : `, line ${line}`
    }</td><td><code>${tag}</code></td><td>${outcome}</td></tr>`,
)}</table>`
}

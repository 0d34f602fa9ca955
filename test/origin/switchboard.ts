import { feedPaths, pagePaths } from './addresses.ts'
import { faults, isFault } from './faults.ts'
import { esc } from './html.ts'
import { asPath, state } from './switchboard-state.ts'

const noStore = { 'Cache-Control': 'no-store' }

const html = (body: string, status = 200): Response =>
  new Response(body, { status, headers: { ...noStore, 'Content-Type': 'text/html; charset=utf-8' } })

const style = `body { font: 16px/1.6 sans-serif; max-width: 900px; margin: 24px auto; padding: 0 16px; background: #fbf8f1 }
td { padding: 2px 14px 2px 0; vertical-align: top } a { color: #8e1616 } code { background: #f0e8d8; padding: 0 4px } li { word-break: break-all }`

const clearLink = (path: string): string =>
  `<a href="/switchboard/set?path=${encodeURIComponent(path)}&amp;fault=none">clear</a>`

function overview(): Response {
  const set = [...state.faults].map(
    ([path, fault]) => `<tr><td><code>${esc(path)}</code><td>${fault}<td>${clearLink(path)}`,
  )
  const known = Object.entries(faults).map(
    ([name, text]) =>
      `<tr><td><code>${name}</code><td>${esc(text)}<td><a href="/?fault=${name}">try on /</a>`,
  )
  const options = ['none', ...Object.keys(faults)].map(name => `<option>${name}`).join('')
  const pages = [...pagePaths, ...feedPaths].map(path => `<li><a href="${path}">${esc(decodeURI(path))}</a>`)
  return html(`<!doctype html><html lang="en"><meta charset="utf-8"><title>The Lantern: switchboard</title><style>${style}</style>
<h1>Switchboard</h1>
<p>What this demo paper does wrong, on purpose. Add <code>?fault=NAME</code> to any address for one request, or set it for a path here.</p>
<form action="/switchboard/set"><input name="path" value="*" size="40" list="paths"> <select name="fault">${options}</select> <button>Set</button>
 <a href="/switchboard/clear">clear all</a> | <a href="/switchboard/log">requests since the last look</a></form>
<h2>Set now</h2><table>${set.join('\n') || '<tr><td>nothing'}</table>
<h2>Faults</h2><table>${known.join('\n')}</table>
<h2>Pages</h2><ul>${pages.join('\n')}</ul>
<datalist id="paths">${pagePaths.map(path => `<option value="${path}">`).join('')}</datalist></html>
`)
}

function set(query: URLSearchParams): Response {
  const path = asPath(query.get('path') ?? '*')
  const fault = query.get('fault') ?? ''
  if (!path || !(fault === 'none' || isFault(fault)))
    return html('<p>Which path, and which fault?</p>\n', 400)
  if (fault === 'none') state.faults.delete(path)
  else state.faults.set(path, fault)
  return overview()
}

export function switchboard(url: URL): Response {
  switch (url.pathname) {
    case '/switchboard':
    case '/switchboard/':
      return overview()
    case '/switchboard/set':
      return set(url.searchParams)
    case '/switchboard/clear':
      state.faults.clear()
      return overview()
    case '/switchboard/log':
      return Response.json(state.log.splice(0), { headers: noStore })
    default:
      return html('<p>No such switch.</p>\n', 404)
  }
}

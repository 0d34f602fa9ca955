import { CLOSING } from '../../src/rewrite/pass/sentinel.ts'
import type { Find } from './find.ts'
import { leaks } from './leaks.ts'
import { type Outcome, REMOVED, type Tried } from './page.ts'
import { attributesOf, isElement, parsePage, walk } from './tree.ts'
import { lostWords, shownWords } from './words.ts'

const FOOT = '<footer class="heliograph-notice"'
const HTML = 'http://www.w3.org/1999/xhtml'
/** What a reader gets instead where nothing but the page's words is left. */
const SAID = /(?:This page is served by a mirror|&#36825;&#26159;&#38236;)[^<]*<\/p>\s*$/

/** What the parser itself says where it will not go on: markup that it cannot read as a browser does, or too much. */
const GAVE_UP = /ambiguous|memory limit|MemoryLimit|too deep|exceeded/i

/** Everything wrong with what became of a page. Knows nothing of how the rewriter works. */
export function judge({ page, once, pieces }: Tried): Find[] {
  const finds: Find[] = []
  const add = (kind: string, detail: string) => finds.push({ kind, detail })
  const gaveUp = [once, ...(pieces ? [pieces] : [])].some(
    ({ kind, message }) => kind === 'aborted' && GAVE_UP.test(message),
  )
  if (gaveUp) add('parser gave up', once.message)
  for (const outcome of [once, ...(pieces ? [pieces] : [])]) {
    if (outcome.kind === 'aborted' && GAVE_UP.test(outcome.message)) continue
    if (outcome.kind === 'empty' && page.bytes.length === 0) continue
    if (outcome.kind !== 'rewritten') add(outcome.kind, outcome.message)
  }
  for (const line of once.logged) add('logged', line)
  const differ = pieces && !gaveUp ? difference(once, pieces) : undefined
  if (differ !== undefined) add('chunks', differ)
  const html = textOf(once)
  finds.push(...leaksOf(html, page.url))
  if (once.kind !== 'rewritten') return finds
  const original = page.encoding === 'unknown' ? undefined : new TextDecoder(page.encoding).decode(page.bytes)
  if (!isSigned(original, html)) add('tail', html.slice(-200))
  if (page.site !== 'demo' && original !== undefined) {
    const lost = lostWords(original, html, REMOVED[page.site])
    if (lost.length > 0) add('words', lost.join(' '))
    const shown = shownWords(original, html)
    if (shown.length > 0) add('shown', shown.join(' '))
  }
  return finds
}

/** Whether a page says that it is a mirror's where its reader sees that, if what stands behind the original is seen. */
function isSigned(original: string | undefined, html: string): boolean {
  if (SAID.test(html) || hasFoot(html)) return true
  // A page that ends in a template keeps to itself whatever comes.
  return html.includes(FOOT) && (original === undefined || !hasFoot(`${original}${CLOSING}${FOOT}>`))
}

/** Whether there is what the mirror writes at a page's end, and not in a drawing or in a text. */
function hasFoot(html: string): boolean {
  for (const node of walk(parsePage(html, true), element => element.tagName !== 'template')) {
    if (!isElement(node) || node.tagName !== 'footer' || node.namespaceURI !== HTML) continue
    if (attributesOf(node).get('class') === 'heliograph-notice') return true
  }
  return false
}

/** What the mirror itself writes at a page's end. */
const APPENDED =
  /(<style>[^<]*<\/style>)?<footer class="heliograph-notice"(?![\s\S]*<footer class="heliograph-notice")/

function leaksOf(html: string, url: string): Find[] {
  const found = leaks(html, true, url)
  // Where nothing is left that scripting would change, a second look sees the same.
  if (/<noscript/i.test(html)) {
    for (const find of leaks(html, false, url)) found.push({ ...find, kind: `${find.kind} unscripted` })
  }
  if (found.length === 0) return found
  // A tag that the page does not finish is none, until what the mirror appends finishes it.
  const own = html.search(APPENDED)
  const kinds = (scripting: boolean) => leaks(html.slice(0, own), scripting, url).map(find => find.kind)
  const alone = own < 0 ? undefined : new Set([...kinds(true), ...kinds(false)])
  return found.map(find =>
    alone === undefined || alone.has(find.kind.replace(' unscripted', ''))
      ? find
      : { kind: 'unfinished tag', detail: find.detail },
  )
}

export function textOf({ contentType, bytes }: Outcome): string {
  const label = /charset=([^\s;]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  return new TextDecoder(label).decode(bytes)
}

function difference(once: Outcome, pieces: Outcome): string | undefined {
  if (once.kind !== pieces.kind) return `${once.kind} in one, ${pieces.kind} in chunks: ${pieces.message}`
  // Where the parser gives up depends on the pieces, and what it stumbles over is spelled otherwise from there on.
  const [a, b] = [once, pieces].map(outcome =>
    textOf(outcome).replace(/<\/selec[xt]>|((?:<|&lt;|\\3c )\/?selec|<\/?framese)[xt]/gi, '$1'),
  ) as [string, string]
  if (a === b) return undefined
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 80))
  return `at ${at}: ${around(a)} in one, ${around(b)} in chunks`
}

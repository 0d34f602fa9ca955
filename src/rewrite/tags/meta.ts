import { relink } from '../address/relink.ts'
import type { Page } from '../page.ts'
import { type Attributes, remove, type Tag, write } from './tag.ts'

/** What a page may say in the place of a header. The rest is the mirror's to say. */
const KEPT = new Set(['content-type', 'content-language', 'x-ua-compatible', 'default-style'])

/** What a `<meta>` has that could matter: a policy, a refresh, or an address, however they are spelled. */
const TELLING = /http-equiv|referrer|[/\\]{2}|&/i

/** Whether a `<meta>` needs a look; most only say what the page is about. */
export function mayTell(text: string, from: number, end: number): boolean {
  return TELLING.test(text.slice(from, end))
}

/** Keeps a `<meta>` that sets no policy, and a refresh that stays on the mirror. */
export function treatMeta(tag: Tag, attributes: Attributes, page: Page): void {
  const equivalent = attributes.get('http-equiv')?.trim().toLowerCase()
  if (attributes.get('name')?.trim().toLowerCase() === 'referrer') remove(tag)
  else if (equivalent === 'refresh') treatRefresh(tag, attributes.get('content') ?? '', page)
  else if (equivalent !== undefined && !KEPT.has(equivalent)) remove(tag)
  else treatPreview(tag, attributes, page)
}

/** What shows a page in small is fetched by whoever shares it, often from a reader's own device. */
const SHOWN = /image|video|audio|player|thumbnail|msapplication/i
const ADDRESS = /^\s*(https?:)?[/\\]{2}/i

function treatPreview(tag: Tag, attributes: Attributes, page: Page): void {
  const name = attributes.get('property') ?? attributes.get('name') ?? attributes.get('itemprop') ?? ''
  const content = attributes.get('content') ?? ''
  if (!SHOWN.test(name) || !ADDRESS.test(content)) return
  const found = relink(content, 'asset', page)
  if (found.kind === 'mirror') write(tag, 'content', content, found.path)
  else remove(tag)
}

function treatRefresh(tag: Tag, content: string, page: Page): void {
  const refresh = parseRefresh(content)
  if (refresh === undefined) return remove(tag)
  if (refresh.address === '') return
  const found = relink(refresh.address, 'link', page)
  if (found.kind === 'mirror') write(tag, 'content', undefined, `${refresh.seconds};url=${found.path}`)
  // A reader must not be taken off the mirror without having asked for it.
  else if (found.kind !== 'local') remove(tag)
}

/** "600", "600; url=…", "600, '…'": seconds, then perhaps an address (HTML standard, shared refresh steps). */
function parseRefresh(content: string): { seconds: string; address: string } | undefined {
  const [, seconds, rest = ''] = /^\s*([\d.]+)(?:[;,\s]\s*[;,]?\s*(.*))?$/s.exec(content) ?? []
  if (seconds === undefined) return undefined
  const [, quote = '', text = ''] = /^(?:url\s*=\s*)?(["']?)(.*)$/is.exec(rest) ?? []
  return { seconds, address: quote === '' ? text.trim() : (text.split(quote)[0] ?? '') }
}

import type { Named } from './addresses.ts'

const XHTML = 'http://www.w3.org/1999/xhtml'

/** An open element of a feed, and what those in it have to know of it. */
export interface Frame extends Named {
  readonly name: string
  /** What relative addresses in it are resolved against (`xml:base`). */
  readonly base: string
  /** The prefixes that mean XHTML in it, "" for none at all. */
  readonly html: ReadonlySet<string>
  /** Whether it is left out, with all that it holds. */
  readonly dropped: boolean
  /** Whether what it holds is meant as HTML. */
  readonly holdsHtml: boolean
}

/** An element's attributes by name, decoded. */
export type Values = ReadonlyMap<string, string>

/** Elements that a person reads: markup in them is HTML, also where its namespace isn't said. */
const PROSE = new Set([
  ...['description', 'summary', 'content', 'encoded', 'title', 'subtitle', 'rights', 'tagline', 'fulltext'],
])
/** Elements that are HTML wherever they stand. */
const HTML = new Set([
  ...['html', 'div', 'span', 'p', 'a', 'img', 'picture', 'iframe', 'frame', 'object', 'embed', 'table'],
  ...['ul', 'ol', 'figure', 'blockquote', 'svg', 'style', 'form', 'input', 'base', 'meta'],
])

/** The element that a start tag opens inside of another one, if it is in any. */
export function frameOf(name: string, values: Values, outer: Frame | undefined, url: string): Frame {
  const { local, prefix } = split(name)
  const html = spaces(values, outer?.html ?? new Set())
  const isProse = PROSE.has(local) && !(prefix === 'media' && local === 'content')
  return {
    ...{ name, local, prefix, html },
    parent: outer?.local ?? '',
    permalink: values.get('isPermaLink')?.trim().toLowerCase(),
    rel: values.get('rel')?.trim().toLowerCase(),
    base: resolve(values.get('xml:base'), outer?.base ?? url),
    dropped: outer?.dropped ?? false,
    holdsHtml: isProse || values.get('type')?.trim().toLowerCase() === 'xhtml',
  }
}

/** Whether HTML begins with an element: what is in it is no part of the feed. A sitemap's `xhtml:link` is. */
export function beginsHtml(frame: Frame, outer: Frame | undefined): boolean {
  if (frame.local !== 'link' && frame.html.has(frame.prefix)) return true
  return frame.prefix === '' && (HTML.has(frame.local) || (outer?.holdsHtml ?? false))
}

/** A name's parts. */
export function split(name: string): { prefix: string; local: string } {
  const colon = name.indexOf(':')
  return { prefix: name.slice(0, Math.max(colon, 0)), local: name.slice(colon + 1).toLowerCase() }
}

function spaces(values: Values, outer: ReadonlySet<string>): ReadonlySet<string> {
  let inner: Set<string> | undefined
  for (const [name, value] of values) {
    const prefix = name === 'xmlns' ? '' : /^xmlns:(.+)/.exec(name)?.[1]
    if (prefix === undefined || outer.has(prefix) === (value === XHTML)) continue
    inner ??= new Set(outer)
    if (value === XHTML) inner.add(prefix)
    else inner.delete(prefix)
  }
  return inner ?? outer
}

function resolve(base: string | undefined, outer: string): string {
  const found = base !== undefined && URL.canParse(base, outer) ? new URL(base, outer) : undefined
  return found && /^https?:$/.test(found.protocol) ? found.href : outer
}

import { readdress } from './address-attribute.ts'
import type { Page } from './page.ts'
import { type Attributes, remove, type Tag, write } from './tag.ts'

/** Relations that a browser fetches by itself, and the page needs. */
const FETCHED = new Set([
  'stylesheet',
  'icon',
  'shortcut',
  'apple-touch-icon',
  'apple-touch-icon-precomposed',
  'mask-icon',
])
/** Relations that only say how pages belong together. */
const NAMING = new Set([
  ...[
    'canonical',
    'alternate',
    'amphtml',
    'author',
    'license',
    'next',
    'prev',
    'up',
    'first',
    'last',
    'home',
  ],
  ...['contents', 'index', 'help', 'bookmark', 'shortlink', 'me', 'tag', 'copyright'],
])

/** Keeps a `<link>` whose every relation is known to be harmless. Connections, preloads and manifests go. */
export function treatLink(tag: Tag, attributes: Attributes, page: Page): void {
  const relations = (attributes.get('rel') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const href = attributes.get('href')
  const known = relations.length > 0 && relations.every(name => FETCHED.has(name) || NAMING.has(name))
  if (!known || href === undefined) {
    remove(tag)
    return
  }
  attributes.delete('href')
  unwait(tag, attributes)
  if (relations.some(name => FETCHED.has(name))) return readdress(tag, 'href', href, 'asset', page, href)
  // The source stays: `canonical` names the paper's own address, in full.
  const canonical = relations.includes('canonical') && URL.canParse(href.trim(), page.base)
  if (canonical) write(tag, 'href', undefined, page.marks.of('a') + new URL(href.trim(), page.base).href)
  else readdress(tag, 'href', href, 'link', page, href)
}

/** A style sheet that a script would have switched on once it was there: `media=print onload="this.media='all'"`. */
function unwait(tag: Tag, attributes: Attributes): void {
  const onload = attributes.get('onload')
  if (onload === undefined || !/\bmedia\b/i.test(onload)) return
  const media = /\bmedia\s*=\s*["']([\w\s(),:-]+)["']/i.exec(onload)?.[1] ?? 'all'
  write(tag, 'media', attributes.get('media'), media)
}

import { readdress } from '../address/address-attribute.ts'
import type { Page } from '../page.ts'
import { type Attributes, drop, remove, type Tag, write } from './tag.ts'

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

const isKnown = (relation: string) => FETCHED.has(relation) || NAMING.has(relation)

/** Keeps a `<link>` whose every relation is known to be harmless. Connections, preloads and manifests go. */
export function treatLink(tag: Tag, attributes: Attributes, page: Page): void {
  const relations = relationsOf(tag, attributes)
  const href = attributes.get('href')
  const known = relations.length > 0 && relations.every(isKnown)
  if (!known || href === undefined) {
    remove(tag)
    return
  }
  attributes.delete('href')
  unwait(tag, attributes)
  if (relations.some(name => FETCHED.has(name))) return readdress(tag, 'href', href, 'asset', page, href)
  // The source stays: `canonical` names the paper's own address, in full.
  const canonical = relations.includes('canonical') && URL.canParse(href.trim(), page.base)
  if (canonical) write(tag, 'href', undefined, new URL(href.trim(), page.base).href)
  else readdress(tag, 'href', href, 'link', page, href)
}

/** What a link is for. A style sheet stays one without the hints that stand beside it. */
function relationsOf(tag: Tag, attributes: Attributes): readonly string[] {
  const rel = attributes.get('rel')
  const written = (rel ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const waits = isWaiting(written, attributes)
  const applies = written.includes('stylesheet') && !written.includes('alternate')
  if (!waits && (!applies || written.every(isKnown))) return written
  write(tag, 'rel', rel, 'stylesheet')
  drop(tag, 'as')
  return ['stylesheet']
}

/** Whether a script would have made it a style sheet: `rel=preload as=style onload="this.rel='stylesheet'"`. */
function isWaiting(relations: readonly string[], attributes: Attributes): boolean {
  const onload = attributes.get('onload') ?? ''
  const isStyle = attributes.get('as')?.trim().toLowerCase() === 'style' || relations.includes('stylesheet')
  return isStyle && /\brel\b/i.test(onload) && /\bstylesheet\b/i.test(onload)
}

/** A style sheet that a script would have switched on once it was there: `media=print onload="this.media='all'"`. */
function unwait(tag: Tag, attributes: Attributes): void {
  const onload = attributes.get('onload')
  if (onload === undefined || !/\bmedia\b/i.test(onload)) return
  const media = /\bmedia\s*=\s*["']([\w\s(),:-]+)["']/i.exec(onload)?.[1] ?? 'all'
  write(tag, 'media', attributes.get('media'), media)
}

import { assetAddress, readdress, readdressSet } from '../address/address-attribute.ts'
import { relinkCss } from '../address/css.ts'
import { relink } from '../address/relink.ts'
import { follow } from '../adverts/advert.ts'
import type { Page } from '../page.ts'
import { plainly } from './amp.ts'
import { decode } from './attribute.ts'
import { treatBase } from './base.ts'
import { frameLink } from './frame.ts'
import { treatLink } from './link.ts'
import { treatMeta } from './meta.ts'
import { treatPicture } from './picture.ts'
import { type Attributes, drop, read, remove, type Tag, unwrap, write } from './tag.ts'

/** Rewrites one start tag: what it is decides first, then each attribute that is left. */
export function treat(tag: Tag, page: Page): void {
  if (tag.removed) return
  const attributes = read(tag)
  treatElement(tag, attributes, page)
  if (tag.removed) return
  for (const [name, value] of attributes) treatAttribute(tag, name, value, page)
  plainly(tag, page)
}

function treatElement(tag: Tag, attributes: Attributes, page: Page): void {
  switch (tag.tagName) {
    // What stands inside is what a browser without the plug-in shows; without a frameset, the links for its frames.
    case 'object':
    case 'frameset':
    case 'framesex':
      return unwrap(tag)
    case 'form':
      return leadsAway(attributes.get('action') ?? '', page) ? unwrap(tag) : undefined
    case 'base':
      return treatBase(tag, attributes, page)
    case 'link':
      return treatLink(tag, attributes, page)
    case 'meta':
      return treatMeta(tag, attributes, page)
    case 'img':
    case 'source':
    case 'video':
    case 'audio':
    case 'amp-img':
    case 'amp-anim':
    case 'amp-video':
    case 'amp-audio':
      return treatPicture(tag, attributes, page)
  }
}

/** What is typed into a form is for the paper, or for nobody. */
function leadsAway(action: string, page: Page): boolean {
  if (action.trim() === '') return false
  const { kind } = relink(action, 'link', page)
  return kind !== 'mirror' && kind !== 'local'
}

/** Takes away what a page must not have. Where it showed something from elsewhere, a link says so. */
export function treatDropped(tag: Tag, page: Page): void {
  const link = frameLink(tag, page)
  if (link !== undefined) {
    follow(page.source.filters?.element(tag), tag, page)
    if (tag.removed) return
    tag.before(link, { html: true })
  }
  remove(tag)
}

/** Relinks what a reader follows: the `href` of an `<a>` or `<area>`, and nothing else of it. */
export function treatHref(tag: Tag, page: Page): void {
  const href = tag.removed ? null : tag.getAttribute('href')
  if (href === null) return
  const value = decode(href)
  const found = relink(value, 'link', page)
  if (found.kind === 'away') follow(page.source.filters?.link(found.href, tag), tag, page)
  if (!tag.removed) readdress(tag, 'href', value, 'link', page, value, found)
}

/** Rewrites a start tag whose name means nothing: its link and its other attributes. */
export function treatWritten(tag: Tag, page: Page): void {
  if (LINKING.has(tag.tagName)) treatHref(tag, page)
  for (const [name, value] of read(tag)) treatAttribute(tag, name, value, page)
}

/** Elements that a reader follows. */
const LINKING = new Set(['a', 'area'])

/** Elements whose `href` has been taken care of by the time their other attributes are looked at. */
const ADDRESSED = new Set(['a', 'area', 'base'])

const isHandler = (name: string) => name.startsWith('on')

function treatAttribute(tag: Tag, name: string, value: string, page: Page): void {
  if (isHandler(name)) return tag.removeAttributes ? void tag.removeAttributes(isHandler) : drop(tag, name)
  switch (name) {
    case 'href':
      return ADDRESSED.has(tag.tagName) ? undefined : readdress(tag, name, value, 'asset', page, value)
    case 'xlink:href':
      return readdress(tag, name, value, tag.tagName === 'a' ? 'link' : 'asset', page, value)
    case 'formaction':
      return leadsAway(value, page) ? drop(tag, name) : readdress(tag, name, value, 'link', page, value)
    case 'action':
    case 'cite':
    case 'longdesc':
      return readdress(tag, name, value, 'link', page, value)
    case 'src':
    case 'poster':
    case 'background':
    case 'lowsrc':
    case 'dynsrc':
      return readdress(tag, name, value, 'asset', page, value)
    case 'srcset':
    case 'imagesrcset':
      return readdressSet(tag, name, value, page, value)
    case 'style':
    case 'fill':
    case 'stroke':
    case 'filter':
    case 'mask':
    case 'clip-path':
    case 'cursor':
    case 'marker':
    case 'marker-start':
    case 'marker-mid':
    case 'marker-end':
      return write(
        tag,
        name,
        value,
        relinkCss(value, url => assetAddress(url, page)),
      )
    case 'ping':
    case 'manifest':
    case 'attributionsrc':
    case 'srcdoc':
    case 'referrerpolicy':
    // What is checked against the original's bytes, or asks for them in a reader's name.
    case 'integrity':
    case 'crossorigin':
    case 'nonce':
      return drop(tag, name)
  }
}

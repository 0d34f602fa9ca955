import { readdress, readdressSet } from '../address/address-attribute.ts'
import { relink } from '../address/relink.ts'
import { takeAway } from '../adverts/advert.ts'
import type { Page } from '../page.ts'
import { isShape } from './frame.ts'
import { lazyPicture, shown } from './lazy.ts'
import { treatPlayer } from './player.ts'
import { type Attributes, drop, remove, type Tag, write } from './tag.ts'

/** A picture shows its real address; one that is there only to be counted goes. */
export function treatPicture(tag: Tag, attributes: Attributes, page: Page): void {
  const [src, srcset] = [attributes.get('src'), attributes.get('srcset')]
  if (tag.tagName === 'img' && src !== undefined && page.repeats(src)) return remove(tag)
  const lazy = lazyPicture(attributes, page.site.lazy)
  if (lazy.spent.length === 0 && isPixel(attributes)) {
    remove(tag)
    return
  }
  for (const name of [...lazy.spent, 'src', 'srcset']) attributes.delete(name)
  for (const name of lazy.spent) drop(tag, name)
  if (lazy.spent.length > 0) reveal(tag, attributes)
  const address = lazy.src ?? src
  const found = address === undefined ? undefined : relink(address, 'asset', page)
  if (address !== undefined && found !== undefined) {
    if (found.kind === 'advert') {
      const by = page.source.report && page.blockedBy(address)
      takeAway(tag, page, 'an address of an advertisement', page.site.limit, by)
      for (const name of ['src', 'srcset']) drop(tag, name)
      return
    }
    if (isCopy(attributes) && page.shows(address)) return remove(tag)
    if (PICTURES.has(tag.tagName)) page.show(address, found)
    readdress(tag, 'src', address, 'asset', page, src, found)
  }
  treatPlayer(tag, attributes, found, page)
  if (tag.removed) return
  const set = lazy.srcset ?? (lazy.src === undefined ? srcset : undefined)
  if (set !== undefined) readdressSet(tag, 'srcset', set, page, srcset)
  else if (srcset !== undefined) drop(tag, 'srcset')
}

const PICTURES = new Set(['img', 'amp-img', 'amp-anim'])

/** Whether AMP's script, or what made the page in its place, has put a picture into the element that is one already. */
const isCopy = (attributes: Attributes) =>
  /\bi-amphtml-replaced-content\b/.test(attributes.get('class') ?? '')

/** Takes off what only a script would have taken off once the picture was there. */
function reveal(tag: Tag, attributes: Attributes): void {
  const classes = attributes.get('class')
  if (classes !== undefined) write(tag, 'class', classes, shown(classes))
  if (attributes.get('sizes') === 'auto') drop(tag, 'sizes')
}

const isPixel = (attributes: Attributes) =>
  !isShape(attributes.get('layout')) &&
  isTiny(attributes.get('width')) &&
  isTiny(attributes.get('height')) &&
  !/^\s*data:/i.test(attributes.get('src') ?? '')

const isTiny = (length: string | undefined) => /^\s*[01](\.0+)?\s*(px)?\s*$/.test(length ?? '')

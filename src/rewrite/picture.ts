import { readdress, readdressSet } from './address-attribute.ts'
import { lazyPicture, shown } from './lazy.ts'
import type { Page } from './page.ts'
import { type Attributes, drop, remove, type Tag, write } from './tag.ts'

/** A picture shows its real address; one that is there only to be counted goes. */
export function treatPicture(tag: Tag, attributes: Attributes, page: Page): void {
  const [src, srcset] = [attributes.get('src'), attributes.get('srcset')]
  const lazy = lazyPicture(attributes, page.site.lazy)
  if (lazy.spent.length === 0 && isPixel(attributes)) {
    remove(tag)
    return
  }
  for (const name of [...lazy.spent, 'src', 'srcset']) attributes.delete(name)
  for (const name of lazy.spent) drop(tag, name)
  if (lazy.spent.length > 0) reveal(tag, attributes)
  const address = lazy.src ?? src
  if (address !== undefined) {
    if (tag.tagName === 'img') page.show(address)
    readdress(tag, 'src', address, 'asset', page, src)
  }
  const set = lazy.srcset ?? (lazy.src === undefined ? srcset : undefined)
  if (set !== undefined) readdressSet(tag, 'srcset', set, page, srcset)
  else if (srcset !== undefined) drop(tag, 'srcset')
}

/** Takes off what only a script would have taken off once the picture was there. */
function reveal(tag: Tag, attributes: Attributes): void {
  const classes = attributes.get('class')
  if (classes !== undefined) write(tag, 'class', classes, shown(classes))
  if (attributes.get('sizes') === 'auto') drop(tag, 'sizes')
}

const isPixel = (attributes: Attributes) =>
  isTiny(attributes.get('width')) &&
  isTiny(attributes.get('height')) &&
  !/^\s*data:/i.test(attributes.get('src') ?? '')

const isTiny = (length: string | undefined) => /^\s*[01](\.0+)?\s*(px)?\s*$/.test(length ?? '')

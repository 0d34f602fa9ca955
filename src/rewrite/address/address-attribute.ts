import type { Page } from '../page.ts'
import { drop, type Tag, write } from '../tags/tag.ts'
import { type Relinked, relink } from './relink.ts'
import { parseSrcset, writeSrcset } from './srcset.ts'

/**
 * Relinks the address in an attribute. A link may lead to another site; what a browser fetches by itself goes,
 * unless the mirror carries it.
 * @param before what the attribute holds now, decoded; undefined where there is none yet
 * @param found what `relink` says of the address, where that is known
 */
export function readdress(
  tag: Tag,
  name: string,
  value: string,
  use: 'link' | 'asset',
  page: Page,
  before: string | undefined,
  found: Relinked = relink(value, use, page),
): void {
  page.note({ tag: tag.tagName, attribute: name, use }, value, found)
  switch (found.kind) {
    case 'mirror':
      return write(tag, name, before, found.path)
    case 'away':
      return use === 'asset' ? drop(tag, name) : write(tag, name, before, found.href)
    case 'local':
      return write(tag, name, before, value)
    case 'advert':
    case 'unsafe':
      return drop(tag, name)
    default:
      found satisfies never
  }
}

/** The same for every candidate of a `srcset`. */
export function readdressSet(
  tag: Tag,
  name: string,
  value: string,
  page: Page,
  before: string | undefined,
): void {
  const kept = parseSrcset(value).flatMap(({ url, descriptors }) => {
    const carried = assetAddress(url, page, tag.tagName, name)
    return carried === undefined ? [] : [{ url: carried, descriptors }]
  })
  if (kept.length === 0) drop(tag, name)
  else write(tag, name, before, writeSrcset(kept))
}

/**
 * Where a browser gets something from that it fetches by itself; undefined where it must not. What names no element
 * comes from a style sheet.
 */
export function assetAddress(
  url: string,
  page: Page,
  tag = 'style',
  attribute = 'url()',
): string | undefined {
  const found = relink(url, 'asset', page)
  page.note({ tag, attribute, use: 'asset' }, url, found)
  if (found.kind === 'mirror') return found.path
  return found.kind === 'local' ? url : undefined
}

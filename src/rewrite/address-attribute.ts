import type { Page } from './page.ts'
import { relink } from './relink.ts'
import { parseSrcset, writeSrcset } from './srcset.ts'
import { drop, type Tag, write } from './tag.ts'

/**
 * Relinks the address in an attribute. A link may lead to another site; what a browser fetches by itself goes,
 * unless the mirror carries it.
 * @param before what the attribute holds now, decoded; undefined where there is none yet
 */
export function readdress(
  tag: Tag,
  name: string,
  value: string,
  use: 'link' | 'asset',
  page: Page,
  before: string | undefined,
): void {
  const found = relink(value, use, page)
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
    const carried = assetAddress(url, page)
    return carried === undefined ? [] : [{ url: carried, descriptors }]
  })
  if (kept.length === 0) drop(tag, name)
  else write(tag, name, before, writeSrcset(kept))
}

/** Where a browser gets something from that it fetches by itself; undefined where it must not. */
export function assetAddress(url: string, page: Page): string | undefined {
  const found = relink(url, 'asset', page)
  if (found.kind === 'mirror') return found.path
  return found.kind === 'local' ? url : undefined
}

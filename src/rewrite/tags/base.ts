import { relink } from '../address/relink.ts'
import type { Page } from '../page.ts'
import { type Attributes, drop, type Tag, write } from './tag.ts'

/** The first `<base>` moves all relative addresses, the page's own and those that the mirror leaves as they are. */
export function treatBase(tag: Tag, attributes: Attributes, page: Page): void {
  const href = attributes.get('href')
  if (href === undefined) return
  const found = page.hasBase ? undefined : relink(href, 'asset', page)
  // The first one counts even where its address is none: then nothing moves (HTML standard, "frozen base URL").
  page.hasBase = true
  if (found?.kind !== 'mirror' && found?.kind !== 'away') return drop(tag, 'href')
  page.base = new URL(href, page.base).href
  write(tag, 'href', href, found.kind === 'mirror' ? found.path : refusedAddress(page.base))
}

/** An address on a host that is not carried: the mirror refuses it, and says where it leads. */
function refusedAddress(url: string): string {
  const { host, pathname } = new URL(url)
  return `/-/${host}${pathname}`
}

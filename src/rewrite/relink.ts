import { mirrorPath, type Territory } from '../address.ts'
import type { HostTags } from '../tags.ts'

/** Where an address stands, and what the mirror carries: all that relinking it takes. */
export interface Place {
  /** What relative addresses are resolved against: the page's own address, or its `<base>`. */
  readonly base: string
  readonly site: Territory
  readonly tags?: HostTags
  /** The page's encoding, which is the encoding of its addresses' queries too (URL standard). */
  readonly charset: string
  /** Whether something that a browser would fetch is an advertisement. */
  readonly isAdvert?: (url: URL) => boolean
  /** What an address on the mirror begins with: nothing on a page, where paths from the root do. */
  readonly root?: string
}

export type Relinked =
  /** On the mirror: a path from its root. */
  | { kind: 'mirror'; path: string }
  /** On the web, but not on the mirror. */
  | { kind: 'away'; href: string }
  /** An advertisement, by a rule of the filter lists. */
  | { kind: 'advert' }
  /** Leads nowhere outside the page: a fragment, data, a mail address. */
  | { kind: 'local' }
  /** Nothing that may be written into a page: a script, an unknown scheme, no address at all. */
  | { kind: 'unsafe' }

/** Schemes of links that make no request. */
const HARMLESS = new Set(['mailto:', 'tel:', 'sms:'])
/** Data that a browser shows and never runs. */
const INERT_DATA =
  /^data:((image|font|audio|video)\/|application\/((x-)?font-|vnd\.ms-fontobject|octet-stream))/i

/** What a browser takes off an address's ends: control characters and spaces, and no other white space. */
const SURROUNDING = /^[\0-\x20]+|[\0-\x20]+$/g

/**
 * What becomes of an address that a page names, as a browser would read it.
 * @param value the attribute's value, character references decoded
 * @param use a link that a reader follows, or something that a browser fetches by itself
 */
export function relink(value: string, use: 'link' | 'asset', place: Place): Relinked {
  const text = value.replace(SURROUNDING, '')
  if (text.startsWith('#') || (text === '' && use === 'link')) return { kind: 'local' }
  const url = text === '' ? null : URL.parse(text, place.base)
  if (url === null) return { kind: 'unsafe' }
  if (url.protocol === 'http:' || url.protocol === 'https:') {
    const path = mirrorPath(url, use, place.site, place.tags)
    if (use === 'asset' && path !== undefined && place.isAdvert?.(url)) return { kind: 'advert' }
    if (path === undefined) return { kind: 'away', href: keepQuery(url.href, text, place.charset) }
    return { kind: 'mirror', path: (place.root ?? '') + keepQuery(path, text, place.charset) }
  }
  const harmless = use === 'link' ? HARMLESS.has(url.protocol) : INERT_DATA.test(url.href)
  return { kind: harmless ? 'local' : 'unsafe' }
}

/**
 * `URL` writes a query in UTF-8, a browser in the page's encoding. On a page that is not UTF-8 a query with
 * other characters is therefore left to the browser, as it was written.
 */
function keepQuery(path: string, written: string, charset: string): string {
  const query = /\?[^#]*/.exec(written)?.[0].replace(/[\t\n\r]/g, '')
  if (charset === 'UTF-8' || query === undefined || /^[ -~]*$/.test(query)) return path
  return path.replace(/\?[^#]*/, () => query)
}

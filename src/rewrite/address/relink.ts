import { pathOn, type Territory } from '../../address.ts'
import type { Addressed } from '../../filters/data.ts'
import type { HostTags } from '../../tags.ts'
import { PlainAddresses, type Read, readByUrl } from './plain-address.ts'

/** Where an address stands, and what the mirror carries: all that relinking it takes. */
export interface Place {
  /** What relative addresses are resolved against: the page's own address, or its `<base>`. */
  readonly base: string
  readonly site: Territory
  readonly tags?: HostTags
  /** The page's encoding, which is the encoding of its addresses' queries too (URL standard). */
  readonly charset: string
  /** Whether something that a browser would fetch is an advertisement. */
  readonly isAdvert?: (address: Addressed) => boolean
  /** What an address on the mirror begins with: nothing on a page, where paths from the root do. */
  readonly root?: string
  /** What has become of addresses here already. Everything above stays the same, but for the base. */
  readonly relinks?: Relinks
}

export type Relinked =
  /** On the mirror: a path from its root. */
  | { readonly kind: 'mirror'; readonly path: string }
  /** On the web, but not on the mirror. */
  | { readonly kind: 'away'; readonly href: string }
  /** An advertisement, by a rule of the filter lists. */
  | { readonly kind: 'advert' }
  /** Leads nowhere outside the page: a fragment, data, a mail address. */
  | { readonly kind: 'local' }
  /** Nothing that may be written into a page: a script, an unknown scheme, no address at all. */
  | { readonly kind: 'unsafe' }

/** Schemes of links that make no request. */
const HARMLESS = new Set(['mailto:', 'tel:', 'sms:'])
/** Data that a browser shows and never runs. */
const INERT_DATA =
  /^data:((image|font|audio|video)\/|application\/((x-)?font-|vnd\.ms-fontobject|octet-stream))/i

/** What a browser takes off an address's ends: control characters and spaces, and no other white space. */
const SURROUNDING = /^[\0-\x20]+|[\0-\x20]+$/g
const SPACE = 32
const [HASH, D] = [35, 100]

const LOCAL: Relinked = { kind: 'local' }
const UNSAFE: Relinked = { kind: 'unsafe' }
const ADVERT: Relinked = { kind: 'advert' }

/** So many addresses are remembered, and none that is longer. */
const [MOST, LONGEST] = [2000, 1000]

/** What has become of the addresses of a page, of which every third is there more than once. */
export class Relinks {
  #base = ''
  #plain = new PlainAddresses('')
  readonly #links = new Map<string, Relinked>()
  readonly #assets = new Map<string, Relinked>()

  of(value: string, use: 'link' | 'asset', place: Place): Relinked {
    const { base } = place
    if (base !== this.#base) this.#begin(base)
    const known = use === 'link' ? this.#links : this.#assets
    const before = known.get(value)
    if (before !== undefined) return before
    const found = relinked(value, use, place, base, this.#plain)
    if (value.length <= LONGEST && known.size < MOST) known.set(value, found)
    return found
  }

  #begin(base: string): void {
    this.#base = base
    this.#plain = new PlainAddresses(base)
    this.#links.clear()
    this.#assets.clear()
  }
}

/**
 * What becomes of an address that a page names, as a browser would read it.
 * @param value the attribute's value, character references decoded
 * @param use a link that a reader follows, or something that a browser fetches by itself
 */
export function relink(value: string, use: 'link' | 'asset', place: Place): Relinked {
  if (place.relinks !== undefined) return place.relinks.of(value, use, place)
  return relinked(value, use, place, place.base)
}

function relinked(
  value: string,
  use: 'link' | 'asset',
  place: Place,
  base: string,
  plain?: PlainAddresses,
): Relinked {
  const text = trimmed(value)
  const first = text.charCodeAt(0)
  if (first === HASH || (text === '' && use === 'link')) return LOCAL
  const read = plain?.read(text)
  if (read !== undefined) return carried(read, text, use, place)
  // Whatever follows is data: a whole picture is not looked through for it.
  if (first === D && use === 'asset' && INERT_DATA.test(text)) return LOCAL
  const url = text === '' ? null : URL.parse(text, base)
  if (url === null) return UNSAFE
  const { protocol } = url
  if (protocol === 'http:' || protocol === 'https:') return carried(readByUrl(url), text, use, place)
  const harmless = use === 'link' ? HARMLESS.has(protocol) : INERT_DATA.test(url.href)
  return harmless ? LOCAL : UNSAFE
}

/** What becomes of an address that is one of the web's. @param text as it is written */
function carried(read: Read, text: string, use: 'link' | 'asset', place: Place): Relinked {
  const path = pathOn(read.host, read.path, use, place.site, place.tags)
  if (path === undefined) return { kind: 'away', href: keepQuery(read.href, text, place.charset) }
  if (use === 'asset' && place.isAdvert?.(read)) return ADVERT
  return { kind: 'mirror', path: (place.root ?? '') + keepQuery(path, text, place.charset) }
}

function trimmed(text: string): string {
  const isBare = text.charCodeAt(0) > SPACE && text.charCodeAt(text.length - 1) > SPACE
  return isBare ? text : text.replace(SURROUNDING, '')
}

/**
 * `URL` writes a query in UTF-8, a browser in the page's encoding. On a page that is not UTF-8 a query with
 * other characters is therefore left to the browser, as it was written.
 */
function keepQuery(path: string, written: string, charset: string): string {
  if (charset === 'UTF-8') return path
  const query = /\?[^#]*/.exec(written)?.[0].replace(/[\t\n\r]/g, '')
  if (query === undefined || /^[ -~]*$/.test(query)) return path
  return path.replace(/\?[^#]*/, () => query)
}

/** An address as `URL` would read it, as far as relinking asks. */
export interface Read {
  readonly href: string
  /** With its port, where that is not the scheme's own. */
  readonly host: string
  readonly hostname: string
  /** With its query and fragment; neither of them is there where it is empty. */
  readonly path: string
}

/** What `URL` leaves as it is: no capital letters, no ports, no numbers that are addresses. */
const HOST = '(?:[a-z0-9-]+\\.)*[a-z][a-z0-9-]*'
/** How names of other alphabets begin, which may be none. */
const OTHER = 'xn-'
/** Characters that stay what they are in a path, in a query and in a fragment. */
const KEPT = '[\\w\\-.~!$&()*+,:;=@%]'
/** Folders of one dot or of two lead elsewhere, whatever way the dots are written. */
const PATH = `(?:/(?!\\.|%2[eE])${KEPT}*)+(?:\\?(?:${KEPT}|[/?])+)?(?:#(?:${KEPT}|[/?])+)?`
const ABSOLUTE = new RegExp(`^https?://(${HOST})(${PATH})$`)
const HOSTED = new RegExp(`^//(${HOST})(${PATH})$`)
const ROOTED = new RegExp(`^${PATH}$`)
const BASE = new RegExp(`^(https?:)//(${HOST})/`)

/** No address that is longer is worth a look. */
const LONGEST = 2000

const [SLASH, H] = [47, 104]

/**
 * Reads addresses that are written the way `URL` writes them, which are nearly all of a page's: many times as fast. It
 * gives up on any other one.
 */
export class PlainAddresses {
  readonly #scheme: string
  readonly #host: string

  /** @param base what they stand on, as `URL` writes it */
  constructor(base: string) {
    const [, scheme = '', host = ''] = BASE.exec(base) ?? []
    this.#scheme = scheme
    this.#host = host.includes(OTHER) ? '' : host
  }

  /** @returns undefined where only `URL` can tell */
  read(text: string): Read | undefined {
    if (text.length > LONGEST) return undefined
    const first = text.charCodeAt(0)
    if (first === H) return readOn(ABSOLUTE.exec(text), text)
    if (first !== SLASH || this.#host === '') return undefined
    if (text.charCodeAt(1) === SLASH) return readOn(HOSTED.exec(text), this.#scheme + text)
    if (!ROOTED.test(text)) return undefined
    const host = this.#host
    return { href: `${this.#scheme}//${host}${text}`, host, hostname: host, path: text }
  }
}

function readOn(found: RegExpExecArray | null, href: string): Read | undefined {
  if (found === null) return undefined
  const [, host = '', path = ''] = found
  if (host.includes(OTHER)) return undefined
  return { href, host, hostname: host, path }
}

/** What `URL` has read. */
export const readByUrl = ({ href, host, hostname, pathname, search, hash }: URL): Read => ({
  href,
  host,
  hostname,
  path: pathname + search + hash,
})

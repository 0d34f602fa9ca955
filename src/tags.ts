import { createHmac, timingSafeEqual } from 'node:crypto'

/** Signs and checks the hosts that a site file cannot list beforehand. */
export interface HostTags {
  /** The tag of a host, 16 characters of base64url (96 bits). */
  of(host: string): string | undefined
  /** Whether a tag that came in a request is that host's. */
  fits(host: string, tag: string): boolean
}

/**
 * Tags for one host alone: what comes from a host that is carried by a tag may name its own, and must not be able to
 * have others signed.
 */
export const onlyFor = (only: string, tags: HostTags): HostTags => ({
  of: host => (host === only ? tags.of(host) : undefined),
  fits: tags.fits,
})

const REMEMBERED = 1000

/**
 * Tags made with a key: HMAC-SHA-256 of the host. One tag a host and not one an address, so that a page with
 * a hundred pictures costs one signature, and nobody without the key can open the mirror to another host.
 */
export function hostTags(key: string) {
  const known = new Map<string, string>()
  const of = (host: string) => {
    const found = known.get(host)
    if (found !== undefined) return found
    const tag = createHmac('sha256', key).update(`host ${host}`).digest('base64url').slice(0, 16)
    if (known.size >= REMEMBERED) known.clear()
    known.set(host, tag)
    return tag
  }
  const bytes = (text: string) => new TextEncoder().encode(text)
  const fits = (host: string, tag: string) => {
    const [want, got] = [bytes(of(host)), bytes(tag)]
    return want.length === got.length && timingSafeEqual(want, got)
  }
  return { of, fits } satisfies HostTags
}

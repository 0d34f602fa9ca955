/** Either what was read, or what is wrong with it. */
export type Read<T> = { value: T } | { problem: string }

/** The hosts that plain http is allowed for: nothing on the way to them can listen. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

/** Whether a normalised hostname (as `URL.hostname` gives it) is an IP literal. */
export function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(hostname)
}

/** Whether a normalised hostname is this machine's or its network's, which a mirror must not open up. */
export function isPrivate(hostname: string): boolean {
  if (isLoopback(hostname) || hostname.endsWith('.localhost')) return true
  if (hostname.startsWith('[')) return isPrivateV6(hostname.slice(1, -1))
  return isAddress(hostname) && isPrivateV4(hostname.split('.').map(Number))
}

function isPrivateV4([a = 0, b = 0]: number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true
  if (a === 100) return b >= 64 && b < 128
  if (a === 172) return b >= 16 && b < 32
  return (a === 192 && b === 168) || (a === 169 && b === 254)
}

/** Only 2000::/3 is the public internet; within it 6to4, Teredo and NAT64 can name a private IPv4 address. */
function isPrivateV6(address: string): boolean {
  return !/^[23][0-9a-f]{3}:/.test(address) || /^(?:2002:|2001:0?:|2001::)/.test(address)
}

/** Reads a scheme and host, as `URL` normalises them. Plain http only for this machine. */
export function parseOrigin(given: string): Read<URL> {
  const example = 'such as "https://www.paper.example"'
  if (!URL.canParse(given))
    return { problem: `"${given}" is not an address: write scheme and host, ${example}` }
  const url = new URL(given)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return {
      problem: `"${url.protocol}" is not a scheme that can be mirrored: begin with "https://", ${example}`,
    }
  if (!/^https?:\/\/[^/]/i.test(given) || /[\s\\]/.test(given))
    return { problem: `"${given}" is not written as an address: write "${url.origin}"` }
  if (url.username || url.password || given.includes('@'))
    return {
      problem: 'a user name or password does not belong in an origin: leave out what stands before "@"',
    }
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return { problem: `http can be read and changed on its way: write "https://${url.host}"` }
  if (!/^https?:\/\/[^/?#]*\/?$/i.test(given))
    return { problem: `an origin is scheme and host only: write "${url.origin}"` }
  const problem = nameProblem(url.hostname)
  return problem ? { problem } : { value: url }
}

/**
 * Reads "img.paper.example" or "img.paper.example:8443" into `URL.host`'s form: lower case, punycode, no port
 * where it is the scheme's own. Hosts are fetched by https, this machine's own by its origin's scheme.
 */
export function parseHost(given: string, originScheme = 'https:'): Read<URL> {
  if (given.includes('*'))
    return {
      problem: `"${given}": hosts are exact, so that the mirror is never open: list each host by its name`,
    }
  if (given.includes('://'))
    return { problem: `"${given}" has a scheme: write the host only, such as "img.paper.example"` }
  if (/[/?#@\\\s]/.test(given))
    return { problem: `"${given}" is more than a host: write the host only, such as "img.paper.example"` }
  if (!URL.canParse(`https://${given}`))
    return { problem: `"${given}" is not a host: write it as in an address, such as "img.paper.example"` }
  const secure = new URL(`https://${given}`)
  const url = isLoopback(secure.hostname) ? new URL(`${originScheme}//${given}`) : secure
  const problem = nameProblem(url.hostname)
  return problem ? { problem } : { value: url }
}

/** Says what is wrong with a host in a site file, or nothing where it is right. */
export function hostProblem(given: string): string | undefined {
  const read = parseHost(given)
  if ('problem' in read) return read.problem
  const { hostname } = read.value
  if (hostname.includes('.') || hostname.startsWith('[') || isLoopback(hostname)) return undefined
  return `"${given}" has no dot, and names a host only within one network: write its full name`
}

function nameProblem(hostname: string): string | undefined {
  if (hostname.endsWith('.')) return `"${hostname}": leave out the dot at the end`
  // URL takes "a..b", "*.b" and "_"-names alike. Underscores do occur in picture hosts.
  if (!hostname.startsWith('[') && !/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(hostname))
    return `"${hostname}" is not a host: it has letters, digits, "-" and "." only`
  return undefined
}

/**
 * One spelling for the addresses of one page (RFC 3986 §6.2.2): escapes in upper case, none for what needs none, and runs
 * of "/" in the path as one, which Cloudflare makes of them as well. In the query only escapes are looked at: "//" there
 * belongs to a value. Linear, and nothing is made of an address that is spelled so already.
 * @param address without its scheme, with its host, as `URL` writes them; or the beginning of one
 */
export function spelled(address: string): string {
  const plain = address.includes('%') ? address.replace(/%[0-9a-f]{2}/gi, unescaped) : address
  if (!plain.includes('//')) return plain
  const query = plain.indexOf('?')
  const path = query < 0 ? plain : plain.slice(0, query)
  return path.replace(/\/{2,}/g, '/') + plain.slice(path.length)
}

/** Unreserved characters stand for themselves (§2.3). "%2F" is no "/", nor "%C3" half a letter. */
function unescaped(triplet: string): string {
  const character = String.fromCharCode(Number.parseInt(triplet.slice(1), 16))
  return /[\w.~-]/.test(character) ? character : triplet.toUpperCase()
}

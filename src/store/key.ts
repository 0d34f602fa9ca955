/** How long a copy is kept without being renewed, in seconds: 60 days. A purge is remembered for longer. */
export const KEPT = 60 * 86400

/** The record of what was purged. A record of another shape gets another key: what cannot be read is never there. */
export const EPOCHS_KEY = 'epochs:2'

/** KV's limit is 512 bytes a key; the rest is room for prefixes. */
const LONGEST = 480

/**
 * The storage key of an origin address: the address itself where it fits, else its SHA-256.
 * @param variant the key of one of its responses, where it has several
 */
export async function keyOf(url: string, variant?: string): Promise<string> {
  // No address has a space in it.
  const whole = variant === undefined ? url : `${url} ${variant}`
  const bytes = new TextEncoder().encode(whole)
  return bytes.length <= LONGEST ? whole : `sha256:${await sha256(bytes)}`
}

/** SHA-256 in base64url. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The strong validator of a stored body, quoted (RFC 9110 §8.8.3): the same bytes have the same one everywhere. */
export const etagOf = async (bytes: Uint8Array): Promise<string> => `"${(await sha256(bytes)).slice(0, 22)}"`

/** A short stable hash of a text: 64 bits in base 36, at most 14 characters. Not for secrets. */
export function fingerprint(text: string): string {
  return fnv1a(text, 0x811c9dc5) + fnv1a(text, 0x9747b28c)
}

/** FNV-1a over the text's UTF-16 code units, two bytes each, from a given start. */
function fnv1a(text: string, start: number): string {
  let hash = start
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (unit >> 8), 0x01000193)
  }
  // FNV mixes its last bytes poorly; two starts would then differ by a constant only.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b ^ start)
  return ((hash ^ (hash >>> 13)) >>> 0).toString(36).padStart(7, '0')
}

/** The 64 characters that hashes are written with. */
export const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_'

/**
 * A hash of a name in two parts, as large as wanted and of 24 bits. With 65,536 beginnings and 50,000 names,
 * another name has the hash of one of them once in 20 million names.
 * @param beginnings a power of two up to 2^31
 */
export function hash(name: string, beginnings: number): { beginning: number; tail: string } {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995)
    b ^= b >>> 15
  }
  a = mix(a)
  b = mix(b ^ a)
  return { beginning: a & (beginnings - 1), tail: letters(b >>> 8) }
}

function mix(given: number): number {
  let value = Math.imul(given ^ (given >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** 24 bits as four characters. */
function letters(bits: number): string {
  const at = (shift: number) => ALPHABET.charAt((bits >>> shift) & 63)
  return at(18) + at(12) + at(6) + at(0)
}

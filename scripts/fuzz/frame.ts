/** Several byte strings and a head in one body: `u32 length of head, head as JSON, bytes, bytes, …`. */
export function pack(head: unknown, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(head))
  const packed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 4 + text.length))
  new DataView(packed.buffer).setUint32(0, text.length)
  packed.set(text, 4)
  let at = 4 + text.length
  for (const part of parts) {
    packed.set(part, at)
    at += part.length
  }
  return packed
}

/** The head, and a reader that takes the byte strings in their order, given their lengths. */
export function unpack(packed: Uint8Array): { head: unknown; take: (length: number) => Uint8Array } {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0)
  let at = 4 + length
  return {
    head: JSON.parse(new TextDecoder().decode(packed.subarray(4, at))),
    take: size => {
      at += size
      return packed.subarray(at - size, at)
    },
  }
}

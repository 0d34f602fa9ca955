import { Buffer } from 'node:buffer'

/*
 * Bytes as text, a character a byte (ISO-8859-1): what is ASCII can be searched and changed in a page of any encoding,
 * and everything else stays as it is.
 */

export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')

export const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1')

export const isAscii = (text: string) => !/[^\0-\x7f]/.test(text)

/** Kept, because to make one costs more than to read a line with it. */
const decoders = new Map<string, TextDecoder>()
const encoder = new TextEncoder()

function decoderOf(charset: string): TextDecoder {
  const known = decoders.get(charset)
  if (known !== undefined) return known
  const decoder = new TextDecoder(charset, { ignoreBOM: true, fatal: false })
  decoders.set(charset, decoder)
  return decoder
}

/** What a stretch of bytes says in a page's encoding. */
export const read = (bytes: string, charset: string): string =>
  isAscii(bytes) ? bytes : decoderOf(charset).decode(bytesOf(bytes))

/**
 * A text as bytes of a page's encoding.
 * @param escaped how a character is written where the encoding is not UTF-8, which is the only one that can be written
 */
export function written(text: string, charset: string, escaped: (codePoint: number) => string): string {
  if (isAscii(text)) return text
  if (charset === 'UTF-8') return latin1(encoder.encode(text))
  return text.replace(/[^\0-\x7f]/gu, character => escaped(character.codePointAt(0) ?? 0xfffd))
}

/** A piece of HTML as bytes of a page's encoding: what that can't write becomes a character reference. */
export const writtenHtml = (html: string, charset: string): string =>
  written(html, charset, code => `&#${code};`)

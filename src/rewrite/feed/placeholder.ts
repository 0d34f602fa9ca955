/**
 * What stands in a stored feed for the mirror's own origin: feed readers want whole addresses, and a stored copy
 * serves any domain name. It holds a character that no address has as `URL` writes it and that is taken out of
 * all that a feed says itself, so that no feed can make the mirror's name appear where the mirror did not put it.
 */
export const PLACEHOLDER = 'https://\ufdd0heliograph.invalid'

/** The same character, written so that HTML would read it. */
const REFERENCE = /&#(?:0*64976(?!\d)|x0*fdd0(?![\da-f]));?/gi

/** HTML that cannot spell the placeholder. What is put in leaves no pieces that would make up a new one. */
export const withoutPlaceholder = (html: string) =>
  html.replace(REFERENCE, '\ufffd').replaceAll('\ufdd0', '\ufffd')

/** A stored feed as one reader gets it: with the origin that was asked in the placeholder's place. */
export function withOrigin(
  body: ReadableStream<Uint8Array> | Uint8Array,
  origin: string,
): ReadableStream<Uint8Array> | Uint8Array {
  if (body instanceof Uint8Array) {
    const text = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(body)
    return new TextEncoder().encode(text.replaceAll(PLACEHOLDER, origin))
  }
  return body.pipeThrough(replacing(origin))
}

function replacing(origin: string): TransformStream<Uint8Array, Uint8Array> {
  const [decoder, encoder] = [new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }), new TextEncoder()]
  /** What may be the beginning of a placeholder that goes on in the next chunk. */
  let held = ''
  const put = (text: string, controller: TransformStreamDefaultController<Uint8Array>) => {
    if (text !== '') controller.enqueue(encoder.encode(text.replaceAll(PLACEHOLDER, origin)))
  }
  return new TransformStream({
    transform(chunk, controller) {
      const text = held + decoder.decode(chunk, { stream: true })
      held = text.slice(text.length - unfinished(text))
      put(text.slice(0, text.length - held.length), controller)
    },
    flush(controller) {
      put(held + decoder.decode(), controller)
    },
  })
}

/** How many characters at the end could be the placeholder's first ones. */
function unfinished(text: string): number {
  for (let length = Math.min(PLACEHOLDER.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(PLACEHOLDER.slice(0, length))) return length
  }
  return 0
}

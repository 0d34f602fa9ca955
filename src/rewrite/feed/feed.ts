import { encodingOf } from '../../http/charset.ts'
import { charsetParameter } from '../../http/media.ts'
import { peek } from '../../stream.ts'
import type { Original, Rewritten } from '../body.ts'
import { Feed, type FeedSource } from './writer.ts'

/** As far as a feed is looked at for what it says of its encoding, in bytes. */
const SNIFFED = 1024

/** Whether a feed's beginning says how it is encoded: it has a declaration that ends, or none at all. */
function isTelling(prelude: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(prelude.subarray(0, SNIFFED)).replaceAll('\0', '')
  return prelude.length >= SNIFFED || (text.length > 8 && (text.includes('?>') || !text.includes('<?xml')))
}

/**
 * A feed, a sitemap or other XML as the mirror keeps it: addresses on the mirror begin with a placeholder for its
 * origin (`feed-origin.ts`), and it is UTF-8, whatever it was.
 */
export async function rewriteFeed({ url, body, contentType, site, tags }: Original): Promise<Rewritten> {
  const peeked = await peek(body, isTelling, { silenceMs: site.deadlineMs })
  if (peeked.kind === 'broken') return { kind: 'broken' }
  if (peeked.kind === 'silent') return { kind: 'timeout' }
  if (peeked.prelude.length === 0) return { kind: 'empty' }
  const { label } = encodingOf(charsetParameter(contentType), peeked.prelude, true)
  return {
    kind: 'rewritten',
    body: rewriteXml(peeked.stream, label, { url, site, ...(tags ? { tags } : {}) }),
    contentType: `${contentType.split(';')[0]?.trim()}; charset=UTF-8`,
  }
}

/**
 * Rewrites RSS, Atom, RDF, OPML, sitemaps and other XML while it streams, and holds no more than an item of it.
 * Total: never throws, and passes on what follows something that is broken.
 * @param encoding how the bytes are read, as the Encoding standard names it
 */
export function rewriteXml(
  body: ReadableStream<Uint8Array>,
  encoding: string,
  source: FeedSource,
): ReadableStream<Uint8Array> {
  const [decoder, encoder] = [new TextDecoder(encoding), new TextEncoder()]
  const feed = new Feed(source)
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      async transform(chunk, controller) {
        const text = await feed.push(decoder.decode(chunk, { stream: true }))
        if (text !== '') controller.enqueue(encoder.encode(text))
      },
      async flush(controller) {
        const text = (await feed.push(decoder.decode())) + (await feed.end())
        if (text !== '') controller.enqueue(encoder.encode(text))
      },
    }),
  )
}

import { encodingOf, stylesEncoding } from '../http/charset.ts'
import { charsetParameter, type Media } from '../http/media.ts'
import type { Site } from '../site.ts'
import { collect, peek } from '../stream.ts'
import type { HostTags } from '../tags.ts'
import { assetAddress } from './address-attribute.ts'
import { relinkCss } from './css.ts'
import { rewriteHtml } from './html.ts'
import { isRelocated, Page, type Source } from './page.ts'

/** A response's body as the mirror serves it, or why there is none. */
export type Rewritten =
  | { kind: 'rewritten'; body: ReadableStream<Uint8Array>; contentType: string }
  /** A page without a single byte. */
  | { kind: 'empty' }
  /** It broke off before anything could be seen of it. */
  | { kind: 'broken' }

export interface Original {
  url: string
  media: Media
  contentType: string
  body: ReadableStream<Uint8Array>
  site: Site
  tags?: HostTags
  /** Told the number of calls into JavaScript when a page has ended: what its rewrite cost. */
  done?: (calls: number) => void
}

/**
 * Rewrites a body by what it is. What names no addresses passes as it is, without JavaScript seeing it.
 */
export async function rewriteBody(original: Original): Promise<Rewritten> {
  switch (original.media) {
    case 'html':
    case 'svg':
      return rewriteMarkup(original)
    case 'css':
      return rewriteStyles(original)
    case 'feed':
    case 'picture':
    case 'font':
    case 'audiovisual':
    case 'document':
    case 'none':
      return { kind: 'rewritten', body: original.body, contentType: original.contentType }
    default:
      return original.media satisfies never
  }
}

/** As far as the HTML standard looks for a page's own declaration of its encoding, in bytes. */
const SNIFFED = 1024
/** As far as a page's head is looked through for a `<base>`, in bytes. */
const HEAD = 65_536
const HEAD_ENDS = /<base[\s/>]|<\/head|<body/i
const DECLARES = /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)|<meta[^>]+charset\s*=[^>]*>/i

/** Whether a page's beginning says all that must be known before it is rewritten: its encoding, and its base. */
function isTelling(prelude: Uint8Array, header: string | undefined): boolean {
  const text = new TextDecoder('latin1').decode(prelude.subarray(0, HEAD))
  const encoded = header !== undefined || prelude.length >= SNIFFED || DECLARES.test(text)
  return (
    encoded && prelude.length > 3 && (prelude.length >= HEAD || HEAD_ENDS.test(text.replaceAll('\0', '')))
  )
}

async function rewriteMarkup({
  url,
  body,
  contentType,
  site,
  tags,
  media,
  done,
}: Original): Promise<Rewritten> {
  const header = charsetParameter(contentType)
  const peeked = await peek(body, prelude => isTelling(prelude, header))
  if (peeked.kind === 'broken') return { kind: 'broken' }
  const { prelude, stream } = peeked
  if (prelude.length === 0) return { kind: 'empty' }
  const encoding = encodingOf(header, prelude, media === 'svg')
  const charset = encoding.kind === 'transcode' ? 'UTF-8' : encoding.label
  const source: Source = {
    url,
    site,
    ...(tags ? { tags } : {}),
    charset,
    relocated: isRelocated(url, site, new TextDecoder(encoding.label).decode(prelude.subarray(0, HEAD))),
    whole: media === 'html',
  }
  const readable = encoding.kind === 'transcode' ? transcode(stream, encoding.label) : stream
  const type = media === 'svg' ? 'image/svg+xml' : 'text/html'
  return {
    kind: 'rewritten',
    body: rewriteHtml(readable, source, done),
    contentType: `${type}; charset=${charset}`,
  }
}

function transcode(stream: ReadableStream<Uint8Array>, label: string): ReadableStream<Uint8Array> {
  return stream
    .pipeThrough(new TextDecoderStream(label) as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new TextEncoderStream())
}

/** Larger style sheets than any paper's are not read into memory. */
const MOST_STYLES = 5_000_000

async function rewriteStyles({ url, body, contentType, site, tags }: Original): Promise<Rewritten> {
  const collected = await collect(body, MOST_STYLES)
  if (collected.kind !== 'whole') return { kind: 'broken' }
  const { bytes } = collected
  const label = stylesEncoding(charsetParameter(contentType), bytes)
  const place = new Page({
    url,
    site,
    ...(tags ? { tags } : {}),
    charset: label,
    relocated: true,
    whole: false,
  })
  const css = relinkCss(new TextDecoder(label).decode(bytes), address => assetAddress(address, place))
  return {
    kind: 'rewritten',
    body: new Response(css).body as ReadableStream<Uint8Array>,
    contentType: 'text/css; charset=utf-8',
  }
}

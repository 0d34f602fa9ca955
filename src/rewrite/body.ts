import { encodingOf } from '../http/charset.ts'
import { charsetParameter, type Media } from '../http/media.ts'
import type { Site } from '../site.ts'
import { peek } from '../stream.ts'
import type { HostTags } from '../tags.ts'
import { assetAddress } from './address-attribute.ts'
import { relinkCss } from './css.ts'
import { rewriteHtml } from './html.ts'
import { isRelocated, Page, type Source } from './page.ts'

/** A response's body as the mirror serves it. */
export interface Rewritten {
  body: ReadableStream<Uint8Array>
  contentType: string
}

export interface Original {
  url: string
  media: Media
  contentType: string
  body: ReadableStream<Uint8Array>
  site: Site
  tags?: HostTags
}

/** As far as the HTML standard looks for a page's own declaration of its encoding. */
const SNIFFED = 1024

/**
 * Rewrites a body by what it is. What names no addresses passes as it is, without JavaScript seeing it.
 * @returns "empty" where a page has not a single byte
 */
export async function rewriteBody(original: Original): Promise<Rewritten | 'empty'> {
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
      return original
    default:
      return original.media satisfies never
  }
}

async function rewriteMarkup({
  url,
  body,
  contentType,
  site,
  tags,
  media,
}: Original): Promise<Rewritten | 'empty'> {
  const header = charsetParameter(contentType)
  const { prelude, stream } = await peek(body, header === undefined ? SNIFFED : 1)
  if (prelude.length === 0) return 'empty'
  const encoding = encodingOf(header, prelude, media === 'svg')
  const charset = encoding.kind === 'transcode' ? 'UTF-8' : encoding.label
  const source: Source = {
    url,
    site,
    ...(tags ? { tags } : {}),
    charset,
    relocated: isRelocated(url, site, new TextDecoder('latin1').decode(prelude)),
    whole: media === 'html',
  }
  const readable = encoding.kind === 'transcode' ? transcode(stream, encoding.label) : stream
  const type = media === 'svg' ? 'image/svg+xml' : 'text/html'
  return { body: rewriteHtml(readable, source), contentType: `${type}; charset=${charset}` }
}

function transcode(stream: ReadableStream<Uint8Array>, label: string): ReadableStream<Uint8Array> {
  return stream
    .pipeThrough(new TextDecoderStream(label) as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new TextEncoderStream())
}

async function rewriteStyles({ url, body, contentType, site, tags }: Original): Promise<Rewritten> {
  const bytes = new Uint8Array(await new Response(body).arrayBuffer())
  const label = stylesCharset(bytes, charsetParameter(contentType))
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
    body: new Response(css).body as ReadableStream<Uint8Array>,
    contentType: 'text/css; charset=utf-8',
  }
}

/** A style sheet's encoding: header, then `@charset`, then UTF-8 (CSS Syntax §3.2). A byte order mark decides anyway. */
function stylesCharset(bytes: Uint8Array, header: string | undefined): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 128))
  const named = header ?? /^@charset "([^"]{1,40})";/.exec(start)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(named).encoding
  } catch {
    return 'utf-8'
  }
}

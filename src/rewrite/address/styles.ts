import { collectBody } from '../../delivery.ts'
import { stylesEncoding } from '../../http/charset.ts'
import { charsetParameter } from '../../http/media.ts'
import type { Original, Rewritten } from '../body.ts'
import { Page } from '../page.ts'
import { assetAddress } from './address-attribute.ts'
import { relinkCss } from './css.ts'

/** Larger style sheets than any paper's are not read into memory. */
const MOST_STYLES = 5_000_000

/** Rewrites a style sheet, which becomes UTF-8 on the way. */
export async function rewriteStyles({
  url,
  body,
  contentType,
  site,
  tags,
  report,
}: Original): Promise<Rewritten> {
  const collected = await collectBody(body, MOST_STYLES)
  if (collected.kind !== 'whole') return { kind: 'broken' }
  const { bytes } = collected
  const label = stylesEncoding(charsetParameter(contentType), bytes)
  const place = new Page({
    url,
    site,
    ...(tags ? { tags } : {}),
    ...(report ? { report } : {}),
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

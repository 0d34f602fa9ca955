import { collectBody } from '../../delivery.ts'
import { encodingOf, knownLabel } from '../../http/charset.ts'
import { charsetParameter } from '../../http/media.ts'
import { streamOf } from '../../stream.ts'
import type { Original, Rewritten } from '../body.ts'
import { Page } from '../page.ts'
import { XmlTokens } from '../xml/tokens.ts'
import { Drawing } from './writer.ts'

/** Larger drawings than any paper's are not read into memory. */
const MOST_DRAWING = 5_000_000
/** Tags and stretches of text that are read. More are in no drawing that a browser could show. */
const MOST_TOKENS = 500_000
/** As far as a drawing is looked at for what it says of its encoding, in bytes. */
const SNIFFED = 1024

/**
 * Rewrites a drawing by itself, which is XML: it is taken apart, and what only draws is written anew, as UTF-8. What
 * is not known goes: scripts, other languages, handlers, the doctype, instructions.
 */
export async function rewriteDrawing({ url, body, contentType, site, tags }: Original): Promise<Rewritten> {
  const collected = await collectBody(body, MOST_DRAWING)
  if (collected.kind !== 'whole') return { kind: 'broken' }
  const { bytes } = collected
  if (bytes.length === 0) return { kind: 'empty' }
  const header = knownLabel(charsetParameter(contentType))
  const { label } = encodingOf(header, bytes.subarray(0, SNIFFED), true)
  const source = { url, site, ...(tags ? { tags } : {}), charset: 'UTF-8', relocated: true, whole: false }
  const svg = redrawn(new TextDecoder(label).decode(bytes), new Page(source))
  return { kind: 'rewritten', body: streamOf(svg), contentType: 'image/svg+xml; charset=utf-8' }
}

/** A drawing as the mirror has it; an empty one for what is none. Never throws. */
export function redrawn(document: string, page: Page): string {
  // A picture in it can be most of it, in a single attribute.
  const tokens = new XmlTokens(MOST_DRAWING)
  const drawing = new Drawing(document, page)
  let left = MOST_TOKENS
  for (const rest of [() => tokens.push(document), () => tokens.end()]) {
    for (const token of rest()) {
      if (left-- <= 0) return drawing.end()
      drawing.read(token)
    }
  }
  return drawing.end()
}

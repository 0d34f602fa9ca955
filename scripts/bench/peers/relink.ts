import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { RewritingStream } from 'parse5-html-rewriting-stream'
import { mirrorPath } from '../../../src/address.ts'
import { parseSrcset, writeSrcset } from '../../../src/rewrite/address/srcset.ts'
import type { Site } from '../../../src/site.ts'
import type { Page } from '../harness.ts'
import { siteOf } from '../site-of.ts'
import { charsetOf } from './charset.ts'

/** Every `href`, `src` and `srcset` made a path of the mirror, and nothing else; other tags pass as written. */
export async function relink({ url, contentType }: Page, { body }: Response): Promise<Response> {
  if (!body) return new Response(null)
  const site = siteOf(url)
  const rewriter = new RewritingStream()
  rewriter.on('startTag', (tag, raw) => {
    if (relinkTag(tag, url, site)) rewriter.emitStartTag(tag)
    else rewriter.emitRaw(raw)
  })
  const html = body.pipeThrough(new TextDecoderStream(charsetOf(contentType)))
  const source = Readable.from(html, { objectMode: false, encoding: 'utf8' })
  return new Response(await text(source.pipe(rewriter)))
}

/** What of a start tag is read and written here. */
interface Tag {
  readonly attrs: { readonly name: string; value: string }[]
}

/** Whether anything in the tag has changed. */
function relinkTag({ attrs }: Tag, base: string, site: Site): boolean {
  let changed = false
  for (const attr of attrs) {
    const relinked = relinkAttribute(attr.name, attr.value, base, site)
    if (relinked === attr.value) continue
    attr.value = relinked
    changed = true
  }
  return changed
}

function relinkAttribute(name: string, value: string, base: string, site: Site): string {
  if (name === 'href' || name === 'src') return relinkAddress(value, base, site)
  if (name !== 'srcset') return value
  const candidates = parseSrcset(value)
  return writeSrcset(candidates.map(one => ({ ...one, url: relinkAddress(one.url, base, site) })))
}

function relinkAddress(value: string, base: string, site: Site): string {
  if (value.startsWith('#')) return value
  const url = URL.parse(value, base)
  return (url && mirrorPath(url, 'link', site)) ?? value
}

import { Page, type Source } from '../page.ts'
import type { XmlToken } from '../xml/markup.ts'
import { decodeXml, encodeXml, XmlRun } from '../xml/text.ts'
import { XmlTokens } from '../xml/tokens.ts'
import { DROPPED, readdressed, textUse } from './addresses.ts'
import { beginsHtml, type Frame, frameOf, type Values } from './frames.ts'
import { rewriteItem } from './item.ts'
import { PLACEHOLDER } from './placeholder.ts'
import { startOf } from './tag.ts'
import { asXml, endTag, isDroppedXhtml, isVoid, startTag, Xhtml } from './xhtml.ts'

export type FeedSource = Pick<Source, 'url' | 'site' | 'tags'>
type StartTag = Extract<XmlToken, { kind: 'start' }>

/** What one element may hold, in characters. What is larger is left out: it can't be looked at whole. */
const MOST_ITEM = 2_000_000
/** The tags of elements deeper than this are left out. */
const DEEPEST = 200

/** A feed on its way through: its open elements, and what is being collected. */
export class Feed {
  readonly #tokens = new XmlTokens()
  readonly #page: Page
  readonly #open: Frame[] = []
  readonly #run = new XmlRun(MOST_ITEM)
  /** What has been written; items that are still being rewritten keep their place. */
  #out: (string | Promise<string>)[] = []
  #begun = false
  /** XHTML that is being collected, and the element that it began with. */
  #html: Xhtml | undefined

  constructor(source: FeedSource) {
    const rest = { charset: 'UTF-8', relocated: true, whole: false, root: PLACEHOLDER }
    this.#page = new Page({ ...source, ...rest })
  }

  /** What can be written once this has come. */
  push(text: string): Promise<string> {
    for (const token of this.#tokens.push(text)) this.#read(token)
    return this.#written()
  }

  /** What is left when nothing is to come; elements that are still open are closed. */
  end(): Promise<string> {
    for (const token of this.#tokens.end()) this.#read(token)
    this.#flush()
    this.#close(0)
    return this.#written()
  }

  async #written(): Promise<string> {
    const pieces = this.#out
    this.#out = []
    return (await Promise.all(pieces)).join('')
  }

  #read(token: XmlToken): void {
    if (token.kind === 'text' || token.kind === 'cdata') return this.#run.add(token.kind, token.text)
    this.#flush()
    if (token.kind === 'declaration') return this.#declare(token.text)
    if (token.kind === 'start') return this.#start(token)
    // An end tag of nothing is left out; one of something further out ends what is still open in it.
    const at = this.#open.findLastIndex(frame => frame.name === token.name)
    if (at >= 0) this.#close(at)
  }

  #put(text: string | Promise<string>): void {
    if (text === '') return
    this.#out.push(text)
    this.#begun = true
  }

  /** The declaration says what the feed is now: UTF-8. Nothing may stand before it. */
  #declare(written: string): void {
    const version = /\sversion\s*=\s*["'](1\.\d)["']/.exec(written)?.[1] ?? '1.0'
    if (!this.#begun) this.#put(`<?xml version="${version}" encoding="UTF-8"?>`)
  }

  /** Writes the text that has come since the last tag. */
  #flush(): void {
    const { text, tooLarge, write } = this.#run.take()
    if (tooLarge) console.warn(`rewrite: an item of ${this.#page.source.url} is too large`)
    const frame = this.#open.at(-1)
    if (text === '' || frame?.dropped) return
    if (this.#html) return this.#html.add(encodeXml(text))
    if (!this.#begun && text.trim() === '') return
    const use = frame ? textUse(frame) : 'perhaps'
    const isHtml = use !== 'identity' && /<[a-z!/?]/i.test(text)
    const page = this.#at(frame)
    this.#put(isHtml ? rewriteItem(text, page).then(write) : write(readdressed(text, use, page) ?? ''))
  }

  /** The page as it is seen from an element: with that one's base. */
  #at(frame: Frame | undefined): Page {
    this.#page.base = frame?.base ?? this.#page.source.url
    return this.#page.fragment()
  }

  #start({ name, attributes, empty }: StartTag): void {
    if (this.#open.length >= DEEPEST) return
    const values = new Map(attributes.map(([key, written]) => [key, decodeXml(written)]))
    const outer = this.#open.at(-1)
    const frame = frameOf(name, values, outer, this.#page.source.url)
    const kept = !frame.dropped && this.#write(frame, values, empty, outer)
    if (kept && isVoid(frame) && this.#html) return this.#finish(frame)
    if (!empty) this.#open.push(kept ? frame : { ...frame, dropped: true })
    else if (kept && this.#html) this.#end(frame)
  }

  /** Writes a start tag, unless the element goes. */
  #write(frame: Frame, values: Values, empty: boolean, outer: Frame | undefined): boolean {
    if (this.#html || beginsHtml(frame, outer)) {
      if (isDroppedXhtml(frame)) return false
      this.#html ??= new Xhtml(frame, MOST_ITEM)
      this.#html.add(startTag(frame, values, this.#html.root))
      return true
    }
    const written = DROPPED.has(frame.local) ? undefined : startOf(frame, values, empty, this.#at(frame))
    if (written === undefined) return false
    this.#put(written)
    return true
  }

  #close(at: number): void {
    for (let frame = this.#open[at]; frame; frame = this.#open[at]) {
      const inner = this.#open.pop()
      if (inner && !inner.dropped) this.#end(inner)
    }
  }

  #end(frame: Frame): void {
    if (this.#html === undefined) return this.#put(`</${frame.name}>`)
    this.#html.add(endTag(frame))
    this.#finish(frame)
  }

  /** Rewrites the XHTML that ends with an element. */
  #finish(frame: Frame): void {
    if (this.#html?.root !== frame) return
    const html = this.#html.whole()
    this.#html = undefined
    if (html === undefined) console.warn(`rewrite: an item of ${this.#page.source.url} is too large`)
    else this.#put(rewriteItem(html, this.#at(frame)).then(asXml))
  }
}

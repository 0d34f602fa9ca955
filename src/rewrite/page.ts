import { mountOf } from '../address.ts'
import type { Site } from '../site.ts'
import type { HostTags } from '../tags.ts'
import { type Place, relink } from './relink.ts'

/** A page that is to be rewritten: where it came from and by which rules. */
export interface Source {
  readonly url: string
  readonly site: Site
  readonly tags?: HostTags
  /** The page's encoding, as the Encoding standard names it. */
  readonly charset: string
  /** Whether its addresses mean something else than the same paths of the primary do. */
  readonly relocated: boolean
  /** What an address on the mirror begins with, where a path from its root will not do. */
  readonly root?: string
  /** Whether it is a page that a reader opens, and not a drawing in one: pages get the mirror's notice. */
  readonly whole: boolean
  /** Whether it is a drawing, which has no use for what only a page can show. */
  readonly drawing?: boolean
}

/** One page on its way through the rewriter: what its elements have to know of each other. */
export class Page implements Place {
  readonly site: Site
  readonly tags?: HostTags
  readonly charset: string
  readonly root?: string
  readonly source: Source
  /** What relative addresses are resolved against; a `<base>` changes it. */
  base: string
  hasBase = false
  #hidden = false
  readonly #pictures = new Set<string>()
  /** Calls from the rewriter into JavaScript: what a rewrite costs. */
  calls = 0

  constructor(source: Source) {
    this.source = source
    this.site = source.site
    if (source.tags) this.tags = source.tags
    this.charset = source.charset
    if (source.root !== undefined) this.root = source.root
    this.base = source.url
  }

  /**
   * The style rules for what the site's file hides, once: in the head, or at the page's end where it has none. A
   * rule each, because a selector that a browser does not know would switch off its whole list.
   */
  hiding(): string {
    if (this.#hidden || this.site.hide.length === 0) return ''
    this.#hidden = true
    return `<style>${this.site.hide.map(selector => `${selector}{display:none!important}`).join('')}</style>`
  }

  /** Remembers a picture that the page shows, so that a fallback does not show it again. */
  show(address: string): void {
    this.#pictures.add(this.#resource(address))
  }

  shows(address: string): boolean {
    return this.#pictures.has(this.#resource(address))
  }

  #resource(address: string): string {
    const found = relink(address, 'asset', this)
    if (found.kind === 'mirror') return found.path
    return found.kind === 'away' ? found.href : address
  }

  /** A part of this page that is parsed apart from it. Nested fragments are text, which is always UTF-8. */
  fragment(): Page {
    const page = new Page({ ...this.source, charset: 'UTF-8', whole: false })
    page.base = this.base
    page.hasBase = this.hasBase
    return page
  }
}

/** Whether a page's links need a look one by one: it has a `<base>`, or is not the primary host's. */
export function isRelocated(url: string, site: Site, prelude: string): boolean {
  return mountOf(url, site) !== '' || /<base[\s/>]/i.test(prelude.split(/<\/head|<body/i, 1)[0] ?? '')
}

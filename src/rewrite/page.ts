import { mountOf } from '../address.ts'
import type { Rule } from '../filters/data.ts'
import type { Filters } from '../filters/filters.ts'
import type { Site } from '../site.ts'
import type { HostTags } from '../tags.ts'
import type { ArticleText } from './article-length.ts'
import { hidingLink } from './hiding.ts'
import { Marks } from './marks.ts'
import { type Place, type Relinked, relink } from './relink.ts'
import type { Removal } from './removals.ts'
import type { Report, Where } from './report.ts'

/** A page that is to be rewritten: where it came from and by which rules. */
export interface Source {
  readonly url: string
  readonly site: Site
  readonly tags?: HostTags
  readonly filters?: Filters
  /** The page's encoding, as the Encoding standard names it. */
  readonly charset: string
  /** Whether its addresses mean something else than the same paths of the primary do. */
  readonly relocated: boolean
  /** What an address on the mirror begins with, where a path from its root will not do. */
  readonly root?: string
  /** Whether it is a page that a reader opens, and not a part of one: pages get the mirror's notice. */
  readonly whole: boolean
  /** Told what becomes of the page, where somebody asks. */
  readonly report?: Report
  /** Told what there is of the site's article, when the page has ended. */
  readonly measured?: (article: ArticleText) => void
}

/** One page on its way through the rewriter: what its elements have to know of each other. */
export class Page implements Place {
  readonly site: Site
  readonly tags?: HostTags
  readonly charset: string
  readonly root?: string
  readonly source: Source
  /** What relative addresses are resolved against: its own address, or its `<base>`. */
  base: string
  hasBase = false
  /** What goes from the page, in the order of its beginnings. */
  readonly removals: Removal[] = []
  readonly #hide: Set<string>
  readonly #host: string
  /** How many of them have been written. */
  #hidden = 0
  #linked = false
  readonly #pictures = new Set<string>()
  /** The page that it is a part of. */
  readonly #around: Page | undefined
  /** For what the last pass over the page's bytes does. */
  readonly marks = new Marks()
  /** Calls from the rewriter into JavaScript: what a rewrite costs. */
  calls = 0

  constructor(source: Source, around?: Page) {
    this.#around = around
    this.source = source
    this.site = source.site
    if (source.tags) this.tags = source.tags
    this.charset = source.charset
    if (source.root !== undefined) this.root = source.root
    this.base = around?.base ?? source.url
    this.hasBase = around?.hasBase ?? false
    source.report?.removals(this.removals)
    this.#host = new URL(source.url).hostname
    this.#hide = new Set([...source.site.hide, ...(source.filters?.styles ?? [])])
  }

  /**
   * The style rules for what is hidden and has not been yet: in the head, and at the page's end. A rule each, because a
   * selector that a browser does not know would switch off its whole list.
   */
  hiding(): string {
    const sheet = this.#linked || !this.source.filters ? '' : hidingLink(this.source.filters)
    this.#linked = true
    const selectors = [...this.#hide].slice(this.#hidden)
    this.#hidden = this.#hide.size
    if (selectors.length === 0) return sheet
    return `${sheet}<style>${selectors.map(selector => `${selector}{display:none!important}`).join('')}</style>`
  }

  hide(selector: string): void {
    this.#hide.add(selector)
  }

  /** Remembers a picture that the page shows, so that a fallback does not show it again. */
  show(address: string): void {
    this.#pictures.add(this.#resource(address))
  }

  shows(address: string): boolean {
    return this.#pictures.has(this.#resource(address))
  }

  /** Whether what it is a part of shows a picture already. */
  repeats(address: string): boolean {
    return this.#around?.shows(address) ?? false
  }

  /** Whether the filter lists would not have it fetched; a frame's address as little as a picture's. */
  readonly isAdvert = (url: URL): boolean => {
    const { filters } = this.source
    return filters !== undefined && filters.blocks(url, this.#host, 'image') !== undefined
  }

  /** Tells the report, if there is one, what has become of an address. */
  note(where: Where, address: string, found: Relinked): void {
    const { report } = this.source
    if (report === undefined) return
    report.address(where, address, found, found.kind === 'advert' ? this.blockedBy(address) : undefined)
  }

  /** The rule by which an address is an advertisement. */
  blockedBy(address: string): Rule | undefined {
    const url = URL.parse(address.trim(), this.base)
    return url ? this.source.filters?.blocks(url, this.#host, 'image') : undefined
  }

  /** Whether what rules take is shown, with a line around it. */
  get outlines(): boolean {
    return this.source.report?.outlines ?? false
  }

  #resource(address: string): string {
    const found = relink(address, 'asset', this)
    if (found.kind === 'mirror') return found.path
    return found.kind === 'away' ? found.href : address
  }

  /** A part of this page that is parsed apart from it. Nested fragments are text, which is always UTF-8. */
  fragment(): Page {
    return new Page({ ...this.source, charset: 'UTF-8', whole: false }, this)
  }
}

/** Whether a page's links need a look one by one: it has a `<base>`, or is not the primary host's. */
export function isRelocated(url: string, site: Site, prelude: string): boolean {
  return mountOf(url, site) !== '' || /<base[\s/>]/i.test(prelude.split(/<\/head|<body/i, 1)[0] ?? '')
}

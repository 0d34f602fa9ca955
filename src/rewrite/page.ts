import { mountOf } from '../address.ts'
import type { Addressed, Rule } from '../filters/data.ts'
import type { Filters } from '../filters/filters.ts'
import type { Site } from '../site.ts'
import type { HostTags } from '../tags.ts'
import { type Place, type Relinked, Relinks, relink } from './address/relink.ts'
import { type Hidden, hiddenOn, hidingRule } from './adverts/hidden.ts'
import { hidingLink } from './adverts/hiding.ts'
import type { Removal } from './adverts/removals.ts'
import type { ArticleText } from './pass/article-length.ts'
import { Marks } from './pass/marks.ts'
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
  /** Told of each piece that has come through the parser, by its length in bytes. */
  readonly parsed?: (bytes: number) => void
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
  readonly relinks: Relinks
  /** What relative addresses are resolved against: its own address, or its `<base>`. */
  base: string
  hasBase = false
  /** What goes from the page, in the order of its beginnings. */
  readonly removals: Removal[] = []
  readonly #given: Hidden
  /** What is hidden on this page besides, and how much of it has been written. */
  readonly #added = new Set<string>()
  #written = 0
  #linked = false
  #host: string | undefined
  readonly #pictures = new Set<string>()
  /** The page that it is a part of. */
  readonly #around: Page | undefined
  /** For what the last pass over the page's bytes does. */
  readonly marks = new Marks()
  /** Calls from the rewriter into JavaScript: what a rewrite costs. */
  calls = 0

  /** @param around the page that it is a part of */
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
    this.#given = hiddenOn(source.site, source.filters)
    // Of another encoding, addresses may come to something else.
    this.relinks = around?.charset === this.charset ? around.relinks : new Relinks()
  }

  /** The style rules for what is hidden and has not been yet: in the head, and at the page's end. */
  hiding(): string {
    const { filters } = this.source
    const sheet = this.#linked || !filters ? '' : hidingLink(filters)
    const given = this.#linked ? '' : this.#given.rules
    this.#linked = true
    const added = [...this.#added].slice(this.#written)
    this.#written = this.#added.size
    const rules = given + added.map(hidingRule).join('')
    return rules === '' ? sheet : `${sheet}<style>${rules}</style>`
  }

  hide(selector: string): void {
    if (this.#around) this.#around.hide(selector)
    else if (!this.#given.selectors.has(selector)) this.#added.add(selector)
  }

  /**
   * Remembers a picture that the page shows, so that a fallback does not show it again.
   * @param found what `relink` says of the address, where that is known
   */
  show(address: string, found = relink(address, 'asset', this)): void {
    this.#pictures.add(resourceOf(address, found))
  }

  shows(address: string): boolean {
    return this.#pictures.has(resourceOf(address, relink(address, 'asset', this)))
  }

  /** Whether what it is a part of shows a picture already. */
  repeats(address: string): boolean {
    return this.#around?.shows(address) ?? false
  }

  /** Whether the filter lists would not have it fetched; a frame's address as little as a picture's. */
  readonly isAdvert = (address: Addressed): boolean => {
    const { filters } = this.source
    return filters?.blocks(address, this.#hostname(), 'image') !== undefined
  }

  #hostname(): string {
    this.#host ??= new URL(this.source.url).hostname
    return this.#host
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
    return url ? this.source.filters?.blocks(url, this.#hostname(), 'image') : undefined
  }

  /** Whether what rules take is shown, with a line around it. */
  get outlines(): boolean {
    return this.source.report?.outlines ?? false
  }

  /** A part of this page that is parsed apart from it. Nested fragments are text, which is always UTF-8. */
  fragment(): Page {
    return new Page({ ...this.source, charset: 'UTF-8', whole: false }, this)
  }
}

/** The same for every way to write an address. */
function resourceOf(address: string, found: Relinked): string {
  if (found.kind === 'mirror') return found.path
  return found.kind === 'away' ? found.href : address
}

/** Whether a page's links need a look one by one, because its paths are not the mirror's. */
export const isRelocated = (url: string, site: Site): boolean => mountOf(url, site) !== ''

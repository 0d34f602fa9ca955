import { mountOf } from '../address.ts'
import type { Kind } from '../filters/blocking.ts'
import type { Rule } from '../filters/data.ts'
import type { Filters } from '../filters/filters.ts'
import type { Site } from '../site.ts'
import type { HostTags } from '../tags.ts'
import type { ArticleText } from './article-length.ts'
import { hasBase } from './head.ts'
import { type Hidden, hiddenOn, hidingRule } from './hidden.ts'
import { hidingLink } from './hiding.ts'
import { Marks } from './marks.ts'
import { type Addressed, type Place, type Relinked, Relinks, relink } from './relink.ts'
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

/** Filter lists, as far as they are asked of addresses. */
interface Blocks {
  blocks(address: Addressed, pageHost: string, kind: Kind): Rule | undefined
}

/** What there was of a page at a point of it. */
interface Point {
  readonly bases: number
  readonly pictures: number
}

/** One page on its way through the rewriter: what its elements have to know of each other. */
export class Page implements Place {
  readonly site: Site
  readonly tags?: HostTags
  readonly charset: string
  readonly root?: string
  readonly source: Source
  readonly relinks: Relinks
  /** What relative addresses have been resolved against, one after another: a `<base>` changes it. */
  readonly bases: string[]
  hasBase = false
  #at: Point | undefined
  readonly #points: Point[] = []
  /** Whether the page's end was seen as one: it did not stand in the middle of a tag, or in text. */
  closed = false
  /** What goes from the page, in the order of its beginnings. */
  readonly removals: Removal[] = []
  readonly #given: Hidden
  /** What is hidden on this page besides, and how much of it has been written. */
  readonly #added = new Set<string>()
  #written = 0
  #linked = false
  #host: string | undefined
  /** With how many others were there before. */
  readonly #pictures = new Map<string, number>()
  /** For what the last pass over the page's bytes does. */
  readonly marks = new Marks()
  /** Calls from the rewriter into JavaScript: what a rewrite costs. */
  calls = 0

  /** @param relinks those of a page around it, of the same encoding */
  constructor(source: Source, relinks = new Relinks()) {
    this.source = source
    this.site = source.site
    if (source.tags) this.tags = source.tags
    this.charset = source.charset
    if (source.root !== undefined) this.root = source.root
    this.bases = [source.url]
    source.report?.removals(this.removals)
    this.#given = hiddenOn(source.site, source.filters)
    this.relinks = relinks
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

  /** Whether there is something to hide, or may be. */
  get hides(): boolean {
    const { filters } = this.source
    return this.#given.selectors.size + this.#added.size + (filters?.rest.length ?? 0) > 0
  }

  hide(selector: string): void {
    if (!this.#given.selectors.has(selector)) this.#added.add(selector)
  }

  get base(): string {
    return this.bases.at((this.#at?.bases ?? 0) - 1) ?? this.source.url
  }

  set base(base: string) {
    if (base !== this.base) this.bases.push(base)
  }

  /** Remembers a point of the page, for what comes to be worked on later than it stood. @returns its number */
  here(): number {
    return this.#points.push({ bases: this.bases.length, pictures: this.#pictures.size }) - 1
  }

  /** Does what it is time for now as if it were done at a point of the page. @param point or its number */
  during<Result>(point: number | { readonly bases: number }, work: () => Result): Result {
    this.#at = typeof point === 'number' ? this.#points[point] : { ...point, pictures: this.#pictures.size }
    try {
      return work()
    } finally {
      this.#at = undefined
    }
  }

  /**
   * Remembers a picture that the page shows, so that a fallback does not show it again.
   * @param found what `relink` says of the address, where that is known
   */
  show(address: string, found = relink(address, 'asset', this)): void {
    const resource = resourceOf(address, found)
    if (!this.#pictures.has(resource)) this.#pictures.set(resource, this.#pictures.size)
  }

  /** How many pictures the page had shown by then. */
  get pictures(): number {
    return this.#at?.pictures ?? this.#pictures.size
  }

  /** @param pictures of so many is asked whether it is one */
  shows(address: string, pictures = this.#pictures.size): boolean {
    const resource = resourceOf(address, relink(address, 'asset', this))
    return (this.#pictures.get(resource) ?? pictures) < pictures
  }

  /** Whether the filter lists would not have it fetched. */
  readonly isAdvert = (address: Addressed): boolean => {
    const filters: Blocks | undefined = this.source.filters
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
    const source = { ...this.source, charset: 'UTF-8', whole: false }
    const page = new Page(source, this.charset === 'UTF-8' ? this.relinks : undefined)
    page.base = this.base
    page.hasBase = this.hasBase
    return page
  }
}

/** The same for every way to write an address. */
function resourceOf(address: string, found: Relinked): string {
  if (found.kind === 'mirror') return found.path
  return found.kind === 'away' ? found.href : address
}

/** Whether a page's links need a look one by one: it has a `<base>`, or is not the primary host's. */
export function isRelocated(url: string, site: Site, prelude: string): boolean {
  return mountOf(url, site) !== '' || hasBase(prelude)
}

import { mountOf } from '../address.ts'
import type { Site } from '../site.ts'
import type { HostTags } from '../tags.ts'
import type { Place } from './relink.ts'

/** A page that is to be rewritten: where it came from and by which rules. */
export interface Source {
  readonly url: string
  readonly site: Site
  readonly tags?: HostTags
  /** The page's encoding, as the Encoding standard names it. */
  readonly charset: string
  /** Whether its addresses mean something else than the same paths of the primary do. */
  readonly relocated: boolean
  /** Whether it is a page that a reader opens, and not a drawing in one: pages get the mirror's notice. */
  readonly whole: boolean
}

/** One page on its way through the rewriter: what its elements have to know of each other. */
export class Page implements Place {
  readonly site: Site
  readonly tags?: HostTags
  readonly charset: string
  readonly source: Source
  /** What relative addresses are resolved against; a `<base>` changes it. */
  base: string
  hasBase = false
  /** Pictures that the page shows by now, so that a fallback does not show them again. */
  readonly pictures = new Set<string>()
  /** Calls from the rewriter into JavaScript: what a rewrite costs. */
  calls = 0

  constructor(source: Source) {
    this.source = source
    this.site = source.site
    if (source.tags) this.tags = source.tags
    this.charset = source.charset
    this.base = source.url
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
  return mountOf(url, site) !== '' || /<base\s/i.test(prelude)
}

import type { Site } from '../site.ts'
import compiled from './compiled.ts'
import type { CompiledFilters } from './data.ts'
import { Filters } from './filters.ts'
import { blockingOf, hidingOf } from './generic.ts'

/**
 * The lists that were compiled in. They are made ready where a Worker starts, whose time is not a page's: the first page
 * would wait for it, and of a request on Cloudflare's free plan it is most of the 10 ms that it may take.
 */
const data = JSON.parse(compiled) as CompiledFilters
hidingOf(data).prepare()
blockingOf(data).prepare()

/** What they say of a site's pages. */
export function filtersFor({ host, aliases, hosts }: Site): Filters {
  return new Filters(data, [host, ...aliases, ...hosts])
}

import type { Site } from '../site.ts'
import compiled from './compiled.ts'
import type { CompiledFilters } from './data.ts'
import { Filters } from './filters.ts'

let data: CompiledFilters | undefined

/** What the lists that were compiled in say of a site's pages. */
export function filtersFor({ host, aliases, hosts }: Site): Filters {
  data ??= JSON.parse(compiled) as CompiledFilters
  return new Filters(data, [host, ...aliases, ...hosts])
}

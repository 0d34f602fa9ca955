import type { Site } from '../site.ts'
import compiled from './compiled.json' with { type: 'json' }
import type { CompiledFilters } from './data.ts'
import { Filters } from './filters.ts'

/** What the lists that were compiled in say of a site's pages. */
export const filtersFor = ({ host, aliases, hosts }: Site): Filters =>
  new Filters(compiled as unknown as CompiledFilters, [host, ...aliases, ...hosts])

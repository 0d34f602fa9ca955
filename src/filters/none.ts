import type { CompiledFilters } from './data.ts'

/** No rules at all. */
export const NONE: CompiledFilters = {
  key: '',
  lists: [],
  classes: [],
  ids: [],
  elements: [],
  links: [],
  rest: [],
  specific: [],
  exceptions: [],
  off: [],
  hosts: [],
  blocked: [],
  allowed: [],
}

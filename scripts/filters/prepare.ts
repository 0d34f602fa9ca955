import { ensureFilters } from './filters.ts'

// After `npm install`: types and tools read what is compiled, whatever runs first.
ensureFilters({})

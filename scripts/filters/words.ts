import { Bits } from '../../src/filters/bits.ts'
import type { CompiledFilters, NameTable, RowTable, Words } from '../../src/filters/data.ts'

type Tables = Omit<CompiledFilters, 'words'>

/** So few words are hashed in a moment, and need not be carried twice. */
const FEW = 500

/** The words that the rules of tables are found by. */
export function wordsOf({ classes, ids, elements, blocked }: Tables): Words {
  return {
    ...written('classes', [...namesIn(classes), ...keysOf(elements, '.')]),
    ...written('ids', [...namesIn(ids), ...keysOf(elements, '#')]),
    ...written('blocked', keysOf(blocked)),
  }
}

function written(name: keyof Words, words: readonly string[]): Words {
  const all = new Set(words)
  return all.size <= FEW ? {} : { [name]: Bits.of(all).toString() }
}

const namesIn = (tables: readonly NameTable[]): string[] => tables.flatMap(({ names }) => names.split(' '))

/** The first fields of rows, less a mark that they begin with. */
const keysOf = (tables: readonly RowTable[], mark = ''): string[] =>
  tables
    .flatMap(({ rows }) => rows.split('\n'))
    .filter(row => row.startsWith(mark))
    .map(row => row.slice(mark.length, row.indexOf('\t')))

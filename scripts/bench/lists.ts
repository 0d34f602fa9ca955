import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export interface Lists {
  readonly names: readonly string[]
  readonly text: string
}

/** The filter lists for the peer that takes some: those that FILTERS names, else the project's own, else none. */
export function readLists(named: string | undefined, folder: string): Lists | undefined {
  const given = named?.split(/\s+/).filter(path => path !== '') ?? []
  const missing = given.find(path => !existsSync(path))
  if (missing !== undefined) throw new Error(`FILTERS: there is no file ${missing}`)
  const files =
    given.length > 0
      ? given
      : globSync('*.txt', { cwd: folder })
          .sort()
          .map(file => join(folder, file))
  if (files.length === 0) return undefined
  return {
    names: files.map(file => basename(file)),
    text: files.map(file => readFileSync(file, 'utf8')).join('\n'),
  }
}

import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { AnyRule } from '@adguard/agtree'
import { RuleParser } from '@adguard/agtree/parser'
import { classify } from './classify.ts'
import type { Item } from './item.ts'

export interface List {
  readonly name: string
  readonly text: string
}

/** What cannot be used as a list, said so that somebody can mend it. */
export class ListError extends Error {}

/** Reads lists. Throws a ListError that says what to do where one cannot be read, or is no list. */
export function readLists(paths: readonly string[]): List[] {
  return paths.map(path => {
    let text: string
    try {
      text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
    } catch (error) {
      throw new ListError(
        `${path} cannot be read (${(error as Error).message}): give the path of a list, or take it out of FILTERS`,
      )
    }
    if (/^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text))
      throw new ListError(`${path} is a web page and no filter list: download the list itself again`)
    if (text.includes('\0')) throw new ListError(`${path} is not text: give a list in Adblock Plus's format`)
    if (!text.trim()) throw new ListError(`${path} is empty: download the list again, or take it out`)
    return { name: basename(path), text }
  })
}

const OPTIONS = {
  ...{ isLocIncluded: false, includeRaws: false, tolerant: false },
  ...{ parseAbpSpecificRules: true, parseUboSpecificRules: true, parseHtmlFilteringRuleBodies: false },
}

/** Every rule of a list; comments are none. @param list counted from 0 */
export function parseList(text: string, list: number, progress: (done: number) => void = () => {}): Item[] {
  const lines = text.split(/\r\n|\r|\n/)
  return lines.flatMap((line, index) => {
    if (index % 5000 === 0) progress(index / lines.length)
    const raw = line.trim()
    if (raw === '' || raw.startsWith('!') || /^\[adblock/i.test(raw)) return []
    return [classify(parseRule(raw), { list, line: index + 1 })]
  })
}

function parseRule(raw: string): AnyRule | undefined {
  try {
    return RuleParser.parse(raw, OPTIONS)
  } catch {
    return undefined
  }
}

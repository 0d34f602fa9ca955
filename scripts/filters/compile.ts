import { gzipSync } from 'node:zlib'
import type { CompiledFilters } from '../../src/filters/data.ts'
import { names } from '../../src/filters/domains.ts'
import { compileBlocking } from './blocks.ts'
import { compileHiding } from './hiding.ts'
import type { Item } from './item.ts'
import { type List, parseList } from './parse.ts'
import { type Figures, Tally } from './report.ts'
import { wordsOf } from './words.ts'

export interface Compilation {
  readonly data: CompiledFilters
  readonly figures: Figures
  readonly json: string
}

export interface Settings {
  /** The configured sites' hosts. */
  readonly hosts: readonly string[]
  /** Says what was made from what. */
  readonly key?: string
  /** Told how much of the lists is read, from 0 to 1. */
  readonly progress?: (done: number) => void
}

/** Compiles lists. */
export function compile(lists: readonly List[], settings: Settings): Compilation {
  const began = performance.now()
  const { hosts, key = '', progress = () => {} } = settings
  const items = lists.map(({ text }, index) =>
    parseList(text, index, done => progress((index + done) / lists.length)),
  )
  const all = items.flat()
  const tally = new Tally()
  for (const item of all) {
    if (item.type !== 'skip') continue
    const here = item.domains === undefined || hosts.some(host => names(item.domains ?? '', host))
    tally.count(item.group, here ? item.reason : 'for other sites')
  }
  const hiding = compileHiding(all.filter(isHide), hosts, tally)
  const off = all.filter(isOff).flatMap(({ domains, what }) => {
    const here = hosts.some(host => names(domains, host))
    tally.count('exception', here ? 'compiled' : 'for other sites')
    return here ? [{ domains, what }] : []
  })
  const blocking = compileBlocking(all.filter(isBlock), hosts, tally)
  const tables = {
    key,
    lists: lists.map(({ name }) => name),
    ...hiding,
    off,
    ...blocking,
  }
  const data: CompiledFilters = { ...tables, words: wordsOf(tables) }
  const json = JSON.stringify(data)
  const figures = {
    lists: lists.map(({ name }, index) => ({ name, rules: items[index]?.length ?? 0 })),
    hosts,
    tally,
    bytes: Buffer.byteLength(json),
    gzip: gzipSync(json).length,
    time: performance.now() - began,
  }
  return { data, figures, json }
}

const isHide = (item: Item) => item.type === 'hide'
const isOff = (item: Item) => item.type === 'off'
const isBlock = (item: Item) => item.type === 'block'

import { demoPages } from '../bench/pages.ts'
import { borders } from './borders.ts'
import { dense } from './dense.ts'
import type { FuzzMirror } from './mirror.ts'
import { mutate, soup } from './mutate.ts'
import type { FuzzPage } from './page.ts'
import { newRandom, type Random } from './random.ts'

/** Where the paper's pages are, and some that are not at its primary host. */
const ADDRESSES = [
  ...['https://www.lantern.example/', 'https://www.lantern.example/news/2026/11/23/a.html?b=1&c'],
  ...[
    'https://m.lantern.example/news/a.html',
    'https://static.lantern.example/x/',
    'https://lantern.example//a',
  ],
]
const SITES: readonly FuzzPage['site'][] = ['demo', 'plain', 'bare']
/** Content types with the encoding that they mean; "" leaves it to the bytes. */
const TYPES: readonly (readonly [string, string])[] = [
  ...[
    'gbk',
    'gb18030',
    'big5',
    'shift_jis',
    'euc-kr',
    'euc-jp',
    'windows-1252',
    'windows-1251',
    'x-user-defined',
  ].map(label => [`text/html; charset=${label}`, label] as const),
  ...[
    ['text/html; charset=iso-2022-jp', 'iso-2022-jp'] as const,
    ['text/html; charset=utf-16le', 'utf-16le'] as const,
  ],
  ...[['text/html; charset=hz-gb-2312', 'windows-1252'] as const, ['text/html', 'unknown'] as const],
  ...[['text/html; charset="unknown"', 'unknown'] as const],
]

/** The demo paper's pages, as Latin-1 text, with a word of its own in every piece of text. */
export async function readSeeds(demoFetch: FuzzMirror['demoFetch']): Promise<string[]> {
  const pages = await demoPages(demoFetch)
  const sizes = new Set<number>()
  let words = 0
  const seeds: string[] = []
  for (const { bytes } of pages) {
    // Pages of a kind have about a size: one of each will do, and short pages take less time.
    const size = Math.round(bytes.length / 500)
    if (sizes.has(size)) continue
    sizes.add(size)
    const text = Buffer.from(bytes).toString('latin1')
    seeds.push(
      text.replace(
        />(?=[^<>{}]{3,}<\/(?:p|a|li|h\d|td|div|span|b)>)/g,
        () => `> wp${(words++).toString(36)}zk `,
      ),
    )
  }
  return seeds
}

/** The page of a seed's number: the same seed gives the same page, whatever pages came before. */
export function generate(seed: number, seeds: readonly string[]): FuzzPage {
  const random = newRandom(Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995)
  const text = textFor(random, seeds)
  const [contentType, encoding] = random.chance(0.8)
    ? (['text/html; charset=utf-8', 'utf-8'] as const)
    : random.pick(TYPES)
  const latin = Buffer.from(text, 'latin1')
  const bytes = encoding === 'utf-16le' ? inPairs(latin, random) : latin
  const page = { contentType, encoding, bytes: new Uint8Array(bytes), cuts: chunks(bytes.length, random) }
  return { ...page, site: random.pick(SITES), url: random.pick(ADDRESSES) }
}

/** The same in UTF-16, which may end in the middle of a character. */
function inPairs(latin: Buffer, random: Random): Buffer {
  const pairs = Buffer.from(latin.toString('utf8'), 'utf16le')
  return random.chance(0.2) ? pairs.subarray(0, -1) : pairs
}

function textFor(random: Random, seeds: readonly string[]): string {
  const kind = random.below(10)
  if (kind < 3) return Buffer.from(dense(random)).toString('latin1')
  if (kind < 6) return borders(random)
  return kind < 8 ? mutateSoup(random, seeds) : mutate(random.pick(seeds), random, seeds)
}

function mutateSoup(random: Random, seeds: readonly string[]): string {
  const text = soup(random)
  return random.chance(0.5)
    ? text
    : mutate(
        text,
        random,
        seeds.map(seed => seed.slice(0, 3000)),
      )
}

/** Where chunks begin: a few anywhere, or many near each other, or every byte of a short page. */
function chunks(length: number, random: Random): number[] {
  if (length < 400 && random.chance(0.5)) return Array.from({ length }, (_, at) => at)
  const cuts = Array.from({ length: 1 + random.below(8) }, () => random.below(length + 1))
  const start = random.below(length + 1)
  const dense = Array.from({ length: random.below(40) }, (_, n) => Math.min(start + n, length))
  return [...new Set([...cuts, ...dense])].sort((a, b) => a - b)
}

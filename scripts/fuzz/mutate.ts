import { address, anyAttribute, entities, fragment, MARKUP, mixCase, word } from './hostile.ts'
import type { Random } from './random.ts'

/** A change to a page, whose bytes are its text's Latin-1 characters. */
type Mutation = (text: string, random: Random, seeds: readonly string[]) => string

const insert = (text: string, at: number, what: string) => text.slice(0, at) + what + text.slice(at)

/** Where a tag begins or ends, or anywhere now and then. */
function boundary(text: string, random: Random): number {
  const near = random.below(text.length + 1)
  if (random.chance(0.2)) return near
  const [open, close] = [text.indexOf('<', near), text.indexOf('>', near) + 1]
  return (random.chance(0.5) && open >= 0 ? open : close) || near
}

function stretch(text: string, random: Random, most = 2000): [number, number] {
  const [a, b] = [boundary(text, random), boundary(text, random)]
  const start = Math.min(a, b)
  return [start, Math.min(Math.max(a, b), start + 1 + random.below(most))]
}

/** The inside of a random tag, without its "<name" and ">". */
function insideTag(text: string, random: Random): [number, number] | undefined {
  const open = /<[a-z][^\s/>]*/gi
  open.lastIndex = random.below(text.length + 1)
  const found = open.exec(text)
  if (!found) return undefined
  const start = found.index + found[0].length
  const end = text.indexOf('>', start)
  return end < 0 ? undefined : [start, end]
}

const inTag =
  (change: (inside: string, random: Random) => string): Mutation =>
  (text, random) => {
    const place = insideTag(text, random)
    if (!place) return text
    return text.slice(0, place[0]) + change(text.slice(...place), random) + text.slice(place[1])
  }

const inStretch =
  (change: (piece: string, random: Random) => string, most?: number): Mutation =>
  (text, random) => {
    const [start, end] = stretch(text, random, most)
    return text.slice(0, start) + change(text.slice(start, end), random) + text.slice(end)
  }

const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
const insertHostile: Mutation = (text, random) =>
  insert(text, boundary(text, random), latin1(fragment(random)))
const insertAttribute = inTag((inside, random) => {
  const added = latin1(anyAttribute(random))
  return random.chance(0.5) ? added + inside : inside + added
})

const wrap = inStretch((piece, random) => {
  const [open, close] = random.pick(MARKUP)
  return `${random.chance(0.9) ? open : ''}${piece}${random.chance(0.85) ? close : ''}`
})

const splice: Mutation = (text, random, seeds) => {
  const other = random.pick(seeds)
  return text.slice(0, boundary(text, random)) + other.slice(boundary(other, random))
}

const readdress: Mutation = (text, random) => {
  const place = insideTag(text, random)
  if (!place) return text
  const inside = text.slice(...place).replace(/=("|')?[^"'\s>]*/, (_, quote = '') => {
    return `=${quote}${latin1(address(random)).replaceAll(quote || /[\s>]/g, '')}`
  })
  return text.slice(0, place[0]) + inside + text.slice(place[1])
}

const MUTATIONS: readonly Mutation[] = [
  ...[insertHostile, insertHostile, insertHostile, insertAttribute, insertAttribute, insertAttribute],
  ...[wrap, wrap, splice, readdress, readdress],
  // Byte flips.
  inStretch((piece, random) => piece.replace(/[\s\S]/, () => String.fromCharCode(random.below(256))), 5),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  // A piece twice, and a piece less.
  inStretch(piece => piece + piece, 500),
  inStretch(() => '', 200),
  // Every way of writing the same.
  inTag(
    (inside, random) => inside + inside.replace(/=["'][^"']*/, match => (random.chance(0.5) ? match : '=')),
  ),
  inTag((inside, random) => mixCase(inside, random)),
  inTag((inside, random) =>
    inside.replace(/(=["'])([^"']*)/, (_, open, value) => open + entities(value, random)),
  ),
  inTag((inside, random) => inside.replace(/["']/, random.pick(['', '"', "'"]))),
  inTag((inside, random) => inside.replace(/\s/g, () => random.pick([' ', '/', '\n', '\f', '\t', ' / ']))),
  inStretch((piece, random) => mixCase(piece, random), 300),
  // An end tag less, or one more.
  inStretch(piece => piece.replace(/<\/[^>]*>/, ''), 400),
  inStretch((piece, random) => piece + random.pick(MARKUP)[1], 10),
  inStretch((piece, random) => random.pick(MARKUP)[0] + piece, 10),
  inStretch(
    (piece, random) => insert(piece, random.below(piece.length + 1), '\0'.repeat(1 + random.below(3))),
    50,
  ),
  inTag((inside, random) => `${inside} data-x="${'x'.repeat(random.below(20_000))}"`),
  inStretch(
    (piece, random) =>
      random.pick(['<div>', '<b>', '<svg>', '<p>', '<table>']).repeat(random.below(300)) + piece,
  ),
]

export function mutate(text: string, random: Random, seeds: readonly string[]): string {
  let mutated = text
  for (let times = 1 + random.below(8); times > 0; times--)
    mutated = random.pick(MUTATIONS)(mutated, random, seeds)
  return mutated
}

/** A page of nothing but hostile markup, with words between. */
export function soup(random: Random): string {
  const pieces = Array.from(
    { length: 1 + random.below(12) },
    () => fragment(random) + (random.chance(0.7) ? ` ${word(random)} ` : ''),
  )
  const head = random.chance(0.5)
    ? '<!doctype html><html><head><meta charset="utf-8"><title>t</title></head><body>'
    : ''
  return latin1(head + pieces.join('') + (head === '' ? '' : '</body></html>'))
}

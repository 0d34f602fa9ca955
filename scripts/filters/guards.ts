import { beginnings, narrower } from './except.ts'
import { beginsWord, type Need } from './needs.ts'
import { has, type Sample } from './pages.ts'
import { search } from './search.ts'

/** What things cost in a page, in microseconds. */
export const COST = {
  /** A native selector, even if it never matches. */
  guard: 8,
  /** An element handed to JavaScript, with reading its class and id. */
  call: 6,
}

export interface Guard {
  readonly selector: string
  /** Rules that need this guard or another one that was chosen. */
  readonly rules: number
  /** Rules that would be lost without it. */
  readonly alone: number
  /** Elements of an average page that it matches. */
  readonly calls: number
}

export interface Choice {
  readonly guards: readonly Guard[]
  /** Whether a guard leads to an element that has this. */
  readonly leads: (need: Need) => boolean
  /** Elements of an average page that are handed over. */
  readonly calls: number
}

/**
 * The native selectors that lead to the rules, at the least cost for a page: those that match few elements, and
 * few of them.
 * @param rules for each rule what an element must have: any of these leads to it
 * @param share how much of the rules must be covered, from 0 to 1
 */
export function chooseGuards(
  rules: readonly (readonly Need[])[],
  samples: readonly Sample[],
  share: number,
): Choice {
  const found = withNarrower(candidates(rules), rules, samples)
  const options = found.map(({ need, rules: covers }, at) => {
    const elements = samples.flatMap((sample, index) => (has(sample, need) ? [index] : []))
    return { covers, elements: [...elements, samples.length + at] }
  })
  // What no sample shows still happens, and the shorter a text the more: each option gets an element of its own.
  const weights = [...samples.map(({ perPage }) => perPage), ...found.map(({ need }) => unseen(need))]
  const chosen = search(options, rules.length, weights, COST, share, MOST_GUARDS)
  const called = new Set<number>()
  const times = new Uint16Array(rules.length)
  for (const index of chosen) {
    for (const rule of options[index]?.covers ?? []) times[rule] = (times[rule] ?? 0) + 1
    for (const element of options[index]?.elements ?? []) called.add(element)
  }
  const sum = (elements: Iterable<number>) => [...elements].reduce((a, at) => a + (weights[at] ?? 0), 0)
  const guards = chosen.flatMap(index => {
    const candidate = found[index]
    const option = options[index]
    if (!candidate || !option) return []
    const alone = option.covers.filter(rule => times[rule] === 1).length
    return [
      {
        selector: selectorOf(candidate.need),
        rules: option.covers.length,
        alone,
        calls: sum(option.elements),
      },
    ]
  })
  const needs = chosen.flatMap(index => found[index]?.need ?? [])
  const also = needs.filter(({ except }) => except).flatMap(beginnings)
  for (const selector of also)
    if (!guards.some(guard => guard.selector === selector))
      guards.push({ selector, rules: 0, alone: 0, calls: 0 })
  return {
    guards: guards.toSorted((a, b) => b.rules - a.rules),
    leads: need => needs.some(guard => includes(guard, need)),
    calls: sum(called),
  }
}

/** The share of rules from which on a guard has a narrower form, which is several selectors. */
const CORE = 0.25

/** Adds to guards for very common texts the same ones without the commonest words. */
function withNarrower(
  all: readonly Candidate[],
  rules: readonly (readonly Need[])[],
  samples: readonly Sample[],
): Candidate[] {
  const more = all.flatMap((candidate): Candidate[] => {
    if (candidate.rules.length < CORE * rules.length) return []
    const own = candidate.rules
      .flatMap(rule => rules[rule] ?? [])
      .filter(each => includes(candidate.need, each))
    const texts = own.map(({ text }) => text)
    const need = narrower(candidate.need, texts, samples)
    if (!need) return []
    return [{ need, rules: candidate.rules.filter(rule => rules[rule]?.some(each => includes(need, each))) }]
  })
  return [...all, ...more]
}

/** Whether whatever has the one has the other too. */
function includes(guard: Need, need: Need): boolean {
  if (guard.name !== need.name) return false
  if (guard.except && beginsWord(need.text, guard.text)) return true
  if (guard.except?.some(each => need.text.includes(each))) return false
  return guard.word ? need.word && need.text === guard.text : need.text.includes(guard.text)
}

/** Elements of a page that have a text and no sample shows, by its length. Ids are rarer than classes. */
function unseen({ name, text, word, except }: Need): number {
  if (name === '' || text === '') return name === '' ? 0.1 : name === 'style' ? 80 : 0.5
  if (word) return 0.1
  if (except) return 3
  const often = /[^a-z]/.test(text) ? 0.8 : 1
  return ([0, 200, 60, 10, 3, 2, 1.5, 1, 0.5][text.length] ?? 0.2) * often * (name === 'id' ? 0.3 : 1)
}

interface Candidate {
  readonly need: Need
  /** Rules that it leads to, by their index. */
  readonly rules: readonly number[]
}

const MOST = 1500

/** How many guards there may be; those with exceptions bring a few selectors more. */
const MOST_GUARDS = 20

/** Parts of names and whole words that lead to several rules; of those that lead to the same ones the longest. */
function candidates(rules: readonly (readonly Need[])[]): Candidate[] {
  const found = new Map<string, { need: Need; rules: number[] }>()
  const add = (need: Need, rule: number) => {
    const key = `${need.word ? '=' : '*'}${need.name} ${need.text}`
    const known = found.get(key)
    if (!known) found.set(key, { need, rules: [rule] })
    else if (known.rules.at(-1) !== rule) known.rules.push(rule)
  }
  for (const [rule, needs] of rules.entries())
    for (const need of needs) for (const each of guardsOf(need)) add(each, rule)
  const least = rules.length > 2000 ? 3 : 1
  const same = new Map<string, Candidate>()
  for (const candidate of found.values()) {
    const { rules: own, need } = candidate
    if (own.length < least) continue
    const key =
      own.length > 40 ? `${own.length} ${own.slice(0, 40)} ${own.at(-1)} ${need.name}` : `${own} ${need.name}`
    const other = same.get(key)
    if (!other || other.need.text.length < need.text.length) same.set(key, candidate)
  }
  return [...same.values()].toSorted((a, b) => b.rules.length - a.rules.length).slice(0, MOST)
}

const LONGEST = 8

function* guardsOf({ name, text, word }: Need): Generator<Need> {
  if (word && /^[a-z_][\w-]*$/.test(text)) yield { name, text, word }
  if (name === '') return
  if (name !== 'class' && name !== 'id') yield { name, text: '', word: false }
  for (let from = 0; from < text.length - 1; from++) {
    const longest = Math.min(text.length, from + LONGEST)
    for (let to = from + 2; to <= longest; to++) {
      const part = text.slice(from, to)
      if (/^[\w-]+$/.test(part)) yield { name, text: part, word: false }
    }
  }
}

function selectorOf({ name, text, word, except }: Need): string {
  if (name === '') return text
  if (text === '') return `[${name}]`
  const not = (except ?? []).map(each => `:not([${name}*="${each}" i])`).join('')
  if (!word) return `[${name}*="${text}" i]${not}`
  return name === 'class' ? `[class~="${text}" i]` : `[${name}="${text}" i]`
}

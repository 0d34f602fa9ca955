import type { Compound, Test } from '../../src/filters/compound.ts'

/** What an element must have for a rule: an attribute ("" is the tag's name) that holds a text, or is it. */
export interface Need {
  readonly name: string
  /** In lower case; empty where the attribute only has to be there. */
  readonly text: string
  /** A whole word of a class, a whole id, or a tag's name. */
  readonly word: boolean
  /** For a guard: texts that the attribute does not hold, unless a word in it begins with `text`. */
  readonly except?: readonly string[]
}

/** Whether a text has a word, or a part between "-" or "_", that begins so. */
export const beginsWord = (text: string, beginning: string): boolean =>
  text.startsWith(beginning) || [' ', '-', '_'].some(before => text.includes(before + beginning))

/** What an element must have for a compound, each of them. */
export function needsOf(compound: Compound): Need[] {
  return compound.flatMap(([name, operator, value]) => {
    if (operator.startsWith('!')) return []
    const word = operator === '=' || operator === '~'
    return [{ name, text: operator === '?' ? '' : value.toLowerCase(), word }]
  })
}

/** Tags and attributes that the rewriter looks at for its own sake, so that no guard is needed. */
const LOOKED_AT_TAGS = new Set([
  'img',
  'source',
  'video',
  'audio',
  'track',
  'object',
  'form',
  'link',
  'image',
  'base',
])
const LOOKED_AT = /^(?:on[a-z]+|srcset|poster|background|formaction|ping|lowsrc|longdesc)$/

/** Whether the rewriter looks at every element that a compound matches. */
export const isLookedAt = (compound: Compound): boolean =>
  needsOf(compound).some(({ name, text }) => (name === '' ? LOOKED_AT_TAGS.has(text) : LOOKED_AT.test(name)))

/** What most links have: a test for it says nothing. */
const ANY_LINK = /^(?:https?(?::\/{0,2}(?:www\.)?)?|\W*.{0,3})$/

/** A test of a link's address. */
export const linkTest = (compound: Compound): Test | undefined => {
  const tag = compound.find(([name, operator]) => name === '' && operator === '=')?.[2]
  if (tag !== undefined && tag !== 'a' && tag !== 'area') return undefined
  return compound.find(
    ([name, operator, value]) => name === 'href' && /^[=^$*]$/.test(operator) && !ANY_LINK.test(value),
  )
}

/** The key that the run time finds a rule by: the rarest thing that an element must have. */
export function keyOf(compound: Compound): string | undefined {
  const keys = compound.flatMap(test => {
    const key = keyOfTest(test)
    return key ? [key] : []
  })
  return keys.toSorted((a, b) => a.rank - b.rank)[0]?.key
}

function keyOfTest([name, operator, value, caseless]: Test): { key: string; rank: number } | undefined {
  if (operator.startsWith('!')) return undefined
  if (name === '') return { key: value, rank: 6 }
  if (name === 'id' && operator === '=' && !caseless) return { key: `#${value}`, rank: 0 }
  if (name === 'class' && operator === '~' && !caseless) return { key: `.${value}`, rank: 1 }
  if (name !== 'id' && name !== 'class') return { key: `[${name}`, rank: 4 }
  if (operator === '?') return { key: `[${name}`, rank: 5 }
  const beginning = operator === '^' || operator === '='
  return beginning && value.length >= 3 && !caseless
    ? { key: `[${name}^${value.slice(0, 3)}`, rank: 2 }
    : { key: `[${name}*`, rank: 3 }
}

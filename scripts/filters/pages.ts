import { beginsWord, type Need } from './needs.ts'

/** Elements that look alike to guards, and how many of them a page has on average. */
export interface Sample {
  /** Attributes in lower case, "" is the tag's name. */
  readonly attributes: ReadonlyMap<string, string>
  readonly perPage: number
}

/** Every start tag of some pages, read roughly: this is for counting only. */
export function sampleMarkup(pages: readonly string[], share = 1): Sample[] {
  const counted = new Map<string, { attributes: Map<string, string>; count: number }>()
  for (const page of pages) {
    for (const [whole, tag = '', written = ''] of page.matchAll(TAG)) {
      const known = counted.get(whole)
      if (known) known.count++
      else counted.set(whole, { attributes: attributesOf(tag, written), count: 1 })
    }
  }
  return [...counted.values()].map(({ attributes, count }) => ({
    attributes,
    perPage: (share * count) / Math.max(1, pages.length),
  }))
}

const TAG = /<([a-z][\w-]*)((?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi

function attributesOf(tag: string, written: string): Map<string, string> {
  const attributes = new Map([['', tag.toLowerCase()]])
  for (const [, name = '', a, b, c] of written.matchAll(
    /([\w:@.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    if (!attributes.has(name.toLowerCase()))
      attributes.set(name.toLowerCase(), (a ?? b ?? c ?? '').toLowerCase())
  }
  return attributes
}

/** The vocabulary is rich and pages repeat themselves: of each of its values a page has so many. */
const SCALE = 0.2

/** A vocabulary: lines of how often a page has it, "class", "id" or another attribute's name, and its values. */
export function sampleVocabulary(text: string): Sample[] {
  return text.split('\n').flatMap(line => {
    const [perPage, name, ...values] = line.split('#')[0]?.trim().split(/\s+/) ?? []
    if (!perPage || !name) return []
    return values.map(value => ({
      attributes: new Map([
        ['', 'div'],
        [name, value.toLowerCase()],
      ]),
      perPage: SCALE * Number(perPage),
    }))
  })
}

/** Whether an element has what a guard asks for. */
export function has({ attributes }: Sample, { name, text, word, except }: Need): boolean {
  const value = attributes.get(name)
  if (value === undefined) return false
  if (except && beginsWord(value, text)) return true
  if (except?.some(each => value.includes(each))) return false
  if (!word) return value.includes(text)
  return value === text || (name === 'class' && value.split(/\s+/).includes(text))
}

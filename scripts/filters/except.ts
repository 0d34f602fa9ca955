import { beginsWord, type Need } from './needs.ts'
import { has, type Sample } from './pages.ts'

/** How many texts a guard may leave out. */
const MOST = 6
/** Elements of a page from which on it pays to leave some of them out. */
const MANY = 12
/** Rules that a text may cost for each call that it saves; they still have other guards. */
const RULES_PER_CALL = 60

/**
 * The same guard without the elements that only words such as "header" bring: the texts around its own that many
 * elements have and few rules. Nothing where that does not pay.
 * @param texts what the guard's rules ask for, in lower case
 */
export function narrower(need: Need, texts: readonly string[], samples: readonly Sample[]): Need | undefined {
  if (need.word || need.text === '' || need.text.length > 3) return undefined
  let left = samples.filter(sample => has(sample, need))
  if (sum(left) < MANY) return undefined
  const except: string[] = []
  while (except.length < MOST) {
    const best = around(need, left)
      .map(text => ({
        text,
        calls: sum(left.filter(each => each.attributes.get(need.name)?.includes(text))),
      }))
      .filter(
        ({ text, calls }) =>
          calls > 0.4 &&
          texts.filter(each => each.includes(text) && !beginsWord(each, need.text)).length <
            calls * RULES_PER_CALL,
      )
      .toSorted((a, b) => b.calls - a.calls)[0]
    if (!best) break
    except.push(best.text)
    left = left.filter(({ attributes }) => !attributes.get(need.name)?.includes(best.text))
  }
  return except.length > 0 ? { ...need, except } : undefined
}

/** Longer texts around a guard's own in words of a page. A beginning of a word is none: "ad" stays in "ad-slot". */
function around({ name, text }: Need, samples: readonly Sample[]): string[] {
  const found = new Set<string>()
  for (const { attributes } of samples) {
    for (const match of (attributes.get(name) ?? '').matchAll(/[a-z]+/g)) {
      const at = match[0].indexOf(text)
      if (at < 0) continue
      for (let from = Math.max(0, at - 3); from < at; from++)
        for (let to = at + text.length; to <= Math.min(match[0].length, at + text.length + 2); to++)
          if (to - from > text.length + 1) found.add(match[0].slice(from, to))
    }
  }
  return [...found]
}

const sum = (samples: readonly Sample[]) => samples.reduce((all, { perPage }) => all + perPage, 0)

/** Where a word begins: these are looked at whatever else an element's attribute holds. */
export function beginnings({ name, text }: Need): string[] {
  return [`[${name}^="${text}" i]`, ...[' ', '-', '_'].map(before => `[${name}*="${before}${text}" i]`)]
}

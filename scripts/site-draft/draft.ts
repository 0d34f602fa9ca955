import { selectorProblem } from '../../src/site/selector.ts'
import { attributeProblem } from '../../src/site/words.ts'
import { adviceOn } from './advice.ts'
import type { Line } from './lines.ts'
import { attribute } from './xpath/quote.ts'
import { selectorsOf, type Turned } from './xpath/selectors.ts'

/** What the operator has to know of a line. */
export interface Remark {
  /**
   * "left": the draft lacks what the line says; "look": it is in the draft, but not quite the same; "idle": there is
   * nothing to do.
   */
  readonly kind: 'left' | 'look' | 'idle'
  readonly line: Line
  readonly message: string
}

type Single = 'article' | 'title' | 'byline' | 'published' | 'next'

export interface Draft {
  readonly remove: readonly string[]
  readonly unwrap: readonly string[]
  readonly lazy: readonly string[]
  /** Each a list with commas. */
  readonly places: Readonly<Partial<Record<Single, string>>>
  /** In the order of the lines. */
  readonly remarks: readonly Remark[]
}

const SINGLE = new Map<string, Single>([
  ['body', 'article'],
  ['title', 'title'],
  ['author', 'byline'],
  ['date', 'published'],
  ['next_page_link', 'next'],
])

/** Attributes that hold what a line is after, so that naming their element says the same. */
const TELLING = new Map<string, readonly string[]>([
  ['title', ['@content']],
  ['author', ['@content']],
  ['date', ['@content', '@datetime']],
  ['next_page_link', ['@href']],
])

/** What a site file can say of the lines, and a remark on every line that it can't say, or not quite. Pure. */
export function draftOf(lines: readonly Line[]): Draft {
  const places = new Map<Single, Set<string>>()
  const taken = new Map<string, Line>()
  const unwrap = new Set<string>()
  const lazy = new Set<string>()
  const remarks: Remark[] = []
  for (const line of lines) {
    const say = (kind: Remark['kind'], message: string) => void remarks.push({ kind, line, message })
    const place = SINGLE.get(line.key)
    if (line.key === 'src_lazy_load_attr') {
      const problem = attributeProblem(line.value)
      if (problem) say('left', problem)
      else lazy.add(line.value.toLowerCase())
      continue
    }
    const turned = turn(line)
    if (!turned) {
      const advice = adviceOn(line)
      if (advice) say(advice.kind, advice.message)
      continue
    }
    if (place && places.has(place)) say('look', oneOfSeveral(line.key, place))
    for (const one of turned) {
      if (!one.ok) say('left', one.reason)
      else if (place) {
        if (one.part && !TELLING.get(line.key)?.includes(one.part)) say('look', partOnly(one.part, place))
        places.set(place, new Set([...(places.get(place) ?? []), ...one.selectors]))
      } else if (one.part)
        say('left', `it takes ${one.part} and leaves the element: name the element if all of it is to go`)
      else if (line.key === 'dissolve') for (const selector of one.selectors) unwrap.add(selector)
      else for (const selector of one.selectors) taken.set(selector, taken.get(selector) ?? line)
    }
  }
  const remove = withoutPlaces(taken, places, remarks)
  return {
    remove,
    unwrap: [...unwrap].filter(selector => !remove.includes(selector)),
    lazy: [...lazy],
    places: Object.fromEntries([...places].map(([place, selectors]) => [place, [...selectors].join(', ')])),
    remarks: remarks.toSorted((a, b) => a.line.at - b.line.at),
  }
}

/** The selectors that a line is about, or nothing where it is about something else. */
function turn({ key, value }: Line): readonly Turned[] | undefined {
  if (SINGLE.has(key) || key === 'strip' || key === 'dissolve') return value ? selectorsOf(value) : [EMPTY]
  // ftr looks for these anywhere in the attribute, and takes quotes for a slip of the hand.
  const part = value.replace(/["']/g, '')
  if (key === 'strip_id_or_class') return [containing(part, ['', 'class'], ['', 'id'])]
  if (key === 'strip_image_src') return [containing(part, ['img', 'src'])]
  return undefined
}

const EMPTY: Turned = { ok: false, reason: 'nothing stands after ":": write what to look for' }

function containing(part: string, ...where: [tag: string, attribute: string][]): Turned {
  if (part === '') return EMPTY
  const selectors = where.map(([tag, name]) => `${tag}${attribute(name, '*=', part)}`)
  const problem = selectors.map(selectorProblem).find(found => found !== undefined)
  return problem ? { ok: false, reason: problem } : { ok: true, selectors }
}

const QUOTED = /"(?:[^"\\]|\\.)*"/g

/** A headline, or a page. */
const WHOLE = /(?:^| )h1(?![\w-])[^ ]*$|^(?:\*|html|body)$/

/**
 * What is removed, without what another line names as the title and the like: ftr shows those elsewhere and takes
 * them out of the text, but on a mirrored page nobody would see them any more.
 */
function withoutPlaces(
  taken: ReadonlyMap<string, Line>,
  places: ReadonlyMap<Single, ReadonlySet<string>>,
  remarks: Remark[],
): string[] {
  return [...taken].flatMap(([selector, line]) => {
    const place = [...places].find(([, selectors]) => selectors.has(selector))?.[0]
    const whole = WHOLE.test(selector.replace(QUOTED, '""'))
    if (!place && !whole) return [selector]
    const message = place
      ? `${selector} is the "${place}", which readers of the mirror would lose: left out`
      : `${selector} holds what readers of the mirror come for: left out; name what is to go more exactly`
    remarks.push({ kind: 'left', line, message })
    return []
  })
}

const oneOfSeveral = (key: string, place: string) =>
  `several "${key}:" lines: ftr takes the first that finds something, "${place}" takes all that they find`

const partOnly = (part: string, place: string) =>
  `the draft's "${place}" names the element and not ${part}: look whether that is all it holds`

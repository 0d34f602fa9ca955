import { type Chance, shuffled } from './chance.ts'
import { GIVEN, readersAt, type Scenario } from './scenario.ts'

export type Kind = 'list' | 'article' | 'feed' | 'style' | 'picture'

/** One address of the paper, with its life and its readers. */
export interface Address {
  readonly path: string
  readonly kind: Kind
  /** When it was published and each time that it changed, in order; ms since the epoch. */
  readonly versions: readonly number[]
  /** How many requests it has had since the beginning, all data centres together, at the end of each slice. */
  readonly requests: Float64Array
  /** For how many addresses it stands when the Worker is run, and when hits are counted. */
  weight: number
  hits: number
}

export interface Paper {
  readonly addresses: readonly Address[]
  /** From when on there are readers, and until when; ms since the epoch. */
  readonly begins: number
  readonly ends: number
  /** All requests at the end of each slice, those for addresses that are left out too. */
  readonly requests: Float64Array
  /** Corrected articles whose purge is asked for, and when. */
  readonly purges: readonly { readonly at: number; readonly path: string }[]
}

/** The rate of readers changes from one slice of time to the next, in ms. */
export const SLICE = 300_000

interface Article {
  readonly path: string
  readonly born: number
  readonly section: number
  readonly popularity: number
  readonly versions: readonly number[]
}

/** The paper's days, and who reads what of it. The same scenario gives the same paper. */
export function newPaper(scenario: Scenario, chance: Chance): Paper {
  const ends = GIVEN.day + scenario.hours * 3_600_000
  const begins = GIVEN.day - (scenario.cold ? 0 : warmUp(scenario))
  const slices = Math.ceil((ends - begins) / SLICE)
  const articles = written(scenario, begins, ends, chance)
  const [births, changes] = [
    articles.map(({ born }) => born).sort(),
    articles.flatMap(a => a.versions).sort(),
  ]
  const { mix, pictures, styles } = GIVEN
  const curve = Float64Array.from(
    { length: slices },
    (_, slice) => (readersAt(begins + (slice + 0.5) * SLICE) * scenario.views * SLICE) / 86_400_000,
  )
  const times = (share: number) => running(curve.map(readers => readers * share))
  const rates = articleRates(articles, begins, curve)
  const single = (path: string, kind: Kind, versions: number[], share: number): Address => ({
    ...one(path, kind, versions, times(share)),
  })
  const sections = Array.from({ length: GIVEN.sections }, (_, section) =>
    single(
      `/news/s${section}`,
      'list',
      [0, ...articles.filter(a => a.section === section).map(({ born }) => born)],
      mix.sections / GIVEN.sections,
    ),
  )
  const read = articles.map((article, index) =>
    one(
      article.path,
      'article',
      scenario.boxes ? merged(article.versions, births) : article.versions,
      running(rates[index] ?? new Float64Array(slices)),
    ),
  )
  const shown = read.map(({ path, requests }) =>
    one(
      path.replace(/^.*\/(\d+)\.html$/, '/pic/$1.jpg'),
      'picture',
      [0],
      requests.map(number => (number * pictures) / mix.articles),
    ),
  )
  const all = [
    single('/', 'list', [0, ...changes], mix.home),
    single('/feed.xml', 'feed', [0, ...changes], mix.feed),
    single('/static/site.css', 'style', [0], styles / 2),
    single('/static/article.css', 'style', [0], styles / 2),
    ...sampled(sections, scenario.sample > 1 ? sections.length : 1, 0),
    ...sampled(read, scenario.sample, GIVEN.mostRead),
    ...sampled(shown, scenario.sample, GIVEN.mostRead),
  ]
  const perView = 1 + pictures + styles
  return {
    addresses: all,
    begins,
    ends,
    requests: running(curve.map(readers => readers * perView)),
    purges: purgesOf(articles, chance),
  }
}

/** A busy site has all that is read in its caches after hours; in a quiet one a day goes by. */
const warmUp = ({ views }: Scenario) => (views > 1_000_000 ? 1 : 24) * 3_600_000

const one = (path: string, kind: Kind, versions: readonly number[], requests: Float64Array): Address => ({
  path,
  kind,
  versions,
  requests,
  weight: 1,
  hits: 1,
})

/** All articles that are on the list at any time. More of them appear when more people read. */
function written({ articles }: Scenario, begins: number, ends: number, chance: Chance): Article[] {
  const first = begins - GIVEN.onList
  const count = Math.round((articles * (ends - first)) / GIVEN.onList)
  const ranks = shuffled(count, chance)
  return ranks.map((rank, index) => {
    const even = first + ((index + chance.uniform()) * (ends - first)) / count
    const born = Math.floor(byTheCurve(even) / 1000) * 1000
    const section = Math.floor(chance.uniform() * GIVEN.sections)
    const date = new Date(born).toISOString().slice(0, 10).replaceAll('-', '/')
    return {
      path: `/news/s${section}/${date}/${100_000 + index}.html`,
      born,
      section,
      // Ranks are among those that are on the list together.
      popularity: (1 + Math.floor((rank * articles) / count)) ** -GIVEN.zipf,
      versions: corrected(born, chance),
    }
  })
}

/** Moves a time within its day, so that most of what was even falls into the newsroom's hours. */
function byTheCurve(time: number): number {
  const day = Math.floor(time / 86_400_000) * 86_400_000
  const part = (time - day) / 86_400_000
  const sum = GIVEN.hours.reduce<number>((all, each) => all + each, 0)
  let left = part * sum
  for (const [hour, each] of GIVEN.hours.entries()) {
    if (left <= each) return day + (hour + left / each) * 3_600_000
    left -= each
  }
  return time
}

function corrected(born: number, chance: Chance): number[] {
  const versions = [born]
  // As many as a Poisson process of that mean makes, each after a time of its own.
  for (let sum = chance.exponential(); sum < GIVEN.corrections; sum += chance.exponential())
    versions.push(Math.floor(born + 60_000 + chance.exponential() * GIVEN.correctedAfter))
  return versions.sort((a, b) => a - b)
}

/** An article's own versions, and each time that the box on it changes. */
const merged = (own: readonly number[], others: readonly number[]): number[] => {
  const born = own[0] ?? 0
  return [...own, ...others.filter(at => at > born && at < born + GIVEN.onList)].sort((a, b) => a - b)
}

/** The readers of each article in each slice. The news comes on top, and the whole is made to fit the day's views. */
function articleRates(articles: readonly Article[], begins: number, curve: Float64Array): Float64Array[] {
  const rates = articles.map(() => new Float64Array(curve.length))
  const inTheNews = theNews(articles)
  let [given, wanted] = [0, 0]
  for (const [slice, readers] of curve.entries()) {
    const at = begins + slice * SLICE
    const weights = articles.map(article => attention(article, at))
    const sum = weights.reduce((all, each) => all + each, 0)
    for (const [index, weight] of weights.entries()) {
      const { at: start, lasts, times } = GIVEN.spike
      // Nobody comes before it is published, so a slice is taken as it is at its beginning.
      const since = at - GIVEN.day - start
      const more = articles[index] === inTheNews && since >= 0 && since < lasts ? times : 1
      const rate = ((readers * GIVEN.mix.articles * weight) / sum) * more
      const row = rates[index]
      if (row) row[slice] = rate
      given += rate
    }
    wanted += readers * GIVEN.mix.articles
  }
  return rates.map(rate => rate.map(readers => (readers * wanted) / given))
}

const attention = ({ born, popularity }: Article, at: number) =>
  at < born || at >= born + GIVEN.onList
    ? 0
    : popularity * (GIVEN.rest + 2 ** (-(at - born) / GIVEN.halfLife))

const theNews = (articles: readonly Article[]) =>
  articles
    .filter(({ born }) => born < GIVEN.day + GIVEN.spike.at && born > GIVEN.day)
    .toSorted((a, b) => b.popularity - a.popularity)[0]

/** Some of the day's corrections are such that the old text must not be seen any more. */
function purgesOf(articles: readonly Article[], chance: Chance): Paper['purges'] {
  const corrections = articles.flatMap(({ path, versions }) =>
    versions
      .slice(1)
      .filter(at => at > GIVEN.day && at < GIVEN.day + 86_400_000)
      .map(at => ({ at: at + 5000, path })),
  )
  const chosen = shuffled(corrections.length, chance).slice(0, GIVEN.purges)
  return chosen.flatMap(index => corrections[index] ?? []).toSorted((a, b) => a.at - b.at)
}

/**
 * The most read ones as they are; of the others, which lie in the order of their readers in groups of `one`, one of
 * each group stands for the group.
 */
function sampled(all: readonly Address[], group: number, most: number): Address[] {
  if (group === 1) return [...all]
  const sorted = all.toSorted((a, b) => total(b) - total(a)).filter(address => total(address) > 0)
  const chosen = sorted.slice(0, most)
  for (let start = most; start < sorted.length; start += group) {
    const members = sorted.slice(start, start + group)
    const middle = members[members.length >> 1]
    if (middle === undefined) continue
    const readers = members.reduce((sum, member) => sum + total(member), 0)
    chosen.push({ ...middle, weight: members.length, hits: readers / total(middle) })
  }
  return chosen
}

const total = ({ requests }: Address) => requests.at(-1) ?? 0

function running(rates: Float64Array): Float64Array {
  let sum = 0
  return rates.map(rate => {
    sum += rate
    return sum
  })
}

/** One day to be simulated. */
export interface Scenario {
  /** Pages that readers open in the day, pictures and style sheets not counted. */
  readonly views: number
  /** Data centres that they come through. */
  readonly centres: number
  /** Articles on the paper's list at any time; each stands there for five days. */
  readonly articles: number
  /** Whether each article shows a box of the latest headlines, so that every publication changes every page. */
  readonly boxes: boolean
  /** Whether the day begins with nothing stored anywhere, as after the first deploy. */
  readonly cold: boolean
  /** Whether every view goes through the Worker, or only those in which anything can change. */
  readonly exact: boolean
  /** Of the less read articles, one in so many is simulated and stands for the others. */
  readonly sample: number
  readonly seed: number
  /** How much of the day is counted, in hours. */
  readonly hours: number
}

export const SCENARIO: Scenario = {
  views: 100_000,
  centres: 20,
  articles: 600,
  boxes: false,
  cold: false,
  exact: false,
  sample: 1,
  seed: 1,
  hours: 24,
}

/** What is the same in every scenario. Times in ms, sizes in bytes. */
export const GIVEN = {
  /** Midnight in UTC of the day that is counted. */
  day: Date.UTC(2026, 10, 2),
  /** How long an article is on the paper's list. */
  onList: 5 * 86_400_000,
  sections: 10,
  /** Of the views: the home page, the sections together, the feed; articles have the rest. */
  mix: { home: 0.2, sections: 0.08, feed: 0.02, articles: 0.7 },
  /** Requests for pictures and for style sheets that a view brings; readers' browsers have the others already. */
  pictures: 2,
  styles: 0.6,
  /** An article's readers: Zipf's law over the articles, halved in so long, and a rest that comes by search. */
  zipf: 1,
  /** Of so many the most read are all simulated, where the others are sampled. */
  mostRead: 4,
  halfLife: 12 * 3_600_000,
  rest: 0.03,
  /** Corrections of an article, and how long after its publication they come, both in the mean. */
  corrections: 1.5,
  correctedAfter: 6 * 3_600_000,
  /** One article in the news: so many times its readers, for half an hour. */
  spike: { times: 20, at: 13 * 3_600_000, lasts: 1_800_000 },
  /** Requests for a purge of a corrected article, in a day. */
  purges: 12,
  /** The origin's time to its first byte: median, and the spread of its logarithm. */
  latency: { median: 300, spread: 0.6 },
  /** Until what was written to KV can be read in another data centre that has it not in its own cache. */
  kvDelay: 60_000,
  /** The Cache API's copy goes when nobody has asked for it so long. */
  evictedAfter: 12 * 3_600_000,
  /** An isolate's life in the mean, an hour where the day is sampled, and the requests a second that it can have. */
  isolate: { lives: 600_000, livesSampled: 3_600_000, takes: 200 },
  /** As they come from the origin: a page is as large as the mean of the news corpus. */
  bytes: { list: 198_000, article: 198_000, feed: 40_000, style: 60_000, picture: 80_000 },
  /** Data centres' shares fall as Zipf's law, too. */
  centresZipf: 0.8,
  /** Readers by the hour of the day, relative. */
  hours: [3, 2, 1.5, 1.2, 1.2, 1.8, 3, 5, 6.5, 6.5, 6, 6, 6.5, 6, 5.5, 5, 5, 5.5, 6, 6.5, 6.5, 6, 5, 4],
} as const

export const HOUR = 3_600_000

/** Readers at a time, relative to the day's mean: a curve through the middles of the hours. */
export function readersAt(time: number): number {
  const { hours, day } = GIVEN
  const mean = hours.reduce((sum, each) => sum + each, 0) / hours.length
  const at = ((((time - day) / HOUR - 0.5) % 24) + 24) % 24
  const before = Math.floor(at)
  const [a = 0, b = 0] = [hours[before], hours[(before + 1) % 24]]
  return (a + (b - a) * (at - before)) / mean
}

/** The site file of the simulated paper: the lifetimes are those of `src/sites/secretchina.json`. */
export const SITE_FILE = JSON.stringify({
  name: 'The Simulated Paper',
  origin: 'https://www.paper.example',
  article: 'article',
  freshness: [
    { path: '/news/*/20*', fresh: '30m' },
    { path: '/news/*', fresh: '5m' },
    { path: '/feed.xml', fresh: '5m' },
    { path: '/', fresh: '5m' },
  ],
})

/** No article where there should be one, or far too little of it. */
export type DriftKind = 'missing' | 'short'

/** A page that came without its article. Nothing of who asked for it. */
export interface Drift {
  /** ms since the epoch */
  at: number
  /** Without its query. */
  path: string
  shape: string
  kind: DriftKind
}

/** What a site's articles have been like, and what has drifted from that. */
export interface ArticleRecord {
  /** When it was last written, in ms since the epoch. */
  writtenAt: number
  /** How many articles have been seen, and the running mean of the logarithm of their bytes. */
  articles: number
  meanLog: number
  /**
   * Path shapes, the latest last: how many articles they had, up to `ENOUGH`, or 0 for a shape that also has pages
   * without one, which tells nothing.
   */
  shapes: [shape: string, articles: number][]
  /** How many answers drifted, and the last of them, the latest first; a page stands there once. */
  drifts: number
  last: Drift[]
}

export const NO_RECORD: ArticleRecord = {
  writtenAt: 0,
  articles: 0,
  meanLog: 0,
  shapes: [],
  drifts: 0,
  last: [],
}

/** One thing that was seen. */
export type Sight =
  | { kind: 'article'; shape: string; bytes: number }
  /** A page that has no article and need not have one. */
  | { kind: 'other'; shape: string }
  | { kind: 'drift'; drift: Drift }

/** So many articles of a shape make it one of articles. */
const ENOUGH = 3
/** So many articles show how long they are. */
const MANY = 5
/** An article counts for one in so many at least, so that the mean follows a paper that changes slowly. */
const WINDOW = 64
const MOST_SHAPES = 50
const MOST_DRIFTS = 20

/** How long the site's articles are, in bytes (their geometric mean); undefined as long as too few have been seen. */
export const typicalOf = ({ articles, meanLog }: ArticleRecord): number | undefined =>
  articles < MANY ? undefined : Math.round(Math.exp(meanLog))

/** Whether pages of this shape are articles: some were, and none was not. */
export const hasArticles = ({ shapes }: ArticleRecord, shape: string): boolean =>
  shapes.some(([known, articles]) => known === shape && articles >= ENOUGH)

/** The record after what was seen since. */
export const withSights = (record: ArticleRecord, sights: readonly Sight[]): ArticleRecord =>
  sights.reduce(one, record)

function one(record: ArticleRecord, sight: Sight): ArticleRecord {
  switch (sight.kind) {
    case 'article': {
      const articles = record.articles + 1
      const step = (Math.log(sight.bytes) - record.meanLog) / Math.min(articles, WINDOW)
      const shapes = shaped(record.shapes, sight.shape, had =>
        had === 0 ? 0 : Math.min(ENOUGH, (had ?? 0) + 1),
      )
      return { ...record, articles, meanLog: record.meanLog + step, shapes }
    }
    case 'other':
      return { ...record, shapes: shaped(record.shapes, sight.shape, () => 0) }
    case 'drift': {
      const others = record.last.filter(
        ({ path, kind }) => path !== sight.drift.path || kind !== sight.drift.kind,
      )
      return { ...record, drifts: record.drifts + 1, last: [sight.drift, ...others].slice(0, MOST_DRIFTS) }
    }
    default:
      return sight satisfies never
  }
}

type Shapes = ArticleRecord['shapes']

/** With one shape's number changed. If there are too many, the oldest of those that tell nothing goes first. */
function shaped(shapes: Shapes, shape: string, change: (had: number | undefined) => number): Shapes {
  const had = shapes.find(([known]) => known === shape)?.[1]
  const all: Shapes = [...shapes.filter(([known]) => known !== shape), [shape, change(had)]]
  if (all.length <= MOST_SHAPES) return all
  const idle = all.findIndex(([, articles]) => articles < ENOUGH)
  return all.toSpliced(Math.max(0, idle), 1)
}

/** What everybody may know of it: how many answers drifted, and when, of which kind, and where about. */
export const driftReport = ({ drifts, last }: ArticleRecord) => ({
  count: drifts,
  last: last.map(({ at, shape, kind }) => ({ at: new Date(at).toISOString(), path: shape, kind })),
})

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/**
 * Whether what was seen is to be written now. KV's writes are counted by the day: once an hour, and within a minute
 * where others would judge otherwise by it, or where it is the first drift in an hour.
 */
export function isDue(record: ArticleRecord, sights: readonly Sight[], now: number): boolean {
  if (sights.length === 0) return false
  const since = now - record.writtenAt
  if (since >= HOUR_MS) return true
  if (since < MINUTE_MS) return false
  const next = withSights(record, sights)
  const latest = record.last[0]?.at ?? 0
  return (
    (next.drifts > record.drifts && now - latest >= HOUR_MS) ||
    settled(next) !== settled(record) ||
    differ(typicalOf(record), typicalOf(next))
  )
}

const settled = ({ shapes }: ArticleRecord) =>
  shapes
    .filter(([, articles]) => articles >= ENOUGH)
    .map(([shape]) => shape)
    .sort()
    .join('\n')

/** By more than a quarter. */
const differ = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? a !== b : Math.abs(Math.log(a / b)) > Math.log(1.25)

/**
 * What an origin has been answering in a copy's place that may be meant, and may be a disturbance: since when, when it was
 * counted last, and how often. Times in ms since the epoch.
 */
export interface Doubt {
  readonly since: number
  readonly last: number
  readonly times: number
}

/** One odd answer and a quiet day prove nothing: so long, and so many times. */
const DAY_MS = 86_400_000
const TIMES = 3
/** Answers within it count as one, in ms. */
const HOUR_MS = 3_600_000

/** What has been believed before. */
export const BELIEVED: Doubt = { since: 0, last: 0, times: TIMES }

/** Whether it was said for so long, and so often, that it is meant. */
export const isMeant = (doubt: Doubt | undefined, now: number): boolean =>
  doubt !== undefined && doubt.times >= TIMES && now - doubt.since >= DAY_MS

/** The doubt after one more answer; the same one where that does not count. */
export function doubted(doubt: Doubt | undefined, now: number): Doubt {
  if (doubt === undefined) return { since: now, last: now, times: 1 }
  return now - doubt.last < HOUR_MS ? doubt : { ...doubt, last: now, times: Math.min(TIMES, doubt.times + 1) }
}

/** What two data centres know together. */
export function together(one: Doubt | undefined, other: Doubt | undefined): Doubt | undefined {
  if (one === undefined || other === undefined) return one ?? other
  const [since, last] = [Math.min(one.since, other.since), Math.max(one.last, other.last)]
  return { since, last, times: Math.max(one.times, other.times) }
}

/** KV takes one write of a key a second (documented limit), and counts by its own clock. In ms. */
const APART_MS = 1100
/** A write that has not come back by then won't: as long as work may go on behind an answer. In ms. */
const LOST_MS = 30_000
/** How often is looked whether a write has come back, in ms. */
const LOOK_MS = 100
/** So many keys are remembered: those whose second is over are forgotten first. */
const MOST = 1000

interface Line {
  /** When the next write may be made, in ms since the epoch, if none is under way. */
  next: number
  /** When one that is under way counts as lost. */
  busyUntil: number
  /** The last who has asked to write, and how many wait. */
  last: number
  waiting: number
}
const lines = new Map<string, Line>()
let places = 0

/** A place in the line of those who write a key, in the order in which they asked; to be taken before anything else. */
export const takePlace = (): number => ++places

/**
 * Waits until a key may be written again by this isolate: a second after its last write. False where somebody else has
 * asked later and writes something newer. Each waits by himself, because no request may wait for another's work. Whoever
 * has the turn says afterwards that it is `over`.
 */
export async function isOurTurn(key: string, place: number): Promise<boolean> {
  const line = lineOf(key)
  line.last = Math.max(line.last, place)
  for (;;) {
    if (line.last > place) return false
    const now = Date.now()
    const isBusy = now < line.busyUntil
    if (!isBusy && now >= line.next) break
    line.waiting++
    await new Promise(resolve => setTimeout(resolve, isBusy ? LOOK_MS : line.next - now))
    line.waiting--
  }
  line.busyUntil = Date.now() + LOST_MS
  return true
}

/** The turn is over, whatever came of it. */
export function over(key: string): void {
  const line = lineOf(key)
  line.busyUntil = 0
  line.next = Date.now() + APART_MS
}

/** The latest asked for stand last, so that the first ones are over first. */
function lineOf(key: string): Line {
  const line = lines.get(key) ?? { next: 0, busyUntil: 0, last: 0, waiting: 0 }
  lines.delete(key)
  lines.set(key, line)
  for (const [oldest, { next, busyUntil, waiting }] of lines) {
    const isOver = waiting === 0 && Date.now() >= Math.max(next, busyUntil)
    if (oldest === key || (!isOver && lines.size <= MOST)) break
    if (waiting === 0) lines.delete(oldest)
  }
  return line
}

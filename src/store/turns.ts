/** KV takes one write of a key a second (documented limit), and counts by its own clock. In ms. */
const APART_MS = 1100
/** So many keys are remembered at most: those whose second is over are forgotten first. */
const MOST = 1000

interface Turn {
  /** When the next write may be made, in ms since the epoch. */
  next: number
  /** The last who has asked for it. */
  waiting?: symbol
}
const turns = new Map<string, Turn>()

/**
 * Waits until a key may be written again by this isolate: a second after its last write. False where somebody else has
 * asked later and writes something newer. Each waits by himself, because no request may wait for another's timer.
 */
export async function isOurTurn(key: string): Promise<boolean> {
  const turn = turns.get(key) ?? { next: 0 }
  const wait = turn.next - Date.now()
  if (wait > 0) {
    const we = Symbol()
    turn.waiting = we
    await new Promise(resolve => setTimeout(resolve, wait))
    if (turn.waiting !== we || (turns.get(key) ?? turn) !== turn) return false
  }
  taken(key)
  return true
}

function taken(key: string): void {
  const now = Date.now()
  // The latest last, so that the first ones are over first.
  turns.delete(key)
  turns.set(key, { next: now + APART_MS })
  for (const [oldest, { next }] of turns) {
    if (next > now && turns.size <= MOST) break
    turns.delete(oldest)
  }
}

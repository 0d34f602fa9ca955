/** The known word that a mistyped one most likely meant, or nothing where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_\s]/g, '')
  let best: string | undefined
  let least = Math.min(4, Math.max(1, Math.floor(word.length / 2))) + 1
  for (const candidate of known) {
    const steps = distance(plain(word), plain(candidate))
    if (steps < least) [best, least] = [candidate, steps]
  }
  return best
}

/** Levenshtein's: how many letters must be added, left out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] ?? 0) + (letter === b[j] ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

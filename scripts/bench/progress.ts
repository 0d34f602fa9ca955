const WIDTH = 40

/** A bar on stderr that is drawn over itself; silent where stderr is a file. */
export function progress(what: string, done: number, all: number): void {
  if (!process.stderr.isTTY) return
  const filled = Math.round((done / all) * WIDTH)
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
  process.stderr.write(done < all ? `\r\x1b[K  ${bar} ${what} ${done}/${all}` : '\r\x1b[K')
}

const WIDTH = 40

/** A bar is worth looking at from so many pages on. */
const MANY = 20

/** A bar on stderr that is drawn over itself, and gone at the end; silent for few pages, and where stderr is a file. */
export function progress(done: number, all: number): void {
  if (!process.stderr.isTTY || all < MANY) return
  const filled = Math.round((done / all) * WIDTH)
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
  process.stderr.write(done < all ? `\r  ${bar} ${done}/${all}` : '\r\x1b[K')
}

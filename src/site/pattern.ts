/** A site file's path pattern, such as "/news/*", where `*` stands for any characters, also none and "/". */
export interface PathPattern {
  /** The pattern as it was written. */
  readonly path: string
  /** Whether a path (no query) matches, however its characters are percent-encoded. Linear in its length. */
  matches(path: string): boolean
}

/** Says what is wrong with a path pattern and what to do, or nothing where it is right. */
export function patternProblem(path: string): string | undefined {
  if (!path.startsWith('/') && !path.startsWith('*'))
    return `"${path}" is not a path: begin it with "/" (or "*" for any beginning)`
  if (/[?#]/.test(path)) return `patterns see paths only: leave out what begins with "?" or "#"`
  if (/[\s\\]/.test(path)) return `a path holds no spaces and no "\\": write them as "%20" and "/"`
  return undefined
}

/** Makes a pattern ready. No RegExp: a hostile path must not be able to make one backtrack. */
export function compilePattern(path: string): PathPattern {
  const [head = '', ...rest] = path.split('*').map(spell)
  const tail = rest.pop()
  const matches = (given: string): boolean => {
    const asked = spell(given)
    if (tail === undefined) return asked === head
    if (!asked.startsWith(head) || !asked.endsWith(tail)) return false
    let at = head.length
    for (const part of rest) {
      const found = asked.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return at <= asked.length - tail.length
  }
  return { path, matches }
}

/** One spelling for one path: "/%6eews" is "/news", or a withdrawn page would be one "%6e" away. */
function spell(path: string): string {
  if (!path.includes('%')) return path
  return path.replace(/(?:%[0-9a-f]{2})+/gi, run => {
    try {
      return decodeURIComponent(run)
    } catch {
      return run
        .toUpperCase()
        .replace(/%[2-7][0-9A-F]/g, one => String.fromCharCode(Number(`0x${one.slice(1)}`)))
    }
  })
}

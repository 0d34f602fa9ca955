/** One line of a ftr-site-config file that says something. */
export interface Line {
  /** From 1. */
  readonly at: number
  /** What stands before ":", in lower case, such as "strip". */
  readonly key: string
  /** What stands in brackets behind the key, as in `replace_string(a): b`. */
  readonly argument?: string
  /** Trimmed; empty where the line has no ":". */
  readonly value: string
}

/** The lines of a file, without comments and empty ones. A key in brackets may hold ":". */
export function linesOf(text: string): Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, i) => ({ at: i + 1, line: line.trim() }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ at, line }) => read(at, line))
}

function read(at: number, line: string): Line {
  const [, name = ''] = /^([\w-]*)/.exec(line) ?? []
  const end = line.indexOf('):')
  if (line[name.length] === '(' && end > 0)
    return {
      at,
      key: name.toLowerCase(),
      argument: line.slice(name.length + 1, end).trim(),
      value: line.slice(end + 2).trim(),
    }
  const colon = line.indexOf(':')
  if (colon < 0) return { at, key: line.toLowerCase(), value: '' }
  return { at, key: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() }
}

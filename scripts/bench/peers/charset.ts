/** The encoding that a response names, as a peer's user would read it; the mirror looks into the page as well. */
export function charsetOf(contentType: string): string {
  return /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'utf-8'
}

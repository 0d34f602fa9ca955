/** One candidate of a `srcset`: its address as written, and its descriptors ("2x", "640w") or "". */
export interface Candidate {
  url: string
  descriptors: string
}

/** ASCII white space and commas: any other white space is part of an address. */
const BETWEEN = /^[ \t\n\f\r,]+/

/**
 * Takes a `srcset` apart as a browser does (HTML standard, "parse a srcset attribute"): an address ends at white
 * space and not at a comma, and commas inside parentheses belong to a descriptor.
 */
export function parseSrcset(text: string): Candidate[] {
  const found: Candidate[] = []
  let rest = text.replace(BETWEEN, '')
  while (rest !== '') {
    const written = /^[^ \t\n\f\r]+/.exec(rest)?.[0] ?? ''
    rest = rest.slice(written.length)
    if (written.endsWith(',')) {
      found.push({ url: written.replace(/,+$/, ''), descriptors: '' })
    } else {
      const descriptors = /^(?:\([^)]*\)?|[^,(])*/.exec(rest)?.[0] ?? ''
      found.push({ url: written, descriptors: descriptors.trim() })
      rest = rest.slice(descriptors.length)
    }
    rest = rest.replace(BETWEEN, '')
  }
  return found
}

/** Writes candidates as a `srcset`. An address must hold no white space. */
export function writeSrcset(candidates: Candidate[]): string {
  // A comma at an address's end would be read as the separator.
  const safe = (url: string) => url.replace(/,+$/, commas => '%2C'.repeat(commas.length))
  return candidates.map(({ url, descriptors }) => `${safe(url)} ${descriptors}`.trim()).join(', ')
}

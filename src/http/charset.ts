import sniff from 'html-encoding-sniffer'

/** Encodings that a streaming rewriter cannot work on, because ASCII bytes do not mean ASCII in them. */
const UNREWRITABLE = new Set(['UTF-16LE', 'UTF-16BE', 'ISO-2022-JP'])

/** What is said of a page that does not say its encoding. */
const UNDECLARED = ''

/** How a page's bytes are read: as they are, or turned into UTF-8 first. */
export type Encoding = { kind: 'native'; label: string } | { kind: 'transcode'; label: string }

/**
 * A page's encoding: byte order mark, then the header's charset, then what the first bytes declare, as the HTML
 * standard's encoding sniffing algorithm has it. Undeclared text that is valid UTF-8 is UTF-8.
 * @param header the charset of `Content-Type`, if any; an unknown label counts as none
 * @param prelude the page's first bytes: 1,024 of them, or all there are
 */
export function encodingOf(header: string | undefined, prelude: Uint8Array, xml = false): Encoding {
  const said = sniff(prelude, {
    ...(header === undefined ? {} : { transportLayerEncodingLabel: header }),
    defaultEncoding: UNDECLARED,
    xml,
  })
  const label = said === UNDECLARED ? (isUtf8(prelude) ? 'UTF-8' : 'windows-1252') : said
  // Encodings that browsers no longer read, and show nothing of. As Latin letters, what is ASCII stays legible.
  if (label === 'replacement') return { kind: 'native', label: 'windows-1252' }
  return { kind: UNREWRITABLE.has(label) ? 'transcode' : 'native', label }
}

/**
 * A style sheet's encoding (CSS Syntax §3.2): byte order mark, then the header, then `@charset`, then UTF-8. An
 * unknown label counts as none.
 */
export function stylesEncoding(header: string | undefined, bytes: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 128))
  if (start.startsWith('\xef\xbb\xbf')) return 'utf-8'
  if (start.startsWith('\xfe\xff')) return 'utf-16be'
  if (start.startsWith('\xff\xfe')) return 'utf-16le'
  const named = knownLabel(/^@charset "([^"]*)";/.exec(start)?.[1])
  // What could be read as ASCII is not UTF-16, whatever it says.
  return knownLabel(header) ?? (named?.startsWith('utf-16') ? 'utf-8' : named) ?? 'utf-8'
}

/** The encoding that a label names, or undefined where it names none (Encoding standard). */
export function knownLabel(label: string | undefined): string | undefined {
  try {
    return label === undefined ? undefined : new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

/** Whether bytes are valid UTF-8 but for a character cut off at their end. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

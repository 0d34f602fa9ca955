type Charset = 'gbk' | 'big5'

const tables = new Map<Charset, Map<string, number>>()

/**
 * The platform decodes GBK and Big5 but does not encode them. So decode every two-byte sequence once, one a line,
 * and read the table backwards. A line feed is never a second byte, so the lines stay apart.
 */
function reverseTable(charset: Charset): Map<string, number> {
  const pairs: number[] = []
  // Below 0xa1 Big5 holds the Hong Kong supplement, which encoders leave out.
  for (let lead = charset === 'big5' ? 0xa1 : 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) pairs.push(lead, trail)
  }
  const bytes = new Uint8Array((pairs.length / 2) * 3)
  for (let i = 0, at = 0; i < pairs.length; i += 2) {
    bytes[at++] = pairs[i] ?? 0
    bytes[at++] = pairs[i + 1] ?? 0
    bytes[at++] = 0x0a
  }
  const table = new Map<string, number>()
  const lines = new TextDecoder(charset).decode(bytes).split('\n')
  for (const [n, line] of lines.entries()) {
    const [char = '', ...rest] = line
    if (rest.length > 0 || char === '' || char === '\ufffd' || table.has(char)) continue
    table.set(char, ((pairs[2 * n] ?? 0) << 8) | (pairs[2 * n + 1] ?? 0))
  }
  return table
}

function tableFor(charset: Charset): Map<string, number> {
  const known = tables.get(charset)
  if (known) return known
  const table = reverseTable(charset)
  tables.set(charset, table)
  return table
}

/** Markup as bytes in an old encoding. What it has no place for becomes a numeric reference, as in browsers' forms. */
export function encode(markup: string, charset: Charset): Uint8Array<ArrayBuffer> {
  const table = tableFor(charset)
  const bytes: number[] = []
  for (const char of markup) {
    const code = char.codePointAt(0) ?? 0
    const pair = table.get(char)
    if (code < 0x80) bytes.push(code)
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff)
    else for (const digit of `&#${code};`) bytes.push(digit.charCodeAt(0))
  }
  return new Uint8Array(bytes)
}

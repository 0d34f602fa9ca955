/** A blocking rule's pattern. It stands for an address in lower case, unless the case matters. */
export interface Pattern {
  /** Where the first part stands: anywhere, at the beginning, or where a domain begins in the host. */
  readonly start: 'anywhere' | 'address' | 'domain'
  /** The last part stands at the end. */
  readonly end: boolean
  /** What stands between "*". In it "^" is a separator, or the end. */
  readonly parts: readonly string[]
}

export function parsePattern(text: string): Pattern {
  const domain = text.startsWith('||')
  const address = !domain && text.startsWith('|')
  const rest = text.slice(domain ? 2 : address ? 1 : 0)
  const end = rest.endsWith('|')
  const parts = (end ? rest.slice(0, -1) : rest).split('*')
  // "*" at an end says that anything may stand there.
  const open = !end || parts.at(-1) === ''
  const start =
    parts.length > 1 && parts[0] === '' ? 'anywhere' : domain ? 'domain' : address ? 'address' : 'anywhere'
  return { start, end: !open, parts: parts.filter(part => part !== '') }
}

/** Whether a pattern is in an address. Takes time in proportion to the address, whatever the pattern is. */
export function matchesPattern({ start, end, parts }: Pattern, address: string): boolean {
  if (parts.length === 0) return true
  if (start === 'anywhere') return follow(parts, 0, address, 0, end)
  const [first = ''] = parts
  for (const at of start === 'address' ? [0] : domainStarts(address)) {
    const after = partAt(first, address, at)
    if (after < 0 || (end && parts.length === 1 && after < address.length)) continue
    if (parts.length === 1 || follow(parts, 1, address, after, end)) return true
  }
  return false
}

/** Whether parts follow each other from a place on. The first place for each is as good as any other. */
function follow(
  parts: readonly string[],
  from: number,
  address: string,
  place: number,
  end: boolean,
): boolean {
  let at = place
  for (let index = from; index < parts.length; index++) {
    const part = parts[index] ?? ''
    if (end && index === parts.length - 1) return endsWith(part, address, at)
    at = partFrom(part, address, at)
    if (at < 0) return false
  }
  return true
}

function endsWith(part: string, address: string, from: number): boolean {
  // A "^" at the end may stand for no character.
  return [0, 1].some(less => {
    const at = address.length - part.length + less
    return at >= from && partAt(part, address, at) === address.length
  })
}

/** Where a part ends that is looked for from a place on, or -1. */
function partFrom(part: string, address: string, from: number): number {
  const solid = part.split('^').reduce((a, b) => (b.length > a.length ? b : a))
  if (solid === part) {
    const found = address.indexOf(part, from)
    return found < 0 ? -1 : found + part.length
  }
  const offset = part.indexOf(solid)
  for (let at = from; ; at++) {
    const found = solid ? address.indexOf(solid, at + offset) : at + offset
    if (found < 0 || found > address.length) return -1
    at = found - offset
    const after = partAt(part, address, at)
    if (after >= 0) return after
  }
}

/** Where a part ends that begins at a place, or -1. */
function partAt(part: string, address: string, at: number): number {
  if (!part.includes('^')) return address.startsWith(part, at) ? at + part.length : -1
  for (let index = 0; index < part.length; index++) {
    const wanted = part.charAt(index)
    const found = address.charAt(at + index)
    if (wanted !== '^' ? found !== wanted : found === '' ? index < part.length - 1 : !/[^\w.%-]/.test(found))
      return -1
  }
  return Math.min(at + part.length, address.length)
}

/** Where a domain begins in an address's host: "https://a.b.example/" has three such places. */
function* domainStarts(address: string): Generator<number> {
  const host = address.indexOf('://') + 3
  if (host < 3) return
  const slash = address.slice(host).search(/[/?#]/)
  const end = slash < 0 ? address.length : host + slash
  yield host
  for (let at = address.indexOf('.', host); at >= 0 && at < end; at = address.indexOf('.', at + 1))
    yield at + 1
}

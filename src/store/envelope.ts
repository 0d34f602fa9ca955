import type { Head } from './copy.ts'

/** The shape of what is stored. A copy of another version is no copy: raise it when `Head` changes its meaning. */
const VERSION = 1

interface Written extends Omit<Head, 'headers'> {
  v: number
  headers: [string, string][]
}

/** A head as one line of JSON. */
export const writeHead = (head: Head): string => JSON.stringify(plainHead(head))

/** The head in a line of JSON, or undefined where it is of another version or none at all. */
export function readHead(text: string): Head | undefined {
  try {
    return headOf(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** A head as JSON keeps it. */
export const plainHead = ({ headers, ...head }: Head): Written => ({
  v: VERSION,
  ...head,
  headers: [...headers],
})

/** What `plainHead` made, or undefined where it is of another version or none at all. */
export function headOf(written: unknown): Head | undefined {
  if ((written as Partial<Written> | null)?.v !== VERSION) return undefined
  const { v: _, headers, ...head } = written as Written
  try {
    return { ...head, headers: new Headers(headers) }
  } catch {
    return undefined
  }
}

const NEWLINE = 10

/** Head and body as one value: the head's line, then the body's bytes as they are. */
export function seal(head: Head, body: Uint8Array): Uint8Array {
  const line = new TextEncoder().encode(`${writeHead(head)}\n`)
  const sealed = new Uint8Array(line.length + body.length)
  sealed.set(line)
  sealed.set(body, line.length)
  return sealed
}

/** What `seal` made, or undefined where the bytes are something else. The body is a view, not a copy. */
export function unseal(sealed: Uint8Array): { head: Head; body: Uint8Array } | undefined {
  const end = sealed.indexOf(NEWLINE)
  if (end < 0) return undefined
  const head = readHead(new TextDecoder().decode(sealed.subarray(0, end)))
  return head && { head, body: sealed.subarray(end + 1) }
}

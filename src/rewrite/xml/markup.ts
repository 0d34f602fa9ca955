/** A piece of XML. Text and CDATA are as written and may come in several pieces. */
export type XmlToken =
  | { kind: 'declaration'; text: string }
  | { kind: 'start'; name: string; attributes: [name: string, written: string][]; empty: boolean }
  | { kind: 'end'; name: string }
  | { kind: 'text'; text: string }
  | { kind: 'cdata'; text: string }

const NAME = /^[\p{L}_:][\p{L}\p{N}\p{M}_:.-]*$/u
/** Never backtracks: the pieces exclude each other. */
const ATTRIBUTE = /([^\s=/>"']+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]*)))?|[\s/]+|[\s\S]/y

/** A piece of markup as a token, "passed" for one that is passed over, or undefined where it is none. */
export function markup(written: string): XmlToken | 'passed' | undefined {
  if (/^<\?xml\s/.test(written)) return { kind: 'declaration', text: written }
  if (/^<[?!]/.test(written)) return 'passed'
  const name = /^<\/?([^\s/>"'=<]+)/.exec(written)?.[1] ?? ''
  if (!NAME.test(name)) return undefined
  if (written.startsWith('</')) return { kind: 'end', name }
  const empty = written.endsWith('/>')
  const inner = written.slice(name.length + 1, empty ? -2 : -1)
  return { kind: 'start', name, attributes: attributesOf(inner), empty }
}

/** Of an attribute that stands twice the first. */
function attributesOf(written: string): [string, string][] {
  const found = new Map<string, string>()
  ATTRIBUTE.lastIndex = 0
  for (let match = ATTRIBUTE.exec(written); match !== null; match = ATTRIBUTE.exec(written)) {
    const [, name = '', double, single, bare] = match
    if (NAME.test(name) && !found.has(name)) found.set(name, double ?? single ?? bare ?? '')
  }
  return [...found]
}

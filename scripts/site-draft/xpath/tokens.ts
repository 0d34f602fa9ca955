import { refuse } from './refusal.ts'

/** One piece of an XPath. `name` is a tag, attribute, axis or function; `operator` is also and, or, div, mod. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'operator' | 'end'
  /** As it stands, a text without its quotes. */
  readonly value: string
}

/** Longer ones than this are no selector of an element: at most this many UTF-16 code units are read. */
const LONGEST = 2000

const OPERATOR_NAMES = new Set(['and', 'or', 'div', 'mod'])
const OPERATORS = new Set(['=', '!=', '<', '<=', '>', '>=', '+', '-', '|', '*'])
const BEFORE_OPERAND = new Set(['@', '::', '(', '[', ',', '/', '//'])

/** Each alternative starts with other characters than the one before it, so none is tried twice at one place. */
const PIECE =
  /[ \t\r\n]+|"([^"]*)"|'([^']*)'|(\d+(?:\.\d*)?|\.\d+)|([\p{L}_][\p{L}\p{N}_.-]*)|(::|\/\/|!=|<=|>=|\.\.|[()[\]@,/.|=<>+*$:-])/uy

/** Splits an XPath 1.0 (§3.7) into its tokens, an "end" last. Refuses what is no XPath. */
export function tokenise(xpath: string): Token[] {
  if (xpath.length > LONGEST) refuse(`it is longer than ${LONGEST} characters: write a shorter one`)
  const tokens: Token[] = []
  const piece = new RegExp(PIECE)
  while (piece.lastIndex < xpath.length) {
    const at = piece.lastIndex
    const found = piece.exec(xpath)
    if (!found) refuse(unknown(String.fromCodePoint(xpath.codePointAt(at) ?? 0x20)))
    const [, double, single, number, name, sign] = found
    const text = double ?? single
    if (text !== undefined) tokens.push({ kind: 'text', value: text })
    else if (number !== undefined) tokens.push({ kind: 'number', value: number })
    else if (name !== undefined) tokens.push({ kind: nameKind(name, tokens.at(-1)), value: name })
    else if (sign !== undefined) tokens.push({ kind: signKind(sign, tokens.at(-1)), value: sign })
  }
  return [...tokens, { kind: 'end', value: '' }]
}

/** After an operand, `and` and `*` are operators; anywhere else they are names (XPath 1.0, §3.7). */
function followsOperand(last: Token | undefined): boolean {
  return (
    last !== undefined &&
    last.kind !== 'operator' &&
    !(last.kind === 'sign' && BEFORE_OPERAND.has(last.value))
  )
}

const nameKind = (name: string, last: Token | undefined) =>
  OPERATOR_NAMES.has(name) && followsOperand(last) ? 'operator' : 'name'

const signKind = (sign: string, last: Token | undefined) =>
  OPERATORS.has(sign) && (sign !== '*' || followsOperand(last)) ? 'operator' : 'sign'

const unknown = (sign: string) =>
  sign === '"' || sign === "'"
    ? 'a quote in it has no end: close it'
    : `"${sign}" has no place in an XPath: leave it out`

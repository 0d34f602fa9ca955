import {
  isTokenCloseParen,
  isTokenCloseSquare,
  isTokenEOF,
  isTokenIdent,
  isTokenOpenSquare,
  isTokenString,
} from '@csstools/css-tokenizer'
import type { SelectorReader } from './selector-reader.ts'

/** `[name]`, `[name="value"]`, `~=`, `^=`, `$=`, `*=`, `|=`, perhaps with `i` or `s`. Returns false where none stands. */
export function readAttribute(reader: SelectorReader): boolean {
  if (!reader.take(isTokenOpenSquare)) return false
  reader.skip()
  if (!reader.take(isTokenIdent)) reader.refuse('after "[" comes an attribute\'s name, such as [data-ad]')
  reader.skip()
  const operator = readOperator(reader)
  if (operator) {
    reader.skip()
    checkValue(reader, operator)
    reader.skip()
    const flag = reader.take(isTokenIdent)
    if (flag && !/^[is]$/i.test(flag[4].value))
      reader.refuse(`"${flag[4].value}" after a value: only i or s may stand there`)
    reader.skip()
  }
  if (!reader.take(isTokenCloseSquare)) reader.refuse('an attribute test is written [name] or [name="value"]')
  return true
}

function readOperator(reader: SelectorReader): string | undefined {
  const sign = ['~', '^', '$', '*', '|'].find(candidate => reader.takeDelim(candidate)) ?? ''
  if (reader.takeDelim('=')) return `${sign}=`
  if (sign === '|') reader.refuse('`|` (a namespace) is not something HTMLRewriter matches: leave it out')
  if (sign) reader.refuse(`after "${sign}" comes "="`)
  return undefined
}

function checkValue(reader: SelectorReader, operator: string): void {
  const token = reader.take(isTokenString) ?? reader.take(isTokenIdent)
  if (!token) reader.refuse('an attribute\'s value stands in quotes: [name="value"]')
  const { value } = token[4]
  // Attributes are compared as they are written in the page, where "&" may be "&" or "&amp;".
  if (value.includes('&'))
    reader.refuse(
      'a value with "&" is compared with the page\'s source, "&amp;": match a part without it, with *=',
    )
  if (value === '' && !['=', '|='].includes(operator))
    reader.refuse(`[name${operator}""] matches nothing: write what to look for, or [name]`)
}

const AN_PLUS_B = /^(?:odd|even|[+-]?\d{1,6}|[+-]?\d{0,6}n(?:\s*[+-]\s*\d{1,6})?)$/

/** What stands in `:nth-child()` and `:nth-of-type()`. */
export function readNth(reader: SelectorReader, name: string): void {
  let text = ''
  while (!reader.closes()) {
    if (reader.at(isTokenEOF)) reader.refuse('"(" is not closed: add ")"')
    text += reader.step()
  }
  reader.take(isTokenCloseParen)
  if (/\bof\b/i.test(text))
    reader.refuse(`\`of\` in \`:${name}()\` is not something HTMLRewriter knows: leave it out`)
  if (!AN_PLUS_B.test(text.trim().toLowerCase()))
    reader.refuse(`\`:${name}(${text})\` is no count: write a number, odd, even or such as 2n+1`)
}

import { TokenType, tokenize } from '@csstools/css-tokenizer'

/** Every address that a `srcset` names (HTML standard, "parse a srcset attribute"), written from the standard. */
export function setAddresses(text: string): string[] {
  const urls: string[] = []
  let at = 0
  const skip = (chars: string) => {
    while (at < text.length && chars.includes(text.charAt(at))) at++
  }
  for (;;) {
    skip(' \t\n\f\r,')
    if (at >= text.length) return urls
    const start = at
    while (at < text.length && !' \t\n\f\r'.includes(text.charAt(at))) at++
    const url = text.slice(start, at)
    urls.push(url.replace(/,+$/, ''))
    if (url.endsWith(',')) continue
    for (let depth = 0; at < text.length; at++) {
      if (text.charAt(at) === '(') depth = 1
      if (text.charAt(at) === ')') depth = 0
      if (text.charAt(at) === ',' && depth === 0) break
    }
  }
}

const FUNCTIONS = /^(url|src|image|(-webkit-)?image-set|(-webkit-)?cross-fade)$/i

/**
 * Every address that a style sheet, or a piece of one, makes a browser fetch.
 * @param imports whether it may import others: an attribute may not
 */
export function cssAddresses(css: string, imports = true): string[] {
  const urls: string[] = []
  const open: string[] = []
  let importing = false
  let naming = false
  for (const token of tokenize({ css })) {
    const [type] = token
    if (type === TokenType.AtKeyword) {
      importing = imports && /^import$/i.test(token[4].value)
      naming = /^namespace$/i.test(token[4].value)
    }
    if (type === TokenType.Semicolon || type === TokenType.OpenCurly || type === TokenType.CloseCurly) {
      importing = false
      naming = false
    }
    if (type === TokenType.Function) open.push(token[4].value)
    if (type === TokenType.OpenParen) open.push('')
    if (type === TokenType.CloseParen) open.pop()
    if (naming) continue
    if (type === TokenType.URL) urls.push(token[4].value)
    if (type === TokenType.String && (importing || FUNCTIONS.test(open.at(-1) ?? '')))
      urls.push(token[4].value)
    if (type === TokenType.URL || type === TokenType.String) importing = false
  }
  return urls
}

/** Where `<meta http-equiv=refresh>` leads, as the HTML standard reads it; undefined where it only reloads. */
export function refreshAddress(content: string): string | undefined {
  const found =
    /^[\t\n\f\r ]*(?:\d+|(?=\.))[\d.]*(?:$|[;,\t\n\f\r ][\t\n\f\r ]*[;,]?[\t\n\f\r ]*(.*)$)/s.exec(content)
  const rest = found?.[1]
  if (rest === undefined || rest === '') return undefined
  const [, quote = '', text = ''] = /^(?:url[\t\n\f\r ]*=[\t\n\f\r ]*)?(["']?)(.*)$/is.exec(rest) ?? []
  return quote === '' ? text : (text.split(quote)[0] ?? '')
}

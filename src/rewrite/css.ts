import { type CSSToken, TokenType, tokenize } from '@csstools/css-tokenizer'

/** What a browser fetches for an address in a style sheet: its new address, or undefined where there is none. */
export type Readdress = (url: string) => string | undefined

/** No address can stand in text that has none of these: worth knowing before it is taken apart. */
const MAY_NAME_ADDRESS = /url|import|image|src\s*\(|\\/i
/** Functions whose strings are addresses. */
const FETCHING = /^(url|src|image|(-webkit-)?image-set|(-webkit-)?cross-fade)$/i
/** What stands for an address that is not carried: it is fetched by nobody. */
const NOTHING = 'data:,'

/** Relinks every address that a style sheet or a `style` attribute makes a browser fetch. */
export function relinkCss(css: string, readdress: Readdress): string {
  if (!MAY_NAME_ADDRESS.test(css)) return css
  const out: string[] = []
  const open: string[] = []
  /** Where the `@import` that is being read began in `out`. */
  let importing: number | undefined
  let dropping = false
  for (const token of tokenize({ css })) {
    const [type, text] = token
    if (type === TokenType.AtKeyword) importing = /^import$/i.test(token[4].value) ? out.length : undefined
    if (type === TokenType.Function) open.push(token[4].value)
    if (type === TokenType.OpenParen) open.push('')
    if (type === TokenType.CloseParen) open.pop()
    const named = addressIn(token, importing !== undefined, open)
    const address = named === undefined ? undefined : readdress(named)
    // A style sheet that is not carried is not imported: the whole rule goes.
    if (named !== undefined && address === undefined && importing !== undefined) {
      out.length = importing
      dropping = true
    }
    if (!dropping) out.push(named === undefined && type !== TokenType.BadURL ? text : write(address, type))
    if (named !== undefined || type === TokenType.Semicolon || type === TokenType.OpenCurly)
      importing = undefined
    if (type === TokenType.Semicolon) dropping = false
  }
  return out.join('')
}

function addressIn(token: CSSToken, importing: boolean, open: string[]): string | undefined {
  if (token[0] === TokenType.URL) return token[4].value
  if (token[0] !== TokenType.String) return undefined
  return importing || FETCHING.test(open.at(-1) ?? '') ? token[4].value : undefined
}

function write(address: string | undefined, type: TokenType): string {
  const text = quoted(address ?? NOTHING)
  return type === TokenType.String ? text : `url(${text})`
}

/** A CSS string. "<" is escaped too, so that no address can end the `<style>` that it stands in. */
const quoted = (text: string) =>
  `"${text.replace(/["\\<\n\r\f]/g, c => `\\${c.charCodeAt(0).toString(16)} `)}"`

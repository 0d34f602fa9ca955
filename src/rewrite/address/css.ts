import { type CSSToken, TokenType, tokenize } from '@csstools/css-tokenizer'
import { addressPlaces } from './css-places.ts'

/** What a browser fetches for an address in a style sheet: its new address, or undefined where there is none. */
export type Readdress = (url: string) => string | undefined

const ENDS_RULE = new Set([TokenType.Semicolon, TokenType.OpenCurly, TokenType.CloseCurly])
const ENDS_IMPORT = new Set([...ENDS_RULE, TokenType.CloseParen])
/** Functions whose strings are addresses. */
const FETCHING = /^(url|src|image|(-webkit-)?image-set|(-webkit-)?cross-fade)$/i
/** What may stand in such a function. Anything else, like `var()`, could bring an address along from elsewhere. */
const UNCHANGING =
  /^(url|src|image|(-webkit-)?image-set|(-webkit-)?cross-fade|type|calc|min|max|clamp|(-webkit-)?(repeating-)?(linear|radial|conic)-gradient|rgba?|hsla?|hwb|(ok)?la[bc]h?|(ok)?lch|color(-mix)?)$/i
/** What stands for an address that is not carried: it is fetched by nobody. */
const NOTHING = 'data:,'

/**
 * Relinks every address that a style sheet or a `style` attribute makes a browser fetch. Only the places that can
 * hold one are taken apart into tokens, which is slow; most of a style sheet is none.
 */
export function relinkCss(css: string, readdress: Readdress): string {
  let out = ''
  let at = 0
  for (const { start, end } of addressPlaces(css)) {
    out += css.slice(at, start) + relinkPlace(css.slice(start, end), readdress)
    at = end
  }
  return out + css.slice(at)
}

/** Nothing but an address, spelled out: with quotes and without. */
const QUOTED_URL = /^url\((["'])([\w\-.~:/?#@!$&*+,;=%]*)\1\)$/i
const BARE_URL = /^url\(([\w\-.~:/?#@!$&*+,;=%]+)\)$/i

/** One place, which is hardly ever more than an address: that takes no tokens. */
function relinkPlace(place: string, readdress: Readdress): string {
  const url = QUOTED_URL.exec(place)?.[2] ?? BARE_URL.exec(place)?.[1]
  if (url === undefined) return relinkTokens(place, readdress)
  const address = readdress(url)
  if (address === url) return place
  const isQuoted = place.endsWith('")') || place.endsWith("')")
  return `${isQuoted ? place.slice(0, URL_OPENS) : 'url('}${quoted(address ?? NOTHING)})`
}

const URL_OPENS = 'url('.length

/** The same, token by token: what `relinkCss` does at each place, and what it must amount to over the whole. */
export function relinkTokens(css: string, readdress: Readdress): string {
  const out: string[] = []
  const open: string[] = []
  /** Where the `@import` that is being read began in `out`. */
  let importing: number | undefined
  let dropping = false
  let naming = false
  for (const token of tokenize({ css })) {
    const [type, text] = token
    if (type === TokenType.AtKeyword && /^import$/i.test(token[4].value)) importing ??= out.length
    if (type === TokenType.AtKeyword) naming = /^namespace$/i.test(token[4].value)
    const replacing =
      type === TokenType.Function &&
      !UNCHANGING.test(token[4].value) &&
      open.some(name => FETCHING.test(name))
    if (type === TokenType.Function) open.push(token[4].value)
    if (type === TokenType.OpenParen) open.push('')
    if (type === TokenType.CloseParen) open.pop()
    if (dropping && ENDS_RULE.has(type) && type !== TokenType.Semicolon) {
      dropping = false
      open.length = 0
    }
    // A namespace is a name that looks like an address.
    const named = naming ? undefined : addressIn(token, importing !== undefined, open)
    const address = named === undefined ? undefined : readdress(named)
    // A style sheet that is not carried is not imported: the whole rule goes.
    if (importing !== undefined && named !== undefined && address === undefined && open.length === 0) {
      out.length = importing
      dropping = true
    }
    const same = named === address && type !== TokenType.BadURL
    // A browser that does not know a function passes over the whole declaration.
    if (!dropping) out.push(replacing ? 'none(' : same ? text : write(address, type))
    if (named !== undefined || ENDS_IMPORT.has(type)) importing = undefined
    if (type === TokenType.Semicolon) dropping = false
    if (ENDS_RULE.has(type)) naming = false
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

/** A CSS string. "<" and "&" are escaped too, so that it says the same wherever a style sheet can stand. */
const quoted = (text: string) =>
  `"${text.replace(/["\\<&\n\r\f]/g, c => `\\${c.charCodeAt(0).toString(16)} `)}"`

import { type CSSToken, isTokenComment, isTokenDelim, isTokenEOF } from '@csstools/css-tokenizer'

const SIGNS: Readonly<Record<string, string>> = {
  '+': '`+` (next sibling) is not something a streaming rewriter can match: name the element by its own attributes',
  '~': '`~` (later sibling) is not something a streaming rewriter can match: name the element by its own attributes',
  '>': '`>` stands between two elements, as in "div > p"',
  '|': '`|` (a namespace) is not something HTMLRewriter matches: leave it out',
  '&': '`&` (nesting) has nothing around it here: leave it out',
}

/** Why a token cannot stand where it stands. */
export function unexpectedReason(token: CSSToken | undefined): string {
  if (!token || isTokenEOF(token))
    return 'it stops where an element should follow: write it, such as "div > p"'
  if (isTokenComment(token)) return 'it holds a comment: leave it out'
  const known = isTokenDelim(token) ? SIGNS[token[4].value] : undefined
  if (known) return known
  if (token[1] === ',') return 'nothing stands before a comma: write a selector there, or leave the comma out'
  return `"${token[1]}" is out of place: a selector is such as "div.ad > a[href]"`
}

const LATER = new Set([
  'last-child',
  'last-of-type',
  'only-child',
  'only-of-type',
  'nth-last-child',
  'nth-last-of-type',
])

const NAMED: Readonly<Record<string, string>> = {
  empty: 'depends on what is inside the element, which a streaming rewriter has not read yet',
  has: 'depends on what is inside the element, which a streaming rewriter has not read yet',
  is: 'is not something HTMLRewriter knows: write its list out, with commas',
  where: 'is not something HTMLRewriter knows: write its list out, with commas',
  matches: 'is not something HTMLRewriter knows: write its list out, with commas',
  root: 'is not something HTMLRewriter knows: write "html"',
  scope: 'is not something HTMLRewriter knows: write "html"',
  contains: 'is no CSS: selectors see tags and attributes, not words',
  'has-text': 'is no CSS: selectors see tags and attributes, not words',
}

/** Why a pseudo-class that stands by its name, such as "hover", cannot be matched. */
export function namedReason(name: string, negated = false): string {
  if (name === 'not' && negated)
    return '`:not()` inside `:not()` is misread: write what it means without both'
  if (LATER.has(name))
    return `\`:${name}\` depends on what comes later, which a streaming rewriter has not read yet`
  if (['nth-child', 'nth-of-type', 'not'].includes(name))
    return `\`:${name}\` needs parentheses: \`:${name}(…)\``
  return `\`:${name}\` ${NAMED[name] ?? 'is not something HTMLRewriter knows: name the element by its own attributes'}`
}

/** About the connection and not the page (RFC 9110, 7.6.1), or what the mirror itself says anew. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'proxy-connection',
]

/** What would tell the paper who reads, or make one reader's page everybody's. */
const NEVER_FORWARDED = new Set(
  [
    HOP_BY_HOP,
    'authorization',
    'content-length',
    'cookie',
    'forwarded',
    'host',
    'proxy-authorization',
  ].flat(),
)
const NEVER_EXPOSED = new Set(
  [
    HOP_BY_HOP,
    'content-encoding',
    'content-length',
    'proxy-authenticate',
    'set-cookie',
    'set-cookie2',
  ].flat(),
)

/** Says what is wrong with a header name in `forward` or `expose`, or nothing where it is right. */
export function headerProblem(name: string, use: 'forward' | 'expose'): string | undefined {
  const lower = name.toLowerCase()
  if (name === '*') return undefined
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
    return `"${name}" is not a header's name: write one such as "accept-language"`
  if (use === 'expose')
    return NEVER_EXPOSED.has(lower) ? `"${name}" never reaches readers: leave it out` : undefined
  if (NEVER_FORWARDED.has(lower) || /^(?:cf-|x-forwarded-|x-real-ip$|true-client-ip$)/.test(lower))
    return `"${name}" never reaches the paper, which learns nothing about readers: leave it out`
  return undefined
}

/** Says what is wrong with the name of an attribute that holds a picture's address. */
export function attributeProblem(name: string): string | undefined {
  if (!/^[a-z_:][\w:.-]*$/i.test(name))
    return `"${name}" is not an attribute's name: write one such as "data-original"`
  return /^on/i.test(name) ? `"${name}" holds a script, not a picture's address: leave it out` : undefined
}

/** Says what is wrong with a link in `nav`, which leads within the mirror. */
export function hrefProblem(href: string): string | undefined {
  if (!/^\/(?!\/)[^\s\\]*$/.test(href))
    return `"${href}" leads off the mirror: write a path that begins with one "/", such as "/news/"`
  return undefined
}

/** Says what is wrong with a BCP 47 language tag. */
export function languageProblem(tag: string): string | undefined {
  try {
    Intl.getCanonicalLocales(tag)
    return undefined
  } catch {
    return `"${tag}" is not a language tag: write one such as "en" or "zh-Hans"`
  }
}

/** Says what is wrong with what the mirror calls itself towards the paper. */
export function userAgentProblem(given: string): string | undefined {
  return /^[\x21-\x7e](?:[\x20-\x7e]{0,298}[\x21-\x7e])?$/.test(given)
    ? undefined
    : 'write it in plain ASCII, 300 characters at most'
}

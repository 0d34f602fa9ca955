/** A page that checks browsers is short, in bytes of markup and of words. */
export const LONGEST = 32_768
const MOST_WORDS = 1500

/** So few bytes are no page of a paper. */
const TINY = 512

/**
 * What a page that lets only browsers through does, in whoever's words: it loads itself again, it has a riddle for people, it
 * asks for scripts and cookies, it leaves everything to a script and leads nowhere.
 */
export type Evidence = 'reload' | 'captcha' | 'asks' | 'scripted'

/** Cheap: whether a page's beginning has anything of it, so that its end is worth waiting for. */
export const mayCheck = (markup: string): boolean =>
  /http-equiv\s*=\s*["']?refresh|captcha|turnstile|challenge|cookie/i.test(markup)

/** Whether a whole page does what only a check of browsers does: one thing alone is on many a page. */
export const checksBrowsers = (markup: string): boolean =>
  markup.length <= LONGEST && evidence(markup).length > 1 && words(markup).length <= MOST_WORDS

/** What there is of it on a page. */
export function evidence(markup: string): Evidence[] {
  const found: Evidence[] = []
  if (
    /<meta\b[^<>]{0,200}http-equiv\s*=\s*["']?refresh["'\s][^<>]{0,50}content\s*=\s*["']?\d+\s*["'\s/>]/i.test(
      markup,
    )
  )
    found.push('reload')
  if (
    /[\s"'/_-](?:h-|g-re|re)?(?:captcha|turnstile)|(?:src|action|id|class|name|href)\s*=\s*["']?[^"'<>\s]{0,200}challenge/i.test(
      markup,
    )
  )
    found.push('captcha')
  const shown = words(markup)
  if (/javascript/i.test(shown) && /cookie/i.test(shown)) found.push('asks')
  const acts = /<script\b|<body\b[^<>]{0,200}\sonload/i.test(markup)
  if (acts && !leads(markup)) found.push('scripted')
  return found
}

/** Whether next to nothing came: no link, no picture, and hardly a byte. */
export const isTiny = (markup: string): boolean => markup.length < TINY && !leads(markup)

const leads = (markup: string) =>
  /<(?:a|area|img|picture|video|audio|iframe|frame|form|object)\s/i.test(markup)

const NOT_SHOWN = ['script', 'style']

/** The text of a short page, also what is for readers without scripts. Bytes, where the markup is. */
function words(markup: string): string {
  let rest = markup
  for (const name of NOT_SHOWN) rest = without(rest, name)
  return rest
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function without(markup: string, name: string): string {
  const lower = markup.toLowerCase()
  let kept = ''
  let at = 0
  for (;;) {
    const start = lower.indexOf(`<${name}`, at)
    const end = start < 0 ? -1 : lower.indexOf(`</${name}`, start)
    if (end < 0) return kept + markup.slice(at)
    kept += markup.slice(at, start)
    at = end
  }
}

/**
 * Whether what calls itself a page is no text: binary data bytes as the MIME Sniffing standard has them (§3), of which a page
 * in any encoding that is ASCII's superset has none; a stray one is a slip.
 */
export function isGarbage(bytes: Uint8Array): boolean {
  const looked = bytes.subarray(0, 1024)
  let binary = 0
  for (const byte of looked)
    if (byte <= 0x08 || byte === 0x0b || (byte >= 0x0e && byte <= 0x1a) || (byte >= 0x1c && byte <= 0x1f))
      binary++
  return binary * 32 > looked.length
}

import type { NetworkRule } from '@adguard/agtree'
import type { At, Item, Reason } from './item.ts'

/** Options by their short names. */
const ALIASES: Readonly<Record<string, string>> = {
  ...{ '3p': 'third-party', '1p': '~third-party', 'first-party': '~third-party', css: 'stylesheet' },
  ...{ frame: 'subdocument', xhr: 'xmlhttprequest', doc: 'document', from: 'domain' },
  ...{ ghide: 'generichide', ehide: 'elemhide', shide: 'specifichide' },
}

/** What a mirrored page still fetches. */
export const FETCHED = new Set(['image', 'media', 'stylesheet', 'font', 'other'])

/** What it does not. */
const NOT_FETCHED = new Set([
  ...['script', 'subdocument', 'xmlhttprequest', 'websocket', 'webrtc', 'ping', 'beacon', 'object'],
  ...['object-subrequest', 'background', 'inline-script', 'inline-font', 'genericblock', 'webbundle'],
])
const WINDOWS = new Set(['popup', 'popunder', 'document', 'all', 'xbl', 'dtd'])
const CHANGES = new Set([
  ...['csp', 'redirect', 'redirect-rule', 'rewrite', 'removeparam', 'replace', 'removeheader', 'permissions'],
  ...[
    'header',
    'cookie',
    'uritransform',
    'urlskip',
    'urltransform',
    'stealth',
    'hls',
    'jsonprune',
    'empty',
    'mp4',
  ],
])
const SWITCHES = { generichide: 'generic', specifichide: 'specific', elemhide: 'all' } as const
const HARMLESS = new Set(['important', 'match-case', 'third-party', 'domain'])

/** What a blocking rule, or an exception to some, is to a mirror. */
export function classifyNetwork(rule: NetworkRule, at: At): Item {
  const group = rule.exception ? 'exception' : 'blocking'
  const skip = (reason: Reason): Item => ({ type: 'skip', at, group, reason })
  const options = (rule.modifiers?.children ?? []).map(({ name, value, exception }) => {
    const given = ALIASES[name.value.toLowerCase()] ?? name.value.toLowerCase()
    const negated = given.startsWith('~') !== Boolean(exception)
    return { name: given.replace('~', ''), negated, value: value?.value ?? '' }
  })
  const pattern = rule.pattern.value
  if (options.some(({ name }) => name === 'badfilter')) return skip('unknown option')
  if (rule.exception) {
    const what = options.map(({ name }) => switchOf(name)).find(Boolean)
    const domains = what && switched(pattern, options)
    if (what) return domains ? { type: 'off', at, domains, what } : skip('for some pages of a site only')
  }
  if (options.some(({ name }) => CHANGES.has(name))) return skip('changes requests or answers')
  const known = ({ name }: { name: string }) =>
    FETCHED.has(name) || NOT_FETCHED.has(name) || WINDOWS.has(name) || HARMLESS.has(name)
  if (!options.every(known)) return skip('unknown option')
  const kinds = options.filter(({ name, negated }) => !negated && !HARMLESS.has(name))
  if (kinds.length > 0 && !kinds.some(({ name }) => FETCHED.has(name)))
    return skip(
      kinds.every(({ name }) => WINDOWS.has(name))
        ? 'opens or closes windows and pages'
        : 'for scripts, frames or requests that no mirrored page makes',
    )
  if (kinds.length === 0 && /\.(?:m?js|php\?js)(?:[?^|*]|$)/i.test(pattern))
    return skip('for scripts, frames or requests that no mirrored page makes')
  if (isExpression(pattern) && !isSafe(pattern)) return skip('regular expression that could be slow')
  return {
    type: 'block',
    at,
    except: rule.exception,
    pattern,
    options: options
      .filter(({ name }) => FETCHED.has(name) || ['third-party', 'match-case', 'domain'].includes(name))
      .map(({ name, negated, value }) => `${negated ? '~' : ''}${name}${value ? `=${value}` : ''}`),
  }
}

const switchOf = (name: string): 'generic' | 'specific' | 'all' | undefined =>
  name === 'document'
    ? 'all'
    : Object.hasOwn(SWITCHES, name)
      ? SWITCHES[name as keyof typeof SWITCHES]
      : undefined

/** The hosts that an exception switches rules off for; nothing where it is about some of their pages only. */
function switched(pattern: string, options: readonly { name: string; value: string }[]): string | undefined {
  const domain = options.find(({ name }) => name === 'domain')?.value
  const host = /^\|\|([\w.-]+)(?:\^|\/|\^\*|\/\*|\^\|)?$/.exec(pattern)?.[1]
  if (host) return domain ? undefined : host
  return domain && /^(?:\*|\|?https?:\/\/)?$/.test(pattern) ? domain.replaceAll('|', ',') : undefined
}

export const isExpression = (pattern: string) =>
  pattern.length > 1 && pattern.startsWith('/') && pattern.endsWith('/') && /[[\](){}\\+?$]/.test(pattern)

/** Whether an expression takes a time in proportion to the address: no repetition of what repeats, no look back. */
function isSafe(pattern: string): boolean {
  const source = pattern.slice(1, -1)
  if (source.length > 300 || /\\[1-9]|\(\?<|\\k/.test(source)) return false
  if (/[*+}]\)*[*+{]|[*+}][^()]*\)[*+{]|\([^)]*\|[^)]*\)[*+]/.test(source)) return false
  if ((source.match(/[*+]|\{\d+,/g)?.length ?? 0) > 3) return false
  try {
    return new RegExp(source) instanceof RegExp
  } catch {
    return false
  }
}

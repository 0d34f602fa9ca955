import * as v from 'valibot'
import { cacheTag, TAG_HINT } from '../cache-tags.ts'
import { bytes, checked, duration, headers, list, object, plain, text } from './fields.ts'
import { hideProblem } from './hide.ts'
import { hostProblem, parseOrigin } from './host.ts'
import { patternProblem } from './pattern.ts'
import { selectorProblem } from './selector.ts'
import { attributeProblem, hrefProblem, languageProblem, userAgentProblem } from './words.ts'

const selector = checked('a selector', selectorProblem)
const selectors = list('selectors', selector)
const hosts = list('hosts', checked('a host', hostProblem))
const pattern = checked('a path pattern', patternProblem)

const freshnessEntries = {
  path: pattern,
  fresh: duration,
  stale: v.optional(duration),
}

/** So many rules, and so many tags in each. */
const MOST_TAG_RULES = 100
const MOST_TAGS = 20

const tag = text('a tag', given => {
  const value = cacheTag(given)
  return value === undefined ? { problem: `"${given.slice(0, 200)}" is not a tag: ${TAG_HINT}` } : { value }
})

const tagEntries = {
  path: pattern,
  tags: v.pipe(
    list('tags', tag),
    v.minLength(1, 'it is empty: write a tag, such as "news"'),
    v.maxLength(MOST_TAGS, `a path has ${MOST_TAGS} tags at most: leave some out`),
  ),
}

const navEntries = {
  text: plain('what the link says', 100),
  href: checked('a path', hrefProblem),
}

const siteEntries = {
  $schema: v.optional(v.string(issue => `write an address in quotes, not ${issue.received}`)),
  name: v.optional(plain('a name', 100)),
  language: v.optional(checked('a language tag', languageProblem)),
  origin: text('an origin', parseOrigin),
  aliases: v.optional(hosts, []),
  hosts: v.optional(hosts, []),
  assets: v.optional(v.picklist(['listed', 'tagged'], 'write "listed" or "tagged"'), 'listed'),
  remove: v.optional(selectors, []),
  keep: v.optional(selectors, []),
  unwrap: v.optional(selectors, []),
  limit: v.optional(bytes, 1500),
  hide: v.optional(list('selectors', checked('a selector', hideProblem)), []),
  lazy: v.optional(list('attribute names', checked('an attribute name', attributeProblem)), []),
  article: v.optional(selector),
  title: v.optional(selector),
  byline: v.optional(selector),
  published: v.optional(selector),
  next: v.optional(selector),
  freshness: v.optional(list('rules', object(freshnessEntries)), []),
  tags: v.optional(
    v.pipe(
      list('rules', object(tagEntries)),
      v.maxLength(
        MOST_TAG_RULES,
        `there are ${MOST_TAG_RULES} rules at most: use patterns, such as "/news/*"`,
      ),
    ),
    [],
  ),
  withdrawn: v.optional(list('path patterns', pattern), []),
  forward: v.optional(headers('forward'), []),
  expose: v.optional(headers('expose'), []),
  max_page_bytes: v.optional(bytes, 5_000_000),
  pictures: v.optional(v.picklist(['cache', 'kv'], 'write "cache" or "kv"'), 'cache'),
  stale_if_error: v.optional(v.picklist(['always', 'rfc'], 'write "always" or "rfc"'), 'always'),
  deadline: v.optional(
    v.pipe(
      duration,
      v.check(seconds => seconds > 0 && seconds <= 60, 'write a duration above 0 and up to "60s"'),
    ),
    '8s',
  ),
  notice: v.optional(plain('a notice', 2000)),
  nav: v.optional(list('links', object(navEntries)), []),
  user_agent: v.optional(checked('a user agent', userAgentProblem)),
}

/** What a site file may hold. Unknown keys are looked for elsewhere: valibot would name the first only. */
export const siteSchema = object(siteEntries)
export type SiteFile = v.InferOutput<typeof siteSchema>

/** The keys that each kind of object in a site file may have. */
export const KEYS = {
  site: Object.keys(siteEntries),
  freshness: Object.keys(freshnessEntries),
  nav: Object.keys(navEntries),
  tags: Object.keys(tagEntries),
} as const

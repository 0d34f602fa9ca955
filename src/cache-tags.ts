/** The tags of a copy, in lower case; "any" where there were too many to keep: a purge of any tag is then about it. */
export type CacheTags = readonly string[] | 'any'

/** The longest tag, in characters. */
export const LONGEST_TAG = 128
/** So many tags of a response are kept, of so many characters together. */
const MOST_TAGS = 64
const MOST_CHARACTERS = 2048

/** A tag as it is compared, in lower case as Cloudflare's are; undefined where the text is none. */
export function cacheTag(given: string): string | undefined {
  const fits = given.length <= LONGEST_TAG && /^[\w!#$%&'*+./:=@^`|~-]+$/.test(given)
  return fits ? given.toLowerCase() : undefined
}

/** What to write where `cacheTag` returned nothing. */
export const TAG_HINT = `a tag is 1 to ${LONGEST_TAG} letters, digits and signs of !#$%&'*+-./:=@^_\`|~, without spaces and commas`

/**
 * The tags that an origin gives its response: `Cache-Tag` (Cloudflare's) and `Surrogate-Key` (Fastly's). What is no tag
 * is passed over: nobody can purge by it. Where there are more than are kept, all of them count, so that a purge takes
 * too much and never too little.
 */
export function cacheTags(headers: Headers): CacheTags {
  const given = [headers.get('cache-tag') ?? '', headers.get('surrogate-key') ?? ''].join(' ').split(/[\s,]+/)
  const tags = new Set<string>()
  let characters = 0
  for (const text of given) {
    const tag = cacheTag(text)
    if (tag === undefined || tags.has(tag)) continue
    tags.add(tag)
    characters += tag.length
    if (tags.size > MOST_TAGS || characters > MOST_CHARACTERS) return 'any'
  }
  return [...tags]
}

/** Whether a response says anything of its tags. */
export const hasCacheTags = (headers: Headers): boolean =>
  headers.has('cache-tag') || headers.has('surrogate-key')

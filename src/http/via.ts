import { members } from './list.ts'

/** RFC 8586: a mirror that is asked to mirror itself finds its own name here. */
export const LOOP_FIELD = 'cdn-loop'
/** What the mirror is called in `Via` and `CDN-Loop`: a pseudonym, the same whatever its domain names. */
const NAME = 'heliograph'
/** So much of what others have put into `CDN-Loop` goes along, in characters. */
const LONGEST_LOOP = 1000
const SEPARATOR = ', '

/** `Via` of a request to the origin (RFC 9110 §7.6.3). @param before what it has from the reader, if that is forwarded */
export const via = (before: string | null): string => (before ? `${before}, 1.1 ${NAME}` : `1.1 ${NAME}`)

/**
 * `CDN-Loop` of a request to the origin: it must keep the members of all before, or others could not see that they go
 * in a circle (RFC 8586 §2). Of a longer one the last are kept, which came by last.
 */
export function cdnLoop(before: string | null): string {
  const all = (before ? members(before) : []).filter(member => member !== '')
  let [first, length] = [all.length, 0]
  while (first > 0 && length + (all[first - 1]?.length ?? 0) <= LONGEST_LOOP)
    length += (all[--first]?.length ?? 0) + SEPARATOR.length
  return [...all.slice(first), NAME].join(SEPARATOR)
}

/** Whether a request has been here before: one of the members of `CDN-Loop` is the mirror's, whatever its parameters. */
export const isLooping = (field: string | null): boolean =>
  field !== null && members(field).some(member => member.split(';')[0]?.trim() === NAME)

/** Cache-Control's directives by lower-case name; the value is "" where the directive has none. */
export type Directives = ReadonlyMap<string, string>

const DIRECTIVE = /([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,;"\s]*)))?/g

/**
 * Reads a Cache-Control field (RFC 9111 §5.2). Never throws: what cannot be read is passed over. Of a directive
 * that stands twice the first counts, as §4.2.1 allows; a delta-seconds that differs makes no copy fresher then.
 */
export function parseCacheControl(field: string | null | undefined): Directives {
  const found = new Map<string, string>()
  for (const [, name = '', quoted, token] of (field ?? '').matchAll(DIRECTIVE)) {
    const key = name.toLowerCase()
    if (!found.has(key)) found.set(key, quoted?.replace(/\\(.)/g, '$1') ?? token ?? '')
  }
  return found
}

/**
 * The directives that a cache like this one goes by: `CDN-Cache-Control` where it says anything, else
 * `Cache-Control` (RFC 9213 §2.2).
 */
export function governing(headers: Headers): Directives {
  const targeted = parseCacheControl(headers.get('cdn-cache-control'))
  return targeted.size > 0 ? targeted : parseCacheControl(headers.get('cache-control'))
}

/** 2^31: RFC 9111 §1.2.2 has it stand for anything larger. */
export const LONGEST = 2147483648

/** A directive's delta-seconds (RFC 9111 §1.2.2), or undefined where it is missing or no number. */
export function seconds(directives: Directives, name: string): number | undefined {
  const value = directives.get(name)
  if (value === undefined || !/^\d+$/.test(value)) return undefined
  return Math.min(Number(value), LONGEST)
}

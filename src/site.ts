import * as v from 'valibot'
import { fingerprint } from './site/fingerprint.ts'
import { parseHost } from './site/host.ts'
import { compilePattern } from './site/pattern.ts'
import { hostConflicts, unknownKeys } from './site/relations.ts'
import { type SiteFile, siteSchema } from './site/shape.ts'
import type { ParsedSite, Problem, Site } from './site/types.ts'

export type { PathPattern } from './site/pattern.ts'
export type { FreshnessRule, ParsedSite, Problem, Site, TagRule } from './site/types.ts'

/**
 * Checks a site file's data (parsed JSON) and makes it ready to use, or returns every problem in it, in the
 * order of its keys. Pure; done once per isolate, not per request.
 */
export function parseSite(data: unknown): ParsedSite {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return {
      ok: false,
      problems: [{ path: [], message: 'a site file is an object: begin with { and "origin"' }],
    }
  const result = v.safeParse(siteSchema, data)
  const shape = (result.issues ?? []).map(issue => ({
    path: (issue.path ?? []).map(item => item.key as string | number),
    message: issue.message,
  }))
  const problems = [...unknownKeys(data), ...shape, ...hostConflicts(data)]
  if (!result.success || problems.length > 0) return { ok: false, problems: inOrder(problems, data) }
  return { ok: true, site: ready(result.output) }
}

/** Sorts problems as the file's keys stand; what belongs to no key comes first. */
function inOrder(problems: Problem[], data: object): Problem[] {
  const keys = Object.keys(data)
  const place = ({ path }: Problem) => keys.indexOf(String(path[0] ?? ''))
  return problems.toSorted((a, b) => place(a) - place(b))
}

function ready(file: SiteFile): Site {
  const { origin, protocol, host } = file.origin
  const hostsOf = (hosts: string[]) =>
    new Set(
      hosts.map(given => {
        const read = parseHost(given, protocol)
        return 'value' in read ? read.value.host : given
      }),
    )
  const shape = {
    name: file.name ?? host,
    ...given('language', file.language),
    origin,
    host,
    scheme: protocol as Site['scheme'],
    aliases: hostsOf(file.aliases),
    hosts: hostsOf(file.hosts),
    assets: file.assets,
    remove: file.remove,
    keep: file.keep,
    unwrap: file.unwrap,
    hide: file.hide,
    limit: file.limit,
    lazy: file.lazy.map(name => name.toLowerCase()),
    ...given('article', file.article),
    ...given('title', file.title),
    ...given('byline', file.byline),
    ...given('published', file.published),
    ...given('next', file.next),
    forward: file.forward,
    expose: file.expose,
    ...given('notice', file.notice),
    nav: file.nav,
    ...given('userAgent', file.user_agent),
  }
  return {
    ...shape,
    freshness: file.freshness.map(({ path, fresh, stale = fresh }) => ({
      ...compilePattern(path),
      fresh,
      stale,
    })),
    cacheTags: file.tags.map(({ path, tags }) => ({ ...compilePattern(path), tags })),
    withdrawn: file.withdrawn.map(compilePattern),
    maxPageBytes: file.max_page_bytes,
    pictures: file.pictures,
    staleIfError: file.stale_if_error,
    deadlineMs: Math.round(file.deadline * 1000),
    fingerprint: fingerprint(
      JSON.stringify(shape, (_, value) => (value instanceof Set ? [...value].sort() : value)),
    ),
  }
}

/** `exactOptionalPropertyTypes`: a key that the file leaves out is left out, not undefined. */
function given<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T })
}

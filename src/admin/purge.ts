import * as v from 'valibot'
import { cacheTag, TAG_HINT } from '../cache-tags.ts'
import type { Site } from '../site.ts'
import type { Act, Scope } from '../store/epochs.ts'
import { originAddress, originHost, originPrefix, type Said, short } from './named.ts'

/** So many entries stand in one request, as in Cloudflare's (operations per request). */
export const MOST = 100
/** A longer beginning is never needed, and the record of purges is read on every request. */
const LONGEST_PREFIX = 512

const text = (what: string, longest: number, advice = '') =>
  v.pipe(
    v.string(`is not a text: write ${what} in quotes`),
    v.trim(),
    v.nonEmpty(`is empty: write ${what}, or leave it out`),
    v.maxLength(longest, `is longer than ${longest} characters${advice}`),
  )
const list = (item: v.GenericSchema<unknown, string>, example: string) =>
  v.pipe(
    v.array(item, `is no list: write ${example}`),
    v.minLength(1, `is empty: write ${example}`),
    v.maxLength(
      MOST,
      `has more than ${MOST} entries: send several requests, or name a prefix, a host or a tag`,
    ),
  )
const everything = v.literal(true, 'is only ever true: write true, or leave it out')

/** The bodies of Cloudflare's purge API, each alone. */
const FORMS = {
  files: list(text('an address', 8192), '["/news/1.html"]'),
  prefixes: list(
    text('the beginning of an address', LONGEST_PREFIX, ': a shorter beginning is about it as well'),
    '["/news/"]',
  ),
  tags: list(text('a tag', 1000), '["news"]'),
  hosts: list(text('a host', 300), '["img.paper.example"]'),
  purge_everything: everything,
  invalidate_everything: everything,
}
type Form = keyof typeof FORMS

/** What each route takes; an invalidation also the words of a purge, so that one body does for both. */
const TAKEN: Readonly<Record<Act, readonly Form[]>> = {
  purge: ['files', 'prefixes', 'tags', 'hosts', 'purge_everything'],
  invalidate: ['files', 'prefixes', 'tags', 'hosts', 'invalidate_everything', 'purge_everything'],
}

export type PurgeBody =
  | { readonly ok: true; readonly scope: Scope; readonly dryRun: boolean }
  | { readonly ok: false; readonly field: string; readonly message: string }

/**
 * Reads the body of a purge or an invalidation. Addresses may be the mirror's (`https://mirror/…`), the paper's, or
 * paths of the mirror; prefixes may leave out the scheme, as Cloudflare's do.
 * @param mirrorHost the host that the request came to
 */
export function parsePurge(json: string, site: Site, mirrorHost: string, act: Act = 'purge'): PurgeBody {
  let body: unknown
  try {
    body = JSON.parse(json)
  } catch {
    return wrong('body', `is not JSON: write an object such as {"files":["/news/1.html"]}`)
  }
  const taken = TAKEN[act]
  const names = taken.join(', ')
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const given = isObject ? (body as Readonly<Record<string, unknown>>) : {}
  const fields = Object.keys(given)
  const unknown = fields.find(name => name !== 'dry_run' && !taken.some(form => form === name))
  if (unknown !== undefined) return wrong(unknown, `is unknown: use one of ${names}, and dry_run`)
  const dryRun = given.dry_run ?? false
  if (typeof dryRun !== 'boolean') return wrong('dry_run', 'is true or false: write one of them')
  const [form, ...more] = fields.filter((name): name is Form => name !== 'dry_run')
  if (form === undefined || more.length > 0)
    return wrong(form ?? 'body', `give exactly one of ${names}: send a request for each`)
  const result = v.safeParse(FORMS[form] as v.GenericSchema<unknown, readonly string[] | true>, given[form])
  if (!result.success) {
    const [issue] = result.issues
    const at = (issue.path ?? []).map(item => `[${item.key}]`).join('')
    return wrong(`${form}${at}`, issue.message)
  }
  const read = scopeOf(form, result.output === true ? [] : result.output, site, mirrorHost)
  return 'scope' in read
    ? { ok: true, scope: read.scope, dryRun }
    : wrong(`${form}[${read.index}]`, read.problem)
}

const wrong = (field: string, message: string): PurgeBody => ({ ok: false, field, message })

function scopeOf(
  form: Form,
  given: readonly string[],
  site: Site,
  mirrorHost: string,
): { readonly scope: Scope } | { readonly index: number; readonly problem: string } {
  const each = (
    read: (text: string, site: Site, host: string) => Said,
    scope: (values: string[]) => Scope,
  ) => {
    const said = given.map(text => read(text, site, mirrorHost))
    const index = said.findIndex(one => 'problem' in one)
    const bad = said[index]
    if (bad && 'problem' in bad) return { index, problem: bad.problem }
    return { scope: scope(said.flatMap(one => ('value' in one ? [one.value] : []))) }
  }
  switch (form) {
    case 'files':
      return each(originAddress, files => ({ files }))
    case 'prefixes':
      return each(originPrefix, prefixes => ({ prefixes }))
    case 'tags':
      return each(tag, tags => ({ tags }))
    case 'hosts':
      return each(originHost, hosts => ({ hosts }))
    case 'purge_everything':
    case 'invalidate_everything':
      return { scope: { purge_everything: true } }
    default:
      return form satisfies never
  }
}

function tag(given: string): Said {
  const value = cacheTag(given)
  return value === undefined ? { problem: `"${short(given)}" is not a tag: ${TAG_HINT}` } : { value }
}

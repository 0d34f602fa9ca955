import * as v from 'valibot'
import { originOf } from '../address.ts'
import type { Site } from '../site.ts'
import type { Scope } from '../store/epochs.ts'

const MOST = 500
const text = v.pipe(
  v.string('is no text'),
  v.trim(),
  v.nonEmpty('is empty'),
  v.maxLength(8192, 'is longer than 8,192 characters'),
)
const list = v.pipe(
  v.array(text, 'is a list of texts'),
  v.minLength(1, 'is empty'),
  v.maxLength(MOST, `has more than ${MOST} entries`),
)

/** The bodies of Cloudflare's purge API, each alone. */
const FORMS = {
  files: v.strictObject({ files: list }),
  prefixes: v.strictObject({ prefixes: list }),
  purge_everything: v.strictObject({ purge_everything: v.literal(true, 'is only ever true') }),
}

export type PurgeBody = { ok: true; scope: Scope } | { ok: false; field: string; message: string }

/**
 * Reads a purge body. Addresses may be the mirror's (`https://mirror/…`), the paper's, or paths of the mirror;
 * prefixes may leave out the scheme, as Cloudflare's do.
 * @param mirrorHost the host that the request came to
 */
export function parsePurge(json: string, site: Site, mirrorHost: string): PurgeBody {
  let body: unknown
  try {
    body = JSON.parse(json)
  } catch {
    return { ok: false, field: 'body', message: 'is not JSON' }
  }
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : []
  const [field] = fields
  const unknown = fields.find(name => !Object.hasOwn(FORMS, name))
  if (unknown !== undefined)
    return { ok: false, field: unknown, message: `is unknown; use one of ${Object.keys(FORMS).join(', ')}` }
  if (field === undefined || fields.length > 1)
    return {
      ok: false,
      field: field ?? 'body',
      message: `give exactly one of ${Object.keys(FORMS).join(', ')}`,
    }
  const result = v.safeParse(FORMS[field as keyof typeof FORMS], body)
  if (!result.success) {
    const [issue] = result.issues
    const at = (issue.path ?? [])
      .map(item => (typeof item.key === 'number' ? `[${item.key}]` : String(item.key)))
      .join('')
    return { ok: false, field: at || field, message: issue.message }
  }
  const form = result.output
  if ('purge_everything' in form) return { ok: true, scope: { purge_everything: true } }
  const kind = 'files' in form ? 'files' : 'prefixes'
  const given = 'files' in form ? form.files : form.prefixes
  const read = given.map(address => originAddress(address, site, mirrorHost))
  const bad = read.indexOf(undefined)
  if (bad >= 0)
    return { ok: false, field: `${kind}[${bad}]`, message: `"${given[bad]}" is no address of this mirror` }
  const addresses = read as string[]
  return { ok: true, scope: kind === 'files' ? { files: addresses } : { prefixes: addresses } }
}

/** The origin address that an operator means, or undefined. */
function originAddress(given: string, site: Site, mirrorHost: string): string | undefined {
  const full = given.startsWith('/')
    ? `https://${mirrorHost}${given}`
    : /^https?:\/\//i.test(given)
      ? given
      : `https://${given}`
  if (!URL.canParse(full)) return undefined
  const url = new URL(full)
  const path = url.pathname + url.search
  const onMirror = url.host === mirrorHost ? path : `/-/${url.host}${path}`
  const found = originOf(onMirror, site)
  if (found.kind === 'origin') return found.url
  // A host that is carried by a tag is on no list; its copies are purged by its own address.
  return found.kind === 'unlisted' && site.assets === 'tagged' ? found.href : undefined
}

import { type Directives, parseCacheControl } from './cache-control.ts'
import { type FieldList, isForwarded } from './fields.ts'
import type { Asker } from './storable.ts'

/**
 * Those of a reader's directives that count (RFC 9111 §5.2.1): all where the site's file forwards `Cache-Control`, so
 * that readers may have the origin asked; else only `only-if-cached`, which spares it. `Pragma: no-cache` stands in
 * where there is no `Cache-Control` (§5.4).
 */
export function requestDirectives(request: Headers, forward: FieldList): Directives {
  const said = request.get('cache-control')
  if (said === null) {
    const pragma = isForwarded('pragma', forward) ? request.get('pragma') : null
    return /(^|,)\s*no-cache\s*(,|$)/i.test(pragma ?? '') ? new Map([['no-cache', '']]) : new Map()
  }
  const directives = parseCacheControl(said)
  if (isForwarded('cache-control', forward)) return directives
  return directives.has('only-if-cached') ? new Map([['only-if-cached', '']]) : new Map()
}

/**
 * What of a request bears on storing its answer. `Authorization` never reaches the origin; it counts all the same where
 * a site forwards everything, because there the mirror is to be like any shared cache.
 */
export function askerOf(request: Headers, forward: FieldList): Asker {
  return {
    isAuthorized: forward === '*' && request.has('authorization'),
    noStore: requestDirectives(request, forward).has('no-store'),
  }
}

/** Whether the RFCs let a copy be served that could not be validated, and by what. */
export type StaleUse =
  | {
      kind: 'allowed'
      /**
       * It is not even stale; the origin said so beforehand (RFC 5861 §4); or the cache is disconnected and nothing
       * forbids it (RFC 9111 §4.2.4), which a 5xx counts as too (§4.3.3).
       */
      by: 'fresh' | 'stale-if-error' | 'disconnected'
    }
  | {
      kind: 'forbidden'
      /** The directive that forbids it (RFC 9111 §4.2.4), a window of RFC 5861 that is over, or that it is an error itself. */
      by:
        | 'no-cache'
        | 'must-revalidate'
        | 'proxy-revalidate'
        | 's-maxage'
        | 'stale-if-error'
        | 'request'
        | 'trouble'
    }

/** What a site adds: nothing ("rfc"), or that a copy is better than none, whatever the origin has said. */
export type StalePolicy = 'rfc' | 'last-good-copy'

/** Whether a copy may be served though its origin failed. The one place where a site's policy widens what the RFCs allow. */
export function mayServeStale(use: StaleUse, policy: StalePolicy): boolean {
  switch (policy) {
    case 'last-good-copy':
      return true
    case 'rfc':
      return use.kind === 'allowed'
    default:
      return policy satisfies never
  }
}

/** Statuses of an origin in trouble: "500, 502, 503, or 504" (RFC 5861 §4). */
export const isTrouble = (status: number): boolean => [500, 502, 503, 504].includes(status)

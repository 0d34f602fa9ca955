/** A permanent redirect says where a page has gone to; only these keep readers from one that is still there. */
const TEMPORARY = new Set([302, 303, 307])

/** Names for what a reader is to pass first, as a whole segment of a path or of a host, in a few languages. */
const NAMED =
  /(?:^|[/.])(?:log-?in|sign-?in|sso|auth|consent|cookie-?wall|captcha|anmelden|connexion|denglu)(?=$|[/.])/i

/**
 * Whether a redirect leads to a gate, such as a login or a consent, which sends its readers back when they have passed: so
 * it takes along where they came from, or is called what it is.
 */
export function leadsToGate(status: number, from: URL, to: URL): boolean {
  if (!TEMPORARY.has(status)) return false
  const back = [from.href, from.pathname + from.search, from.pathname]
  const isSame = to.host === from.host && to.pathname === from.pathname
  if (!isSame && [...to.searchParams.values()].some(value => back.includes(value))) return true
  return NAMED.test(`${to.hostname}${to.pathname}`) && !NAMED.test(`${from.hostname}${from.pathname}`)
}

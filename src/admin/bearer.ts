/** Whether a request carries the token (RFC 6750). Digests are compared, so that time tells nothing of the token. */
export async function isBearer(request: Request, token: string): Promise<boolean> {
  const [, given] = /^bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (given === undefined) return false
  const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return crypto.subtle.timingSafeEqual(await digest(given.trim()), await digest(token))
}

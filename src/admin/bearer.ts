import { Buffer } from 'node:buffer'

/** Whether a request carries the token (RFC 6750). Digests are compared, so that time tells nothing of the token. */
export async function isBearer(request: Request, token: string): Promise<boolean> {
  const [, given] = /^bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  return given !== undefined && (await isSame(given.trim(), token))
}

/** Whether a browser was given the token as a password (RFC 7617), under any user name. */
export async function isBasic(request: Request, token: string): Promise<boolean> {
  const [, given] = /^basic +([\w+/=-]+)\s*$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (given === undefined) return false
  const pair = Buffer.from(given, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon >= 0 && (await isSame(pair.slice(colon + 1), token))
}

async function isSame(given: string, token: string): Promise<boolean> {
  const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return crypto.subtle.timingSafeEqual(await digest(given), await digest(token))
}

import { type Copy, type Head, headOnly } from './copy.ts'
import { readHead, writeHead } from './envelope.ts'
import { KEPT, keyOf } from './key.ts'

/** The head travels in this field of the cached response, percent-encoded so that it is ASCII. */
const HEAD = 'heliograph-head'
/** The Cache API only keeps; whether a copy is fresh is decided by `assess`. In seconds. */
const KEEP = `public, max-age=${KEPT}`

/** Copies in the data centre's own cache (Cache API). */
export class EdgeTier {
  readonly #cache: Cache
  readonly #base: string

  /** @param base an origin of the Worker's own zone, as the Cache API wants its keys to be */
  constructor(cache: Cache, base: string) {
    this.#cache = cache
    this.#base = base
  }

  async get(url: string, variant?: string): Promise<Copy | undefined> {
    const found = await this.#cache.match(await this.#key(url, variant))
    const head = readHead(decodeURIComponent(found?.headers.get(HEAD) ?? ''))
    if (found && head && isWhole(found, head))
      return { head, body: found.body ?? new Uint8Array(), tier: 'edge' }
    await found?.body?.cancel()
    return undefined
  }

  /** What is known of the copy that there is, without its body. */
  async head(url: string, variant?: string): Promise<Head | undefined> {
    return headOnly(await this.get(url, variant))
  }

  async put(head: Head, body: Copy['body']): Promise<void> {
    const headers = {
      'cache-control': KEEP,
      'content-type': 'application/octet-stream',
      [HEAD]: encodeURIComponent(writeHead(head)),
    }
    const key = await this.#key(head.url, head.variant?.key)
    try {
      await this.#cache.put(key, new Response(body, { headers }))
    } catch (error) {
      // Of a body that breaks off, what had come may be there now.
      await this.#cache.delete(key)
      throw error
    }
  }

  async #key(url: string, variant?: string): Promise<string> {
    return `${this.#base}/-/copy/${encodeURIComponent(await keyOf(url, variant))}`
  }
}

/** Whether a body is as long as it was, as far as the cache says how long it is. */
function isWhole({ headers }: Response, { size, variants }: Head): boolean {
  const length = headers.get('content-length')
  return length === null || size === undefined || variants !== undefined || Number(length) === size
}
